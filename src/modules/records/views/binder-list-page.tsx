import { localize } from '#kernel/i18n/locales.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Pagination } from '#ui/components/pagination.js';
import { type Choice, Select } from '#ui/components/select.js';
import { type Column, Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { Rules } from '../catalog.js';
import { BINDER_STATES, type Binder } from '../model.js';
import { RecordsFrame } from './frame.js';
import { UnitAndYear } from './unit-and-year.js';
import { BINDER_WORDS } from './words.js';

/** How binders stand in lists. */
export const binderColumns = (
  { t, base }: PageContext,
  rules: Rules,
  unitOf: (unit: string) => string,
): Column<Binder>[] => [
  {
    header: t('records.binder'),
    isRowHeader: true,
    cell: ({ id, title, volume }) => (
      <a href={`${base}/staff/records/binders/${id}`}>{t('records.binderName', { title, volume })}</a>
    ),
  },
  {
    header: t('records.year'),
    nowrap: true,
    cell: ({ fiscalYear }) => t('records.yearOf', { year: String(fiscalYear) }),
  },
  {
    header: t('records.retention'),
    cell: ({ retention }) => {
      const title = rules.retentionOf(retention)?.title;
      return title ? localize(title, t.locale) : retention;
    },
  },
  {
    header: t('records.keptUntil'),
    nowrap: true,
    cell: ({ keptUntil }) => (keptUntil ? t.date(keptUntil) : t('records.forEver')),
  },
  { header: t('records.unit'), cell: ({ unit }) => unitOf(unit) },
  { header: t('records.state'), cell: ({ state }) => t(BINDER_WORDS[state]) },
];

/** Binders of the own sections. */
export const BinderListPage = ({
  page,
  items,
  filter,
  units,
  years,
  rules,
  unitOf,
  nextHref,
  isFirst,
  mayKeep,
}: {
  page: PageContext;
  items: readonly Binder[];
  filter: { unit: string; year: string; state: string };
  units: readonly Choice[];
  years: readonly number[];
  rules: Rules;
  unitOf(unit: string): string;
  nextHref: string | undefined;
  isFirst: boolean;
  mayKeep: boolean;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/records/binders`;
  const all = t('records.list.all');
  const isFiltered = Object.values(filter).some((value) => value !== '');
  return (
    <RecordsFrame page={page} current="binders" title={t('records.binders.title')} mayKeep={mayKeep}>
      <FilterForm
        t={t}
        action={here}
        label={t('records.binders.filter')}
        {...(isFiltered && { clearHref: here })}
      >
        <UnitAndYear t={t} filter={filter} units={units} years={years} />
        <Select
          t={t}
          id="state"
          label={t('records.state')}
          bare
          width="10"
          value={filter.state}
          emptyLabel={all}
          options={BINDER_STATES.map((state) => ({ value: state, label: t(BINDER_WORDS[state]) }))}
        />
      </FilterForm>
      {items.length === 0 ? (
        <EmptyState title={t('records.binders.empty')} icon="inbox" />
      ) : (
        <>
          <Table
            id="binders"
            caption={t('records.binders.title')}
            isCaptionHidden
            stacked
            columns={binderColumns(page, rules, unitOf)}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('records.binders.shown', { shown: items.length })}
            previousHref={isFirst ? undefined : here}
            nextHref={nextHref}
          />
        </>
      )}
    </RecordsFrame>
  );
};
