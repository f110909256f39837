import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { CountBinding, Indicator, Measure, YearValue } from '../definition.js';
import { hasEnded } from '../recorded-changes.js';
import type { Evidence } from '../review/model.js';
import type { SentEvidence } from './evidence-files.js';
import { readSchedule, scheduleFields } from './schedule-rows.js';
import {
  type FormResult,
  figureField,
  formResult,
  parseFigure,
  parseNumber,
  type Reader,
  reader,
  type Typed,
} from './typed.js';

/** Indicators that a section reports on. */
export const reportedIndicators = ({ indicators }: Measure): Indicator[] =>
  indicators.filter(({ changes }) => !hasEnded(changes));

/** What the report form shows before anything is typed: what the measure says now. */
export function reportFields(measure: Measure, year: FiscalYear, evidence: readonly Evidence[]): Typed {
  const fields: Record<string, string> = {
    state: measure.state ?? '',
    outlook: measure.outlook ?? '',
    progress: measure.progress.find(({ fiscalYear }) => fiscalYear === year)?.text ?? '',
    ...scheduleFields(measure.schedule),
  };
  for (const { id, values, count } of reportedIndicators(measure)) {
    const value = values[year];
    const shown = evidence.find(({ indicator }) => indicator === id);
    fields[`result.${id}`] = figureField(value?.result);
    fields[`achieved.${id}`] = value?.achieved ?? '';
    fields[`note.${id}`] = value?.note ?? '';
    fields[`evidence.${id}`] = shown?.text ?? '';
    fields[`link.${id}`] = shown?.link ?? '';
    count?.external.forEach((channel, place) => {
      fields[`external.${id}.${place}`] = figureField(channel.values[year]);
    });
  }
  return fields;
}

export interface Report {
  document: Measure;
  evidence: Evidence[];
}

/**
 * The measure with what a section reported for a fiscal year. A form that shows a counted figure asks for no result: the
 * typed one, should there be any, stays.
 */
export function readReport(
  measure: Measure,
  year: FiscalYear,
  typed: Typed,
  sent: SentEvidence = {},
): FormResult<Report> {
  const read = reader(typed);
  const progress = read.required('progress');
  const reported = new Map(
    reportedIndicators(measure).map((one) => [one.id, reportedIndicator(read, typed, one, year)]),
  );
  const evidence = [...reported.keys()].flatMap((indicator): Evidence[] => {
    const text = read.optional(`evidence.${indicator}`) ?? null;
    const link = read.link(`link.${indicator}`);
    const files = sent[indicator]?.kept ?? [];
    return text === null && link === null && files.length === 0
      ? []
      : [{ indicator, text, link, ...(files.length > 0 && { files }) }];
  });
  const { state: _state, outlook: _outlook, ...rest } = measure;
  const state = read.optional('state');
  const outlook = read.optional('outlook');
  const document: Measure = {
    ...rest,
    ...(state === undefined ? {} : { state }),
    ...(outlook === undefined ? {} : { outlook }),
    progress: [
      ...measure.progress.filter(({ fiscalYear }) => fiscalYear !== year),
      { fiscalYear: year, text: progress },
    ].sort((a, b) => a.fiscalYear - b.fiscalYear),
    indicators: measure.indicators.map((indicator) => reported.get(indicator.id) ?? indicator),
    schedule: readSchedule(read, typed),
  };
  return formResult(read, { document, evidence });
}

function reportedIndicator(read: Reader, typed: Typed, indicator: Indicator, year: FiscalYear): Indicator {
  const { id, kind, count } = indicator;
  const { result: before, achieved: _achieved, note: _note, ...planned } = indicator.values[year] ?? {};
  const figure = parseFigure(kind, read.text(`result.${id}`));
  if (!figure.ok) read.fault(`result.${id}`, figure.fault);
  const isAsked = !count || typed[`result.${id}`] !== undefined;
  const result = isAsked ? (figure.ok ? figure.value : null) : (before ?? null);
  const achieved = (['yes', 'partly', 'no'] as const).find((one) => one === read.text(`achieved.${id}`));
  const note = read.optional(`note.${id}`);
  const value: YearValue = {
    ...planned,
    ...(result === null ? {} : { result }),
    ...(kind === 'milestone' && achieved ? { achieved } : {}),
    ...(note === undefined ? {} : { note }),
  };
  const { [year]: _, ...others } = indicator.values;
  return {
    ...indicator,
    values: Object.keys(value).length > 0 ? { ...others, [year]: value } : others,
    ...(count ? { count: withExternal(read, id, count, year) } : {}),
  };
}

/** Counts of the channels outside the system are the owner's to type, year by year. */
function withExternal(read: Reader, id: string, count: CountBinding, year: FiscalYear): CountBinding {
  return {
    ...count,
    external: count.external.map((channel, place) => {
      const name = `external.${id}.${place}`;
      const text = read.text(name);
      const { [year]: _, ...others } = channel.values;
      if (text === '') return { ...channel, values: others };
      const value = parseNumber(text);
      if (value === null || value < 0) {
        read.fault(name, 'notNumber');
        return channel;
      }
      return { ...channel, values: { ...others, [year]: value } };
    }),
  };
}
