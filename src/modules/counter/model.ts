import type { Answers } from '#forms/answers.js';
import { scopeOf } from '#forms/compile.js';
import type { FormDefinition } from '#forms/definition.js';
import { journey } from '#forms/journey.js';
import { type Condition, compileCondition } from '#kernel/expressions/expression.js';
import { onOrNextBusinessDay } from '#kernel/values/business-day.js';
import type { Deadline, Guide, GuideItem } from './definition.js';

/** A guide as one municipality uses it, ready for use. */
export interface UsedGuide {
  guide: Guide;
  form: FormDefinition;
  /** Unit that does the work, by item; absent for what is done elsewhere. */
  units: ReadonlyMap<string, string>;
}

/** One thing that has to be done, for these answers. */
export interface DueItem {
  item: GuideItem;
  /** Of the municipality; null: elsewhere. */
  unit: string | null;
  /** Last day, where the day of the event is known. */
  dueOn: Temporal.PlainDate | null;
}

/**
 * Last day of a term. The day of the event is not counted (民法第140条) unless the law says so; a term in months or
 * years ends on the day of the same number, or on the last of the month (民法第143条).
 */
export function lastDay(
  { within, isFirstDayCounted }: Pick<Deadline, 'within' | 'isFirstDayCounted'>,
  event: Temporal.PlainDate,
): Temporal.PlainDate | null {
  if (within === undefined) return null;
  const end = event.add(Temporal.Duration.from(within));
  return isFirstDayCounted ? end.subtract({ days: 1 }) : end;
}

/** A term that ends while the hall is closed ends on the next day on which it is open (地方自治法第4条の2第4項). */
function dueAfter(deadline: Deadline, event: string): Temporal.PlainDate | null {
  const end = lastDay(deadline, Temporal.PlainDate.from(event));
  return end && onOrNextBusinessDay(end);
}

const conditions = new WeakMap<GuideItem, Condition>();

function isDue(form: FormDefinition, item: GuideItem, values: Record<string, unknown>): boolean {
  if (item.when === undefined) return true;
  let condition = conditions.get(item);
  if (!condition) {
    condition = compileCondition(item.when, scopeOf(form));
    conditions.set(item, condition);
  }
  return condition.evaluate(values) === true;
}

/** What these answers lead to, in the order of the guide; null while a question is open. */
export function dueItems(
  { guide, form, units }: UsedGuide,
  answers: Answers,
  today: Temporal.PlainDate,
): DueItem[] | null {
  const way = journey(form, answers, { today });
  if (!way.canSubmit) return null;
  const values = { ...way.relevant, today };
  return guide.items
    .filter((item) => isDue(form, item, values))
    .map((item) => {
      const from = item.deadline?.from;
      const day = from === undefined ? undefined : way.relevant[from];
      return {
        item,
        unit: units.get(item.id) ?? null,
        dueOn: item.deadline && typeof day === 'string' ? dueAfter(item.deadline, day) : null,
      };
    });
}
