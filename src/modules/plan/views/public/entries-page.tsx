import { dateIn } from '#kernel/clock.js';
import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Badge } from '#ui/components/badge.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { Quoting } from '#ui/components/quoting.js';
import { Section } from '#ui/components/section.js';
import { Stat } from '#ui/components/stat.js';
import { Table } from '#ui/components/table.js';
import { Tabs } from '#ui/components/tabs.js';
import type { PageContext } from '#ui/page.js';
import type { CountBinding, JournalCount } from '../../definition.js';
import type { EntriesBehind, IndicatorView, MeasureView } from '../../model.js';
import { SourceBadge } from '../source-badge.js';
import { figureWords, longYearWords, unitOf, yearWords } from '../words.js';
import { attributeWords, entryTypeWords, inReadingOrder, type NameHere, valuesWords } from './entry-words.js';
import { PlanFrame } from './frame.js';

export type Side = 'numerator' | 'denominator';

export interface EntriesPageProps {
  page: PageContext;
  measure: MeasureView;
  indicator: IndicatorView;
  binding: CountBinding;
  asked: { fiscalYear: number | undefined; side: Side; isFirst: boolean };
  found: EntriesBehind;
  nameOf: NameHere;
}

const onceWords = (t: Translator, distinct: string): string =>
  distinct === 'subject' || distinct === 'actor' || distinct === 'unit'
    ? t(`plan.formula.distinct.${distinct}`)
    : t('planCount.once', { attribute: attributeWords(t, distinct) });

const conditionWords = (
  t: Translator,
  { entry, where, distinct, less }: JournalCount,
  nameOf: NameHere,
): string => {
  const conditions = inReadingOrder(Object.entries(where)).map(([attribute, wanted]) =>
    t('plan.formula.condition', {
      attribute: attributeWords(t, attribute),
      value: valuesWords(t, attribute, [wanted].flat(), nameOf),
    }),
  );
  return [
    t('plan.formula.entries', { type: entryTypeWords(t, entry), code: entry }),
    ...conditions,
    ...(distinct ? [onceWords(t, distinct)] : []),
    ...(less ? [t('planCount.less', { code: less })] : []),
  ].join(t('plan.formula.and'));
};

/** The condition with the town's names in it marked as such. */
const Condition = ({ t, count, nameOf }: { t: Translator; count: JournalCount; nameOf: NameHere }) => (
  <Quoting
    t={t}
    text={Object.entries(count.where).flatMap(([attribute, wanted]) =>
      [wanted].flat().flatMap((id) => nameOf(attribute, id) ?? []),
    )}
    sentence={conditionWords(t, count, nameOf)}
  />
);

function monthWords(t: Translator, text: string): string {
  const { year, month } = Temporal.PlainYearMonth.from(text);
  return t('plan.entries.month', { year, month });
}

/** The count in words: which entries, how they are added up, what is typed in beside them. */
const Formula = ({
  page: { t },
  binding,
  nameOf,
}: {
  page: PageContext;
  binding: CountBinding;
  nameOf: NameHere;
}) => {
  const { numerator, denominator, period, from, external } = binding;
  const lang = langOf(t);
  return (
    <DescriptionList
      items={[
        {
          term: t(denominator ? 'plan.formula.numerator' : 'plan.formula.counted'),
          value: <Condition t={t} count={numerator} nameOf={nameOf} />,
        },
        ...(denominator
          ? [
              {
                term: t('plan.formula.denominator'),
                value: <Condition t={t} count={denominator} nameOf={nameOf} />,
              },
            ]
          : []),
        { term: t('plan.formula.period'), value: t(`plan.formula.${denominator ? 'ratio' : period}`) },
        ...(from === undefined ? [] : [{ term: t('plan.formula.from'), value: monthWords(t, from) }]),
        ...external.map(({ label, side, values }) => ({
          term: t('plan.formula.external'),
          value: (
            <>
              <span lang={lang}>{label}</span>
              {denominator &&
                t(side === 'numerator' ? 'plan.formula.inNumerator' : 'plan.formula.inDenominator')}
              <ul>
                {Object.entries(values).map(([year, value]) => (
                  <li>{t('plan.formula.externalValue', { year: yearWords(t, Number(year)), value })}</li>
                ))}
              </ul>
              <span class="muted">{t('plan.formula.externalWho')}</span>
            </>
          ),
        })),
      ]}
    />
  );
};

/** Entries in the order of time under the months in which they were written. */
function byMonth(entries: EntriesBehind['entries']) {
  const months = new Map<
    string,
    { month: Temporal.PlainDate; entries: EntriesBehind['entries'][number][] }
  >();
  for (const entry of entries) {
    const date = dateIn(entry.at);
    const key = `${date.year}-${date.month}`;
    const month = months.get(key) ?? { month: date.with({ day: 1 }), entries: [] };
    month.entries.push(entry);
    months.set(key, month);
  }
  return [...months.values()];
}

