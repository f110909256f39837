import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import { canonical } from './changes.js';
import type { Figure, Indicator, IndicatorChange, Measure } from './definition.js';

/*
 * The record that a measure and its indicators keep of themselves: a plan's reader must see that a target was lowered or a question
 * reworded between two years, and why. Written by the product, not by the person who edits.
 */

/** An ended indicator stays in the plan with its figures; nothing more is asked of it. */
export const hasEnded = (changes: readonly IndicatorChange[]): boolean =>
  changes.some(({ kind }) => kind === 'ended');

const figureText = (figure: Figure): string => String(figure);

function targetsText(indicator: Indicator, years: readonly string[]): string {
  return years
    .map((year) => {
      const target = indicator.values[year]?.target;
      return target === undefined ? null : `${year}: ${figureText(target)}${indicator.unit ?? ''}`;
    })
    .filter((text) => text !== null)
    .join(', ');
}

const described = ({ name, unit, kind, definition, direction }: Indicator) => ({
  name,
  unit,
  kind,
  definition,
  direction,
});

function changesOf(
  before: Indicator | undefined,
  after: Indicator,
): Omit<IndicatorChange, 'fiscalYear' | 'reason'>[] {
  if (!before) return [{ kind: 'added', to: after.name }];
  const changes: Omit<IndicatorChange, 'fiscalYear' | 'reason'>[] = [];
  if (canonical(described(before)) !== canonical(described(after))) {
    const text = (one: Indicator) =>
      [one.name, one.unit && `(${one.unit})`, one.definition].filter(Boolean).join(' ');
    changes.push({ kind: 'reworded', from: text(before), to: text(after) });
  }
  // A target for a year that had none is planning; only one that was promised before is a changed promise.
  const moved = Object.keys(before.values).filter(
    (year) =>
      before.values[year]?.target !== undefined && before.values[year]?.target !== after.values[year]?.target,
  );
  if (moved.length > 0) {
    const from = targetsText(before, moved);
    const to = targetsText(after, moved);
    changes.push({ kind: 'retargeted', from, ...(to ? { to } : {}) });
  }
  return changes;
}

/** A new stage enters the stage's own history, with the year and the reason, unless it is recorded there already. */
function withStageChange(
  before: Measure,
  after: Measure,
  fiscalYear: FiscalYear,
  reason: string | null,
): Measure {
  if (before.stage === after.stage || after.stageHistory.length > before.stageHistory.length) return after;
  return {
    ...after,
    stageHistory: [...after.stageHistory, { fiscalYear, stage: after.stage, ...(reason ? { reason } : {}) }],
  };
}

/**
 * The measure as it will be saved: a new stage enters its history; every indicator that is new, reworded or has another target for a year that had
 * one gets its entry; one that was taken out stays, as ended.
 */
export function withRecordedChanges(
  before: Measure | null,
  after: Measure,
  fiscalYear: FiscalYear,
  reason: string | null,
): Measure {
  // A measure that is new as a whole says so itself.
  if (!before) return after;
  const earlier = new Map(before.indicators.map((indicator) => [indicator.id, indicator]));
  const stamp = (change: Omit<IndicatorChange, 'fiscalYear' | 'reason'>): IndicatorChange => ({
    fiscalYear,
    ...change,
    ...(reason ? { reason } : {}),
  });
  const indicators = after.indicators.map((indicator) => {
    const old = earlier.get(indicator.id);
    earlier.delete(indicator.id);
    // What the person (or the file) has recorded already is not said twice.
    const recorded = (kind: IndicatorChange['kind']) =>
      indicator.changes.length > (old?.changes.length ?? 0) &&
      indicator.changes.some((one) => one.kind === kind);
    const news = changesOf(old, indicator).filter(({ kind }) => !recorded(kind));
    return { ...indicator, changes: [...indicator.changes, ...news.map(stamp)] };
  });
  const ended = [...earlier.values()].map((indicator) =>
    hasEnded(indicator.changes)
      ? indicator
      : { ...indicator, changes: [...indicator.changes, stamp({ kind: 'ended', from: indicator.name })] },
  );
  return withStageChange(before, { ...after, indicators: [...indicators, ...ended] }, fiscalYear, reason);
}
