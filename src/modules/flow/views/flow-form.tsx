import type { FlowKind } from '#kernel/module.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import type { PageContext } from '#ui/page.js';

/** What the form shows: as it was sent, or as it begins. */
export interface FlowTyped {
  kind: string;
  value: string;
  from: string;
  to: string;
  compare: 'none' | 'before' | 'chosen';
  beforeFrom: string;
  beforeTo: string;
  least: '0' | '1' | '5' | '10';
}

export interface FlowFormProps {
  page: PageContext;
  kinds: readonly FlowKind[];
  options: readonly { value: string; label: string }[];
  typed: FlowTyped;
  errors: Readonly<Record<string, string>>;
}

/** Which work, of when, and with what it is compared. */
export const FlowForm = ({ page: { t, base }, kinds, options, typed, errors }: FlowFormProps) => {
  const by = kinds.find(({ id }) => id === typed.kind)?.by;
  const day = (id: 'from' | 'to' | 'beforeFrom' | 'beforeTo') => (
    <TextInput
      t={t}
      id={id}
      bare
      type="date"
      width="10"
      label={t(`flow.${id}`)}
      value={typed[id]}
      error={errors[id]}
    />
  );
  return (
    <form class="filter-form" action={`${base}/staff/flows`} method="get" aria-label={t('flow.form')}>
      <div class="filter-fields">
        <Select
          t={t}
          id="kind"
          bare
          label={t('flow.kind')}
          emptyLabel={null}
          options={kinds.map(({ id, title }) => ({ value: id, label: t(title) }))}
          value={typed.kind}
        />
        {by && (
          <Select
            t={t}
            id="value"
            bare
            label={t(by.label)}
            emptyLabel={t('flow.all')}
            options={[...options]}
            value={typed.value}
          />
        )}
        {day('from')}
        {day('to')}
        <Select
          t={t}
          id="compare"
          bare
          label={t('flow.compare')}
          emptyLabel={null}
          options={(['none', 'before', 'chosen'] as const).map((value) => ({
            value,
            label: t(`flow.compare.${value}`),
          }))}
          value={typed.compare}
        />
        {typed.compare === 'chosen' && (
          <>
            {day('beforeFrom')}
            {day('beforeTo')}
          </>
        )}
        <Select
          t={t}
          id="least"
          bare
          label={t('flow.least')}
          emptyLabel={null}
          options={(['0', '1', '5', '10'] as const).map((value) => ({
            value,
            label: value === '0' ? t('flow.least.all') : t('flow.least.share', { share: Number(value) }),
          }))}
          value={typed.least}
        />
      </div>
      <ButtonRow>
        <Button type="submit">{t('flow.show')}</Button>
      </ButtonRow>
    </form>
  );
};
