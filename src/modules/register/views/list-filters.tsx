import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { type Chip, Chips } from '#ui/components/chips.js';
import { Details } from '#ui/components/details.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import type { RegisterField } from '../definition.js';
import { ROW_STATES } from '../model.js';
import { FieldFilter, OrderChoice } from './filters.js';
import { listQuery } from './list-address.js';
import type { ListPageProps } from './list-page.js';
import { usualFields } from './list-rows.js';
import { labelText, STATE_WORDS, slotText } from './texts.js';

/** Filters that stand in sight; the others unfold. */
const IN_SIGHT = 3;

/** Which fields stand beside the name until somebody chooses some. */
function columnsHint({ page: { t }, kept, fields }: ListPageProps): string {
  const usual = usualFields(kept.register.label, fields).map((field) => labelText(t, field));
  return usual.length === 0
    ? t('registerList.columnsHintNone')
    : t('registerList.columnsHint', { fields: new Intl.ListFormat(t.lang).format(usual) });
}

/** What the list is narrowed by and how it is laid out; all of it in the address. */
export const Filters = (props: ListPageProps) => {
  const {
    page: { t },
    here,
    address,
    fields,
    choosable,
    errors,
  } = props;
  const { typed, sort, group, columns } = address;
  const all = t('register.list.all');
  const filter = (field: RegisterField) => (
    <FieldFilter t={t} field={field} typed={typed} errors={errors} all={all} />
  );
  const isFolded = (field: RegisterField) =>
    !Object.keys({ ...typed, ...errors }).some((name) => name.split('.')[1] === field.ask.id);
  const rest = fields.slice(IN_SIGHT);
  const options = (of: readonly RegisterField[]) =>
    of.map((field) => ({ value: field.ask.id, label: labelText(t, field) }));
  const exact = Object.entries(typed).filter(([name]) => name.startsWith('is.'));
  const isLaidOut = [sort, group, errors.sort, errors.group, ...columns].some(Boolean);
  const isNarrowed = Object.keys(typed).length > 0;
  return (
    <FilterForm
      t={t}
      action={here}
      label={t('register.list.filter')}
      hidden={Object.fromEntries(exact)}
      {...(isNarrowed && { clearHref: `${here}${listQuery({ ...address, typed: {} })}` })}
    >
      <TextInput
        t={t}
        id="q"
        label={t('register.list.q')}
        hint={t('register.list.qHint')}
        bare
        width="10"
        value={typed.q}
        error={errors.q}
        autoComplete="off"
      />
      {fields.slice(0, IN_SIGHT).map(filter)}
      <Select
        t={t}
        id="state"
        label={t('register.list.state')}
        bare
        width="10"
        value={typed.state ?? 'active'}
        emptyLabel={null}
        options={[
          ...ROW_STATES.map((state) => ({ value: state, label: t(STATE_WORDS[state]) })),
          { value: 'all', label: t('register.list.allStates') },
        ]}
      />
      {rest.length > 0 && (
        <Details summary={t('register.list.more')} open={!rest.every(isFolded)}>
          {rest.map(filter)}
        </Details>
      )}
      <Details summary={t('registerList.layout')} open={isLaidOut}>
        <OrderChoice t={t} fields={fields} sort={sort} error={errors.sort} />
        <Select
          t={t}
          id="group"
          label={t('registerList.group')}
          bare
          width="10"
          value={group}
          emptyLabel={t('registerList.groupNone')}
          options={options(fields)}
          error={errors.group}
        />
        <CheckboxGroup
          t={t}
          id="columns"
          label={t('registerList.columns')}
          hint={columnsHint(props)}
          inline
          values={columns}
          options={options(choosable)}
        />
      </Details>
    </FilterForm>
  );
};

/** Exact values that a link of the counts led to; each can be taken away again. */
export const ExactValues = ({ page: { t }, here, address, fields }: ListPageProps) => {
  const chips = fields.flatMap((field): Chip[] => {
    const name = `is.${field.ask.id}`;
    const { [name]: value, ...typed } = address.typed;
    if (value === undefined) return [];
    return [
      {
        label: `${labelText(t, field)}：${slotText(t, field, value) || t('register.list.blank')}`,
        href: `${here}${listQuery({ ...address, typed })}`,
        state: 'removable',
      },
    ];
  });
  return chips.length === 0 ? null : <Chips t={t} label={t('register.list.filter')} chips={chips} />;
};
