/** The only way to the present. Tests pin it; services take it from their context. */
export interface Clock {
  now(): Temporal.Instant;
}

/** Municipalities of Japan live in one zone; dates on screens, deadlines and fiscal years are of this zone. */
export const ZONE = 'Asia/Tokyo';

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

export const pinnedClock = (instant: Temporal.Instant | string): Clock => {
  const pinned = Temporal.Instant.from(instant);
  return { now: () => pinned };
};

export const today = (clock: Clock): Temporal.PlainDate => dateIn(clock.now());

/** The day that was asked for last: nearly always the one that is asked for again. Milliseconds of its bounds. */
let last = { from: 0, to: 0, date: Temporal.PlainDate.from('1970-01-01') };

export function dateIn(instant: Temporal.Instant): Temporal.PlainDate {
  const at = instant.epochMilliseconds;
  if (at < last.from || at >= last.to) {
    const begins = instant.toZonedDateTimeISO(ZONE).startOfDay();
    last = {
      from: begins.epochMilliseconds,
      to: begins.add({ days: 1 }).epochMilliseconds,
      date: begins.toPlainDate(),
    };
  }
  return last.date;
}
