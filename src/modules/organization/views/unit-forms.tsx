import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import type { PageContext } from '#ui/page.js';
import { POSTING_KINDS } from '../model.js';
import type { UnitView } from '../service/reading.js';
import { KIND_WORDS } from './words.js';

interface UnitFormProps {
  page: PageContext;
  view: UnitView;
  typed: Record<string, string>;
  errors: Record<string, string>;
}

const actionOf = ({ base }: PageContext, { unit }: UnitView) => `${base}/staff/organization/units/${unit.id}`;

export const PostForm = ({ page, view, typed, errors }: UnitFormProps) => {
  const { t } = page;
  const field = (id: string) => ({ t, id, value: typed[id], error: errors[id] });
  return (
    <Section title={t('organization.posting.title')}>
      <Form t={t} action={`${actionOf(page, view)}/postings`}>
        <TextInput
          {...field('staff')}
          required
          width="20"
          label={t('organization.field.staff')}
          hint={t('organization.posting.staffHint')}
        />
        <Select
          {...field('post')}
          required
          label={t('organization.field.post')}
          options={view.posts.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <RadioGroup
          {...field('kind')}
          required
          inline
          label={t('organization.field.kind')}
          value={typed.kind ?? 'regular'}
          options={POSTING_KINDS.map((kind) => ({ value: kind, label: t(KIND_WORDS[kind]) }))}
        />
        <TextInput
          {...field('from')}
          required
          type="date"
          width="10"
          label={t('organization.field.from')}
          hint={t('organization.posting.fromHint')}
        />
        <TextInput {...field('to')} type="date" width="10" label={t('organization.field.to')} />
        <ButtonRow>
          <Button type="submit">{t('organization.posting.button')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

export const EndForm = ({
  page,
  view,
  typed,
  errors,
  person,
}: UnitFormProps & { person: UnitView['people'][number] }) => {
  const { t } = page;
  const id = `end-${person.posting.id}`;
  return (
    <Details
      summary={t('organization.posting.endNamed', { name: person.name })}
      open={errors[id] !== undefined}
    >
      <Form t={t} action={`${actionOf(page, view)}/postings/${person.posting.id}/end`}>
        <TextInput
          t={t}
          id={id}
          name="to"
          type="date"
          width="10"
          required
          label={t('organization.field.to')}
          value={typed[id]}
          error={errors[id]}
        />
        <Button type="submit" variant="secondary" size="small">
          {t('organization.posting.end')}
        </Button>
      </Form>
    </Details>
  );
};

export const CloseUnitForm = ({ page, view, typed, errors }: UnitFormProps) => {
  const { t } = page;
  return (
    <Details summary={t('organization.unit.close')} open={Boolean(errors.closeTo ?? errors.successor)}>
      <p>{t('organization.unit.closeText')}</p>
      <Form t={t} action={`${actionOf(page, view)}/close`}>
        <TextInput
          t={t}
          id="closeTo"
          name="to"
          type="date"
          width="10"
          required
          label={t('organization.unit.lastDay')}
          value={typed.closeTo}
          error={errors.closeTo}
        />
        <Select
          t={t}
          id="successor"
          label={t('organization.unit.successor')}
          emptyLabel={t('organization.unit.noSuccessor')}
          options={view.open.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.successor}
          error={errors.successor}
        />
        <ButtonRow>
          <Button type="submit" variant="danger">
            {t('organization.unit.closeButton')}
          </Button>
        </ButtonRow>
      </Form>
    </Details>
  );
};
