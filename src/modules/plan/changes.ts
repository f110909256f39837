import { type FiscalYear, fiscalYear } from '#kernel/values/fiscal-year.js';
import type { Figure, Indicator, Measure } from './definition.js';
import type { FieldChange, FieldCode } from './model.js';

/*
 * What a new version of a measure changed, field by field, for its history and for previews. Pure.
 */

const text = (value: unknown): string | null => {
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(text).join('\n');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
};

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** JSON with its keys sorted and what is absent left out: equal for equal content, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, inner]) => inner !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}

const SIMPLE = [
  'label',
  'title',
  'pillar',
  'departments',
  'yearListed',
  'yearEnded',
  'stage',
  'endReason',
  'purpose',
  'state',
  'outlook',
  'tags',
  'related',
  'systems',
  'listedOnly',
] as const satisfies (keyof Measure & FieldCode)[];

const INDICATOR_SIMPLE = {
  name: 'indicatorName',
  unit: 'unit',
  kind: 'kind',
  direction: 'direction',
  definition: 'definition',
  common: 'common',
  targetStands: 'targetStands',
  count: 'count',
} as const satisfies Partial<Record<keyof Indicator, FieldCode>>;

export function measureChanges(before: Measure, after: Measure): FieldChange[] {
  const changes: FieldChange[] = [];
  const note = (field: FieldCode, of: string | null, year: FiscalYear | null, from: unknown, to: unknown) => {
    if (!same(from, to)) changes.push({ field, of, fiscalYear: year, from: text(from), to: text(to) });
  };
  for (const field of SIMPLE) note(field, null, null, before[field], after[field]);
  byYear(before.progress, after.progress, (year, from, to) =>
    note('progress', null, year, from?.text, to?.text),
  );
  byYear(before.stageHistory, after.stageHistory, (year, from, to) =>
    note('stageReason', null, year, from?.reason, to?.reason),
  );
  const phase = (one: Measure['schedule'][number]) => `${one.from}–${one.to ?? ''} ${one.text}`;
  note('schedule', null, null, before.schedule.map(phase), after.schedule.map(phase));

  const earlier = new Map(before.indicators.map((indicator) => [indicator.id, indicator]));
  for (const indicator of after.indicators) {
    const old = earlier.get(indicator.id);
    earlier.delete(indicator.id);
    if (old) changes.push(...indicatorChanges(old, indicator));
    else note('indicator', indicator.name, null, null, indicator.name);
  }
  for (const gone of earlier.values()) note('indicator', gone.name, null, gone.name, null);
  return changes;
}

function byYear<Item extends { fiscalYear: FiscalYear }>(
  before: readonly Item[],
  after: readonly Item[],
  visit: (year: FiscalYear, from: Item | undefined, to: Item | undefined) => void,
): void {
  const years = new Set([...before, ...after].map((item) => item.fiscalYear));
  for (const year of [...years].sort((a, b) => a - b)) {
    visit(
      year,
      before.find((item) => item.fiscalYear === year),
      after.find((item) => item.fiscalYear === year),
    );
  }
}

function indicatorChanges(before: Indicator, after: Indicator): FieldChange[] {
  const changes: FieldChange[] = [];
  const note = (field: FieldCode, year: FiscalYear | null, from: unknown, to: unknown) => {
    if (!same(from, to))
      changes.push({ field, of: after.name, fiscalYear: year, from: text(from), to: text(to) });
  };
  for (const [key, field] of Object.entries(INDICATOR_SIMPLE)) {
    note(
      field,
      null,
      before[key as keyof typeof INDICATOR_SIMPLE],
      after[key as keyof typeof INDICATOR_SIMPLE],
    );
  }
  const years = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  for (const year of [...years].sort()) {
    for (const side of ['target', 'result', 'achieved', 'note'] as const) {
      const from: Figure | undefined = before.values[year]?.[side];
      note(side, fiscalYear(Number(year)), from, after.values[year]?.[side]);
    }
  }
  const change = (one: Indicator['changes'][number]) =>
    [one.fiscalYear, one.kind, one.from, one.to, one.reason].filter(Boolean).join(' ');
  note('changes', null, before.changes.map(change), after.changes.map(change));
  return changes;
}
