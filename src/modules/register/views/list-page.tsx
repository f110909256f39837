import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { ButtonLink } from '#ui/components/button.js';
import { Details } from '#ui/components/details.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { LinkList } from '#ui/components/link-list.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { type Column, Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { RegisterField, RowCount } from '../definition.js';
import { type KeptRegister, ROW_STATES, type Row } from '../model.js';
import { FieldFilter } from './filters.js';
import { Figures, FindForm } from './list-uses.js';
import { labelText, STATE_WORDS, slotText, valueText } from './texts.js';

export interface ListPageProps {
  page: PageContext;
  kept: KeptRegister;
  unit: string;
  /** Fields that the list can be narrowed by. */
  fields: readonly RegisterField[];
  items: readonly Row[];
  typed: Readonly<Record<string, string>>;
  sort: string;
  errors: Readonly<Record<string, string>>;
  /** In words: 1,204, or more than 10,000; null where nobody counts. */
  total: string | null;
  nextHref: string | undefined;
  isFirst: boolean;
  figures: readonly { count: RowCount; rows: number }[];
  groups: { field: RegisterField; counts: readonly { value: string | number; count: number }[] } | null;
  mayEdit: boolean;
  mayImport: boolean;
}

/** Filters that stand in sight; the others unfold. */
const IN_SIGHT = 3;
/** Columns beside the name. */
const COLUMNS = 4;

const Filters = ({ page: { t }, here, fields, typed, errors }: ListPageProps & { here: string }) => {
  const all = t('register.list.all');
  const filter = (field: RegisterField) => (
    <FieldFilter t={t} field={field} typed={typed} errors={errors} all={all} />
  );
  const isFolded = (field: RegisterField) =>
    !Object.keys({ ...typed, ...errors }).some((name) => name.split('.')[1] === field.ask.id);
  const rest = fields.slice(IN_SIGHT);
  return (
    <FilterForm
      t={t}
      action={here}
      label={t('register.list.filter')}
      {...(Object.keys(typed).length > 0 && { clearHref: here })}
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
    </FilterForm>
  );
};

const Groups = ({ page: { t }, here, groups, fields, kept }: ListPageProps & { here: string }) => {
  // What tells rows apart or is looked for by words has nearly as many values as rows.
  const countable = fields.filter(
    ({ ask, search }) =>
      ask.kind === 'choice' ||
      ask.kind === 'yesNo' ||
      (ask.kind === 'text' && !search && !kept.register.key.includes(ask.id)),
  );
  if (countable.length === 0) return null;
  return (
    <Section title={t('register.list.groups')}>
      {groups ? (
        <Table
          id="groups"
          caption={t('register.list.groupBy', { label: labelText(t, groups.field) })}
          narrow
          columns={[
            {
              header: labelText(t, groups.field),
              isRowHeader: true,
              cell: ({ value }) => (
                <a href={`${here}?${new URLSearchParams({ [`is.${groups.field.ask.id}`]: String(value) })}`}>
                  {slotText(t, groups.field, value) || t('register.list.blank')}
                </a>
              ),
            },
            { header: t('register.list.count'), numeric: true, cell: ({ count }) => t.number(count) },
          ]}
          rows={groups.counts}
        />
      ) : (
        <LinkList
          links={countable.map((field) => ({
            href: `${here}?group=${field.ask.id}`,
            label: t('register.list.groupBy', { label: labelText(t, field) }),
          }))}
        />
      )}
    </Section>
  );
};

const Exports = ({ page: { t }, here, kept, typed }: ListPageProps & { here: string }) => {
  const href = (format: string, standard?: string) =>
    `${here}/export?${new URLSearchParams({ ...typed, format, ...(standard && { standard }) })}`;
  const all = t('register.list.exportAll');
  return (
    <Section title={t('register.list.export')}>
      <p>{t('register.list.exportHint')}</p>
      <LinkList
        links={[
          { href: href('csv'), label: `CSV（${all}）` },
          ...kept.register.standards.map(({ id, title }) => ({
            href: href('csv', id),
            label: `CSV（${localize(title, t.locale)}）`,
          })),
          { href: href('xlsx'), label: `Excel（${all}）` },
          ...(kept.register.place ? [{ href: href('geojson'), label: 'GeoJSON' }] : []),
        ]}
      />
    </Section>
  );
};

