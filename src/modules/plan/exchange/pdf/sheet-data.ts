import type { Translator } from '#kernel/i18n/translate.js';
import { type FiscalYear, fiscalYear } from '#kernel/values/fiscal-year.js';
import { stageText } from '#ui/components/plan-tags.js';
import type { IndicatorView, IndicatorYear, MeasureView } from '../../model.js';
import { figureText, longYearText, ratingText, yearText } from './words.js';

/*
 * What the template prints of one measure: finished texts, in the order of the sheet that municipalities use.
 */

export function sheetData(t: Translator, measure: MeasureView, current: FiscalYear) {
  const { purpose, state, outlook, endReason, judgement } = measure;
  const notStated = t('review.exchange.pdf.notStated');
  const part = (label: 'purpose' | 'state' | 'outlook' | 'endReason', text: string | undefined) => ({
    label: t(`review.exchange.pdf.${label}`),
    text: text ?? notStated,
  });
  return {
    number: measure.number,
    label: measure.label,
    title: measure.title,
    pillar: measure.pillar.title,
    departments: measure.departments.join('、') || notStated,
    yearListed: measure.yearListed === undefined ? notStated : longYearText(measure.yearListed),
    stage: stageText(t, measure.stage),
    rating: ratingText(t, measure.rating),
    isListedOnly: measure.listedOnly,
    parts: measure.listedOnly
      ? []
      : [
          part('purpose', purpose),
          part('state', state),
          part('outlook', outlook),
          ...(measure.stage === 'ended' ? [part('endReason', endReason)] : []),
        ],
    indicators: measure.indicators.map((indicator) => indicatorData(t, indicator)),
    schedule: scheduleData(t, measure, current),
    progress: measure.progress.map(({ fiscalYear: year, text }) => ({ year: longYearText(year), text })),
    changes: measure.indicators.flatMap(({ name, changes }) =>
      changes.map(({ fiscalYear: year, kind, from, to, reason }) => ({
        year: longYearText(year),
        indicator: name,
        kind: t(`review.exchange.pdf.change.${kind}`),
        from: from ?? null,
        to: to ?? null,
        reason: reason ?? null,
      })),
    ),
    judgement: judgement && {
      year: longYearText(judgement.fiscalYear),
      rating: ratingText(t, judgement.rating),
      comment: judgement.comment,
    },
    tags: measure.tags,
  };
}

function indicatorData(t: Translator, indicator: IndicatorView) {
  const isFigures = indicator.kind !== 'milestone';
  return {
    name: indicator.name,
    unit: indicator.unit ?? null,
    definition: indicator.definition ?? null,
    rating: ratingText(t, indicator.rating),
    isFigures,
    years: indicator.years.map((year) => yearData(t, year)),
    notes: indicator.years.flatMap(({ fiscalYear: year, note }) =>
      note === null ? [] : [`${yearText(year).short}：${note}`],
    ),
  };
}

function yearData(t: Translator, year: IndicatorYear) {
  const target = figureText(t, year.target);
  const judged =
    year.achieved === null
      ? year.rating === 'unknown'
        ? null
        : ratingText(t, year.rating)
      : { kind: year.rating, word: t(`review.exchange.pdf.achieved.${year.achieved}`) };
  return {
    year: yearText(year.fiscalYear),
    target,
    isStanding: year.targetStands,
    result: figureText(t, year.result),
    isCounted: year.source === 'counted' && year.result !== null,
    isRunning: year.running && year.result !== null,
    judged,
  };
}

/** Bars over the years from the first phase to the last; an open-ended one runs to the edge, past the running year. */
function scheduleData(t: Translator, { schedule }: MeasureView, current: FiscalYear) {
  if (schedule.length === 0) return null;
  const first = Math.min(...schedule.map(({ from }) => from));
  const last = Math.max(...schedule.map(({ from, to }) => to ?? from));
  const isOpen = schedule.some(({ to }) => to === undefined);
  // One more year than is named, so that "from then on" is seen to go on.
  const end = isOpen ? Math.max(last + 1, current) : last;
  const years: FiscalYear[] = [];
  for (let year = first; year <= end; year += 1) years.push(fiscalYear(year));
  return {
    years: years.map(yearText),
    phases: schedule.map(({ kind, from, to, text }) => ({
      kind,
      word: t(`ui.phase.${kind}`),
      start: from - first,
      length: (to ?? end) - from + 1,
      isOpen: to === undefined,
      text,
    })),
  };
}