const Entries = ({ page: { t }, found }: { page: PageContext; found: EntriesBehind }) => (
  <>
    {byMonth(found.entries).map(({ month, entries }) => {
      const title = t('plan.entries.month', { year: month.year, month: month.month });
      return (
        <Section
          title={title}
          level={3}
          aside={<span class="muted">{t('plan.entries.onPage', { count: entries.length })}</span>}
        >
          <Table
            id={`entries-${month.year}-${month.month}`}
            caption={title}
            isCaptionHidden
            columns={[
              {
                header: t('plan.entries.at'),
                cell: ({ at }) => t.dateTime(at),
                isRowHeader: true,
                nowrap: true,
              },
              { header: t('plan.entries.type'), cell: ({ type }) => entryTypeWords(t, type), nowrap: true },
              { header: t('plan.entries.id'), cell: ({ id }) => <code>{id}</code>, nowrap: true },
            ]}
            rows={entries}
          />
        </Section>
      );
    })}
  </>
);

/** How the whole of them spread over the months; the running one is marked. */
const Months = ({ page: { t, now }, found }: { page: PageContext; found: EntriesBehind }) => {
  const running = dateIn(now);
  return (
    <Table
      id="months"
      caption={t('plan.entries.months')}
      narrow
      columns={[
        {
          header: t('plan.entries.monthColumn'),
          cell: ({ month }) => (
            <>
              {t('plan.entries.month', { year: month.year, month: month.month })}{' '}
              {month.year === running.year && month.month === running.month && (
                <Badge tone="accent">{t('plan.entries.thisMonth')}</Badge>
              )}
            </>
          ),
          isRowHeader: true,
          nowrap: true,
        },
        { header: t('plan.entries.countColumn'), cell: ({ count }) => t.number(count), numeric: true },
      ]}
      rows={found.byMonth}
    />
  );
};

/** From a counted figure down to the entries of the journal that it was counted from. */
export const EntriesPage = ({
  page,
  measure,
  indicator,
  binding,
  asked,
  found,
  nameOf,
}: EntriesPageProps) => {
  const { t, base } = page;
  const sheet = `${base}/plan/${measure.number}`;
  const self = `${sheet}/indicators/${indicator.id}/entries`;
  const address = (parts: Record<string, string | number | undefined>) => {
    const pairs = Object.entries(parts).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    );
    return pairs.length === 0 ? self : `${self}?${new URLSearchParams(pairs)}`;
  };
  const side = binding.denominator ? asked.side : undefined;
  const figure = indicator.years.find(({ fiscalYear }) => fiscalYear === asked.fiscalYear);
  const counted = indicator.years.filter(({ source, result }) => source === 'counted' && result !== null);
  return (
    <PlanFrame
      page={page}
      title={t('plan.entries.title', { indicator: indicator.name })}
      quoted={indicator.name}
      above={<span lang={langOf(t)}>{`${measure.label} ${measure.title}`}</span>}
      lead={t('plan.entries.lead')}
      crumbs={[{ label: measure.label, href: sheet }, { label: t('plan.entries.crumb') }]}
    >
      {figure && figure.result !== null && (
        <Stat
          label={t(figure.running ? 'plan.figure.resultSoFar' : 'plan.figure.resultOf', {
            year: longYearWords(t, figure.fiscalYear),
          })}
          value={figureWords(t, figure.result)}
          unit={unitOf(indicator)}
          unitLang={langOf(t, unitOf(indicator))}
          mark={<SourceBadge t={t} source={figure.source} />}
        />
      )}
      <Section title={t('plan.formula.title')}>
        <Formula page={page} binding={binding} nameOf={nameOf} />
      </Section>
      <Section title={t('plan.entries.list')} id="entries">
        <Tabs
          label={t('plan.entries.years')}
          tabs={[
            {
              label: t('plan.entries.allYears'),
              href: address({ side }),
              isCurrent: asked.fiscalYear === undefined,
            },
            ...counted.map(({ fiscalYear }) => ({
              label: yearWords(t, fiscalYear),
              href: address({ year: fiscalYear, side }),
              isCurrent: asked.fiscalYear === fiscalYear,
            })),
          ]}
        />
        {binding.denominator && (
          <Tabs
            label={t('plan.entries.sides')}
            tabs={(['numerator', 'denominator'] as const).map((one) => ({
              label: t(`plan.formula.${one}`),
              href: address({ year: asked.fiscalYear, side: one }),
              isCurrent: asked.side === one,
            }))}
          />
        )}
        {asked.isFirst && found.byMonth.length > 0 && <Months page={page} found={found} />}
        {found.entries.length > 0 ? (
          <Entries page={page} found={found} />
        ) : (
          <EmptyState title={t('plan.entries.none')} icon="list">
            <p>{t('plan.entries.noneText')}</p>
          </EmptyState>
        )}
        {!asked.isFirst && (
          <p>
            <a href={`${address({ year: asked.fiscalYear, side })}#entries`}>{t('plan.entries.toNewest')}</a>
          </p>
        )}
        {found.total > 0 && (
          <Pagination
            t={t}
            countText={t('plan.entries.count', { shown: found.entries.length, total: found.total })}
            nextHref={
              found.next === null
                ? undefined
                : `${address({ year: asked.fiscalYear, side, after: found.next })}#entries`
            }
          />
        )}
      </Section>
      <Section title={t('plan.verify.title')} id="verify">
        <p>{t('plan.verify.sealed')}</p>
        <p>{t('plan.verify.check')}</p>
        <p>{t('plan.verify.noPersons')}</p>
      </Section>
    </PlanFrame>
  );
};