/** A register: what is in it, narrowed, sorted, counted, taken out. */
export const ListPage = (props: ListPageProps) => {
  const { page, kept, unit, items, typed, sort, errors, total, nextHref, isFirst, mayEdit, mayImport } =
    props;
  const { t, base } = page;
  const { register } = kept;
  const here = `${base}/staff/registers/${register.id}`;
  const title = localize(register.title, t.locale);
  const sortable = (field: RegisterField) => {
    const { id } = field.ask;
    const next = sort === id ? `-${id}` : id;
    return {
      sortHref: `${here}?${new URLSearchParams({ ...typed, sort: next })}`,
      ...(sort.replace(/^-/, '') === id && {
        sorted: sort.startsWith('-') ? ('descending' as const) : ('ascending' as const),
      }),
    };
  };
  const shown = props.fields.filter(({ ask }) => ask.id !== register.label).slice(0, COLUMNS);
  const nameField = props.fields.find(({ ask }) => ask.id === register.label);
  const columns: Column<Row>[] = [
    {
      header: nameField ? labelText(t, nameField) : t('register.index.name'),
      isRowHeader: true,
      cell: ({ id, label }) => <a href={`${here}/rows/${id}`}>{label}</a>,
      ...(nameField && sortable(nameField)),
    },
    ...shown.map(
      (field): Column<Row> => ({
        header: labelText(t, field),
        cell: ({ values }) => valueText(t, field, values[field.ask.id]),
        ...sortable(field),
        ...((field.ask.kind === 'number' || field.ask.kind === 'yen') && { numeric: true }),
        ...(field.ask.kind === 'date' && { nowrap: true }),
      }),
    ),
    {
      header: t('register.list.updated'),
      nowrap: true,
      cell: ({ updatedAt, state }) => (
        <>
          {dateIn(updatedAt).toString()}
          {state === 'retired' && <StatusTag tone="neutral" label={t(STATE_WORDS[state])} />}
        </>
      ),
    },
  ];
  const isNarrowed = Object.keys(typed).length > 0;
  return (
    <StaffPage
      page={page}
      title={title}
      lead={`${register.description ? `${localize(register.description, t.locale)}　` : ''}${unit}`}
      breadcrumbs={[{ label: t('register.index.title'), href: `${base}/staff/registers` }, { label: title }]}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
      actions={
        <>
          {mayEdit && <ButtonLink href={`${here}/new`}>{t('register.list.add')}</ButtonLink>}
          {mayImport && (
            <ButtonLink href={`${here}/imports`} variant="secondary">
              {t('register.list.import')}
            </ButtonLink>
          )}
          <ButtonLink href={`${here}/definition`} variant="tertiary">
            {t('registerDesk.title')}
          </ButtonLink>
        </>
      }
    >
      <Filters {...props} here={here} />
      {items.length === 0 && isFirst ? (
        <EmptyState title={t(isNarrowed ? 'register.list.none' : 'register.list.empty')} icon="inbox">
          {!isNarrowed && t('register.list.emptyText')}
        </EmptyState>
      ) : (
        <>
          <Table id="rows" caption={title} isCaptionHidden stacked columns={columns} rows={items} />
          <Pagination
            t={t}
            countText={
              total === null
                ? t('register.list.shownOnly', { shown: items.length })
                : t('register.list.shown', { shown: items.length, total })
            }
            previousHref={
              isFirst ? undefined : `${here}?${new URLSearchParams({ ...typed, ...(sort && { sort }) })}`
            }
            nextHref={nextHref}
          />
          <Groups {...props} here={here} />
          <Exports {...props} here={here} />
        </>
      )}
      {props.figures.length > 0 && <Figures t={t} figures={props.figures} />}
      {register.findings && mayEdit && <FindForm t={t} here={here} />}
    </StaffPage>
  );
};
