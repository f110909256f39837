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

export const today = (clock: Clock): Temporal.PlainDate => clock.now().toZonedDateTimeISO(ZONE).toPlainDate();

export const dateIn = (instant: Temporal.Instant): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(ZONE).toPlainDate();
