import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Select } from '#ui/components/select.js';
import { ChosenPart } from '#ui/components/shown-when.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';

export interface NewPageProps {
  page: PageContext;
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  units: readonly { id: string; name: string }[];
  offered: readonly { id: string; title: string }[];
  originals: readonly { ref: string; title: string; from: string }[];
}

const STARTS = ['blank', 'copy', 'original'] as const;
type Start = (typeof STARTS)[number];

const asChoice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

/** What one way of beginning needs. */
const For = ({ t, start, children }: { t: Translator; start: Start; children: Child }) => (
  <ChosenPart
    test={{ is: { name: 'start', as: 'one' }, value: start }}
    legend={t('editor.chosen', { answer: t(`authoring.new.start.${start}`) })}
  >
    {children}
  </ChosenPart>
);

/** A new procedure: from nothing, as a copy, or from what others wrote. */
export const NewPage = ({ page, typed, errors, units, offered, originals }: NewPageProps) => {
  const { t, base } = page;
  const from = [...new Set(originals.map((one) => one.from))];
  /** What is begun with: one of the procedures here, or of those of others. */
  const choiceOf = (name: 'of' | 'ref') => ({
    t,
    id: `c-${name}`,
    name,
    width: 'full' as const,
    label: t(`editor.new.${name}`),
    value: typed[name],
    error: errors[name],
    emptyLabel: t('authoring.new.ofNone'),
    required: true,
  });
  return (
    <StaffPage
      page={page}
      title={t('authoring.new.title')}
      lead={t('authoring.new.lead')}
      back={{ href: `${base}/staff/authoring`, label: t('authoring.list.title') }}
      errors={Object.entries(errors).map(([id, text]) => ({ id: `c-${id}`, text }))}
    >
      <Form t={t} action={`${base}/staff/authoring/new`}>
        <RadioGroup
          t={t}
          id="c-start"
          name="start"
          label={t('authoring.new.start')}
          required
          value={typed.start ?? 'blank'}
          error={errors.start}
          options={STARTS.map((value) => ({
            value,
            label: t(`authoring.new.start.${value}`),
            hint: t(`authoring.new.start.${value}Hint`),
          }))}
        />
        <For t={t} start="blank">
          <TextInput
            t={t}
            id="c-title"
            name="title"
            label={t('editor.new.name')}
            hint={t('authoring.new.nameHint')}
            value={typed.title}
            error={errors.title}
            autoComplete="off"
            required
          />
        </For>
        <For t={t} start="copy">
          <Select
            {...choiceOf('of')}
            options={offered.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </For>
        <For t={t} start="original">
          <Select
            {...choiceOf('ref')}
            groups={from.map((label) => ({
              label,
              options: originals
                .filter((one) => one.from === label)
                .map(({ ref, title }) => ({ value: ref, label: title })),
            }))}
          />
        </For>
        <Select
          t={t}
          id="c-unit"
          name="unit"
          width="full"
          label={t('authoring.general.unit')}
          required
          value={typed.unit ?? (units.length === 1 ? units[0]?.id : '')}
          error={errors.unit}
          options={units.map(asChoice)}
        />
        <TextInput
          t={t}
          id="c-id"
          name="id"
          width="20"
          label={t('authoring.new.id')}
          hint={t('authoring.new.idHint')}
          value={typed.id}
          error={errors.id}
          autoComplete="off"
        />
        <ButtonRow>
          <Button type="submit">{t('authoring.new.begin')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
