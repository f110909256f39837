import { type FiscalYear, fiscalYear } from '#kernel/values/fiscal-year.js';
import { Measure, Stage } from '../definition.js';
import { readSchedule, scheduleFields } from './schedule-rows.js';
import { type FormResult, formResult, reader, type Typed } from './typed.js';

const TEXTS = ['purpose', 'state', 'outlook'] as const;

/** Fiscal years whose yearly text the form shows: those that have one, and the two that may get one. */
export const progressYears = (measure: Measure | null, current: FiscalYear): FiscalYear[] =>
  [
    ...new Set([...(measure?.progress.map((one) => one.fiscalYear) ?? []), fiscalYear(current - 1), current]),
  ].sort((a, b) => a - b);

/** What the form shows before anything is typed. A new measure begins as a concept of this year. */
export function measureFields(measure: Measure | null, current: FiscalYear): Typed {
  if (!measure) return { stage: 'concept', yearListed: String(current) };
  return {
    number: measure.number,
    label: measure.label,
    title: measure.title,
    pillar: measure.pillar,
    departments: measure.departments.join('\n'),
    yearListed: measure.yearListed === undefined ? '' : String(measure.yearListed),
    stage: measure.stage,
    ...Object.fromEntries(TEXTS.map((name) => [name, measure[name] ?? ''])),
    tags: measure.tags.join('\n'),
    related: measure.related.join('\n'),
    systems: measure.systems.join('\n'),
    ...Object.fromEntries(measure.progress.map(({ fiscalYear: year, text }) => [`progress.${year}`, text])),
    ...scheduleFields(measure.schedule),
  };
}

export interface MeasureEdit {
  document: Measure;
  reason: string | null;
}

const SLUG = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

/** Reads the form; `before` is null for a new measure. Numbers of the plan tell which relations exist. */
export function readMeasure(
  before: Measure | null,
  typed: Typed,
  {
    current,
    numbers,
    pillars,
  }: { current: FiscalYear; numbers: ReadonlySet<string>; pillars: ReadonlySet<string> },
): FormResult<MeasureEdit> {
  const read = reader(typed);
  const number = before?.number ?? read.required('number');
  if (!before && number !== '' && !SLUG.test(number)) read.fault('number', 'notSlug');
  // In the order of the page, in which the summary tells the faults.
  const label = read.required('label');
  const title = read.required('title');
  const pillar = read.required('pillar');
  if (pillar !== '' && !pillars.has(pillar)) read.fault('pillar', 'required');
  const yearListed = read.year('yearListed');
  const texts = TEXTS.flatMap((name) => {
    const text = read.optional(name);
    return text === undefined ? [] : [[name, text]];
  });
  const progress = progressYears(before, current).flatMap((year) => {
    const text = read.optional(`progress.${year}`);
    return text === undefined ? [] : [{ fiscalYear: year, text }];
  });
  const schedule = readSchedule(read, typed);
  const related = read.lines('related');
  if (related.some((other) => !numbers.has(other))) read.fault('related', 'unknownMeasure');
  const systems = read.lines('systems').map((one) => one.toUpperCase());
  if (systems.some((one) => !/^[ABC]\d+$/.test(one))) read.fault('systems', 'notSlug');
  const stage =
    before?.stage === 'ended'
      ? 'ended'
      : (Stage.exclude(['ended']).safeParse(read.text('stage')).data ?? 'concept');
  const reason = read.optional('reason') ?? null;
  if (before && before.stage !== stage && reason === null) read.fault('reason', 'reason');

  const {
    yearListed: _year,
    purpose: _purpose,
    state: _state,
    outlook: _outlook,
    ...kept
  } = before ?? {
    stageHistory: [],
    indicators: [],
    listedOnly: false,
  };
  const document = {
    ...kept,
    number,
    label,
    title,
    pillar,
    departments: read.lines('departments'),
    ...(yearListed === undefined ? {} : { yearListed }),
    stage,
    ...Object.fromEntries(texts),
    progress,
    schedule,
    tags: read.lines('tags'),
    related,
    systems,
  };
  if (Object.keys(read.faults).length > 0) return { ok: false, faults: read.faults };
  return formResult(read, { document: Measure.parse(document), reason });
}
