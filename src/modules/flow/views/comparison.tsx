import type { Translator } from '#kernel/i18n/translate.js';
import type { Flow } from '#kernel/journal/flow.js';
import type { FlowKind } from '#kernel/module.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import { compare, type Period } from '../model.js';
import { durationWords, shown, stepWords } from './words.js';

interface ComparisonProps {
  page: PageContext;
  kind: FlowKind;
  now: Flow;
  period: Period;
  before: Flow;
  beforePeriod: Period;
}

const waited = (t: Translator, seconds: number | null | undefined): string =>
  seconds === null || seconds === undefined ? t('flow.noFigure') : durationWords(t, seconds);

/** Longer, shorter or the same: the sign is a word, never only a colour. */
function change(t: Translator, before: number | null | undefined, after: number | null | undefined): string {
  if (before === null || before === undefined || after === null || after === undefined)
    return t('flow.noFigure');
  if (durationWords(t, before) === durationWords(t, after)) return t('flow.same');
  // Of what is shown beside it: from three days to nothing is three days, whatever was rounded away.
  const words = durationWords(t, Math.abs(shown(after) - shown(before)));
  return t(after < before ? 'flow.shorter' : 'flow.longer', { duration: words });
}

const shareOf = (t: Translator, part: number, whole: number): string =>
  whole === 0 ? t('flow.noFigure') : t.number(part / whole, { style: 'percent', maximumFractionDigits: 0 });

/** Before and after, side by side: first the whole, then every way. */
export const Comparison = ({ page, kind, now, period, before, beforePeriod }: ComparisonProps) => {
  const { t } = page;
  const days = ({ from, to }: Period) => t('flow.period', { from: t.date(from), to: t.date(to) });
  const facts = [
    { name: t('flow.worksHeader'), before: t.number(before.works), after: t.number(now.works), change: '' },
    {
      name: t('flow.whole'),
      before: waited(t, before.medianSeconds),
      after: waited(t, now.medianSeconds),
      change: change(t, before.medianSeconds, now.medianSeconds),
    },
    {
      name: t('flow.reworkedShare'),
      before: shareOf(t, before.reworked, before.works),
      after: shareOf(t, now.reworked, now.works),
      change: '',
    },
  ];
  return (
    <Section title={t('flow.comparison')}>
      <DescriptionList
        items={[
          { term: t('flow.beforeHeader'), value: days(beforePeriod) },
          { term: t('flow.afterHeader'), value: days(period) },
        ]}
      />
      <Table
        id="comparison"
        caption={t('flow.comparison')}
        isCaptionHidden
        rows={facts}
        columns={[
          { header: t('flow.what'), isRowHeader: true, cell: ({ name }) => name },
          { header: t('flow.beforeHeader'), numeric: true, cell: (row) => row.before },
          { header: t('flow.afterHeader'), numeric: true, cell: (row) => row.after },
          { header: t('flow.change'), cell: (row) => row.change },
        ]}
      />
      <Table
        id="comparison-ways"
        caption={t('flow.comparisonWays')}
        rows={compare(before, now)}
        columns={[
          {
            header: t('flow.wayHeader'),
            isRowHeader: true,
            cell: ({ from, to }) =>
              t('flow.fromTo', { from: stepWords(t, kind, from), to: stepWords(t, kind, to) }),
          },
          { header: t('flow.timesBefore'), numeric: true, cell: (row) => t.number(row.before?.count ?? 0) },
          { header: t('flow.timesAfter'), numeric: true, cell: (row) => t.number(row.after?.count ?? 0) },
          {
            header: t('flow.medianBefore'),
            numeric: true,
            cell: (row) => waited(t, row.before?.medianSeconds),
          },
          {
            header: t('flow.medianAfter'),
            numeric: true,
            cell: (row) => waited(t, row.after?.medianSeconds),
          },
          {
            header: t('flow.change'),
            cell: (row) => change(t, row.before?.medianSeconds, row.after?.medianSeconds),
          },
        ]}
      />
    </Section>
  );
};
