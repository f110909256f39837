import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { LinkList } from '#ui/components/link-list.js';
import { Pagination } from '#ui/components/pagination.js';
import { type Choice, Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import type { PageContext } from '#ui/page.js';
import type { Rules } from '../catalog.js';
import { DIRECTIONS, DOCUMENT_STATES, type DocumentHead, numberText } from '../model.js';
import { RecordsFrame } from './frame.js';
import { UnitAndYear } from './unit-and-year.js';
import { DIRECTION_WORDS, GRADE_WORDS, STATE_WORDS, stateMark } from './words.js';

/** The register as its address states it. */
export interface ListFilterText {
  q: string;
  number: string;
  unit: string;
  year: string;
  state: string;
  direction: string;
  person: string;
}

export interface ListPageProps {
  page: PageContext;
  items: readonly DocumentHead[];
  names: ReadonlyMap<string, string>;
  filter: ListFilterText;
  /** What is wrong with what is looked for. */
  errors: { q?: string; number?: string };
  units: readonly Choice[];
  years: readonly number[];
  people: readonly { id: string; name: string }[];
  unitOf(unit: string): string;
  rules: Pick<Rules, 'kind'>;
  nextHref: string | undefined;
  isFirst: boolean;
  mayKeep: boolean;
  maySeal: boolean;
}

const Filters = ({ page: { t, base }, filter, errors, units, years, people }: ListPageProps) => {
  const here = `${base}/staff/records`;
  const all = t('records.list.all');
  const isFiltered = Object.values(filter).some((value) => value !== '');
  return (
    <FilterForm t={t} action={here} label={t('records.list.filter')} {...(isFiltered && { clearHref: here })}>
      <TextInput
        t={t}
        id="q"
        label={t('records.list.text')}
        hint={t('records.list.textHint')}
        bare
        width="20"
        value={filter.q}
        error={errors.q}
        autoComplete="off"
      />
      <TextInput
        t={t}
        id="number"
        label={t('records.list.number')}
        bare
        width="10"
        value={filter.number}
        error={errors.number}
        autoComplete="off"
      />
      <UnitAndYear t={t} filter={filter} units={units} years={years} />
      <Select
        t={t}
        id="state"
        label={t('records.state')}
        bare
        width="10"
        value={filter.state}
        emptyLabel={all}
        options={DOCUMENT_STATES.map((state) => ({ value: state, label: t(STATE_WORDS[state]) }))}
      />
      <Select
        t={t}
        id="direction"
        label={t('records.direction')}
        bare
        width="5"
        value={filter.direction}
        emptyLabel={all}
        options={DIRECTIONS.map((one) => ({ value: one, label: t(DIRECTION_WORDS[one]) }))}
      />
      <Select
        t={t}
        id="person"
        label={t('records.inCharge')}
        bare
        width="10"
        value={filter.person}
        emptyLabel={all}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FilterForm>
  );
};

/** The register (文書登録簿) with its search. */
export const ListPage = (props: ListPageProps) => {
  const { page, items, names, filter, errors, unitOf, rules, nextHref, isFirst, mayKeep, maySeal } = props;
  const { t, base } = page;
  const isSearched = filter.q !== '' || filter.number !== '';
  return (
    <RecordsFrame
      page={page}
      current="register"
      title={t('records.list.title')}
      mayKeep={mayKeep}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      <Filters {...props} />
      {items.length === 0 && nextHref === undefined ? (
        <EmptyState title={t(isSearched ? 'records.list.none' : 'records.list.empty')} icon="inbox" />
      ) : (
        <>
          <Table
            id="documents"
            caption={t('records.list.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('records.list.number'),
                isRowHeader: true,
                nowrap: true,
                cell: (one) => (
                  <>
                    <a href={`${base}/staff/records/documents/${one.id}`}>{numberText(one)}</a>
                    <p class="muted">{t('records.yearOf', { year: String(one.fiscalYear) })}</p>
                  </>
                ),
              },
              {
                header: t('records.subject'),
                cell: ({ subject, grade, correspondent }) => (
                  <>
                    {grade !== 'open' && (
                      <strong>{t('records.gradeMark', { grade: t(GRADE_WORDS[grade]) })} </strong>
                    )}
                    {subject}
                    {correspondent && <p class="muted">{correspondent}</p>}
                  </>
                ),
              },
              {
                header: t('records.kind'),
                cell: ({ kind, direction }) => {
                  const title = rules.kind(kind)?.title;
                  return `${t(DIRECTION_WORDS[direction])}・${title ? localize(title, t.locale) : kind}`;
                },
              },
              {
                header: t('records.unit'),
                cell: ({ unit, inCharge }) => (
                  <>
                    {unitOf(unit)}
                    <p class="muted">{(inCharge !== null && names.get(inCharge)) || t('records.none')}</p>
                  </>
                ),
              },
              {
                header: t('records.registered'),
                nowrap: true,
                cell: ({ registeredAt }) => dateIn(registeredAt).toString(),
              },
              { header: t('records.state'), cell: ({ state }) => <StatusTag {...stateMark(t, state)} /> },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('records.list.shown', { shown: items.length })}
            previousHref={isFirst ? undefined : `${base}/staff/records`}
            nextHref={nextHref}
          />
        </>
      )}
      <LinkList
        label={t('dispatch.more')}
        links={[
          { href: `${base}/staff/records/hand-overs`, label: t('records.handOvers.title') },
          { href: `${base}/staff/records/unclassified`, label: t('dispatch.unclassified.title') },
          ...(mayKeep ? [{ href: `${base}/staff/records/dispatch`, label: t('dispatch.list.title') }] : []),
          ...(maySeal ? [{ href: `${base}/staff/records/seals`, label: t('dispatch.seals.title') }] : []),
        ]}
      />
    </RecordsFrame>
  );
};
