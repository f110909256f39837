import { z } from 'zod';
import { dateIn, ZONE } from '#kernel/clock.js';
import { invariant } from '#kernel/errors.js';
import { addBusinessDays, isBusinessDay } from '#kernel/values/business-day.js';

/** catalog/common/demo/town.yaml. */
export const DemoTown = z.strictObject({
  weeks: z.int().min(1).max(52),
  weeklyCases: z.record(z.string(), z.int().min(0).max(200)),
  weeklyFamilies: z.record(z.string(), z.int().min(0).max(20)),
  residents: z
    .array(z.strictObject({ name: z.string(), reading: z.string(), birthDate: z.iso.date() }))
    .min(1),
});
export type DemoTown = z.infer<typeof DemoTown>;

/** The same numbers at every start, so that screenshots and guides stay true (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** From 0 to below 1. */
export type Random = () => number;
export const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  invariant(item !== undefined, 'there is something to pick from');
  return item;
};

/** A moment of that day in the municipality's zone. */
export const at = (date: Temporal.PlainDate, hour: number, minute: number): Temporal.Instant =>
  date.toZonedDateTime({ timeZone: ZONE, plainTime: { hour, minute } }).toInstant();

/** A moment in office hours, so many business days after, and in any case later. */
export function inOffice(random: Random, from: Temporal.Instant, businessDays: number): Temporal.Instant {
  const date = dateIn(from);
  const hour = 9 + Math.floor(random() * 7);
  const minute = Math.floor(random() * 60);
  const sameDay = at(date, hour, minute);
  if (businessDays === 0 && isBusinessDay(date) && Temporal.Instant.compare(sameDay, from) > 0)
    return sameDay;
  return at(addBusinessDays(date, Math.max(1, businessDays)), hour, minute);
}
