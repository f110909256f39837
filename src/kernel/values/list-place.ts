/** Where a page of a list ended, and the next one goes on: the moment by which it is ordered, and the row. */
export interface TimePlace {
  at: Temporal.Instant;
  id: string;
}

/** The same of a list that is ordered by day. */
export interface DayPlace {
  day: Temporal.PlainDate;
  id: string;
}

/** PostgreSQL has no year 0, and what has no last day stands at the end of the year 9999. */
const PLACE =
  /^((?!0000)\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z)?)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A place as a link states it. */
export const placeText = (key: Temporal.Instant | Temporal.PlainDate, id: string): string => `${key}_${id}`;

/** The place that a link states; undefined for anything else: the list then begins anew. */
export function readTimePlace(text: string | undefined): TimePlace | undefined {
  const [, at = '', id = ''] = PLACE.exec(text ?? '') ?? [];
  try {
    return { at: Temporal.Instant.from(at), id };
  } catch {
    return undefined;
  }
}

/** The same of a list that is ordered by day. */
export function readDayPlace(text: string | undefined): DayPlace | undefined {
  const [, day = '', id = ''] = PLACE.exec(text ?? '') ?? [];
  try {
    return day.includes('T') ? undefined : { day: Temporal.PlainDate.from(day), id };
  } catch {
    return undefined;
  }
}
