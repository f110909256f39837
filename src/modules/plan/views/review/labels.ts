import type { Translator } from '#kernel/i18n/translate.js';
import type { MeasureView } from '../../model.js';

/** Words of a field by its name in the form, for the summary of errors; null for a name that it does not know. */
export type LabelOf = (name: string) => string | null;

const partsOf = (name: string): [string, string, string] => {
  const [first = '', second = '', third = ''] = name.split('.');
  return [first, second, third];
};

const phaseLabel = (t: Translator, row: string, part: string): string => {
  const place = t('review.phase.row', { row: Number(row) + 1 });
  switch (part) {
    case 'kind':
    case 'from':
    case 'to':
    case 'text':
      return `${t('review.report.schedule')} ${place} ${t(`review.phase.${part}`)}`;
    default:
      return `${t('review.report.schedule')} ${place}`;
  }
};

/** Of the report of a measure for a year. */
export const reportLabels =
  (t: Translator, { indicators }: MeasureView, year: number): LabelOf =>
  (name) => {
    const [part, of, more] = partsOf(name);
    const indicator = indicators.find(({ id }) => id === of);
    switch (part) {
      case 'state':
      case 'outlook':
        return t(`review.report.${part}`);
      case 'progress':
        return t('review.report.progress', { year });
      case 'schedule':
        return phaseLabel(t, of, more);
      case 'result':
      case 'achieved':
      case 'note':
      case 'evidence':
      case 'link':
        return indicator ? `${indicator.name} ${t(`review.report.${part}`, { year })}` : null;
      case 'external':
        return indicator?.count?.external[Number(more)]?.label ?? null;
      default:
        return null;
    }
  };

const MEASURE_FIELDS = {
  number: 'review.edit.number',
  label: 'review.edit.label',
  title: 'review.edit.name',
  pillar: 'review.edit.pillar',
  departments: 'review.edit.departments',
  yearListed: 'review.edit.yearListed',
  stage: 'review.edit.stage',
  purpose: 'review.edit.purpose',
  state: 'review.report.state',
  outlook: 'review.report.outlook',
  tags: 'review.edit.tags',
  related: 'review.edit.related',
  systems: 'review.edit.systems',
  reason: 'review.edit.reason',
  endYear: 'review.end.year',
  endReason: 'review.end.reason',
} as const;

/** Of a measure's own fields and of its end. */
export const measureLabels =
  (t: Translator): LabelOf =>
  (name) => {
    const [part, of, more] = partsOf(name);
    if (part === 'progress') return t('review.report.progress', { year: Number(of) });
    if (part === 'schedule') return phaseLabel(t, of, more);
    return part in MEASURE_FIELDS ? t(MEASURE_FIELDS[part as keyof typeof MEASURE_FIELDS]) : null;
  };

const INDICATOR_FIELDS = {
  name: 'review.indicator.name',
  kind: 'review.indicator.kind',
  unit: 'review.indicator.unit',
  direction: 'review.indicator.direction',
  definition: 'review.indicator.definition',
  common: 'review.indicator.common',
  reason: 'review.edit.reason',
  endYear: 'review.end.year',
  endReason: 'review.end.reason',
} as const;

/** Of an indicator with its figures year by year, and of its end. */
export const indicatorLabels =
  (t: Translator): LabelOf =>
  (name) => {
    const [part, of] = partsOf(name);
    switch (part) {
      case 'target':
      case 'result':
      case 'achieved':
      case 'note':
        return t(`review.indicator.${part}`, { year: Number(of) });
      default:
        return part in INDICATOR_FIELDS ? t(INDICATOR_FIELDS[part as keyof typeof INDICATOR_FIELDS]) : null;
    }
  };

/** Of opening a round. */
export const openLabels =
  (t: Translator): LabelOf =>
  (name) => {
    if (name === 'fiscalYear') return t('review.round.year');
    return name.startsWith('dueOn') ? t('review.round.due') : null;
  };

/** Of sending a report back. That a judgement is missing says what it is about. */
export const judgeLabels =
  (t: Translator): LabelOf =>
  (name) =>
    name === 'reason' ? t('review.back.reason') : name === 'comment' ? t('review.judge.comment') : null;
