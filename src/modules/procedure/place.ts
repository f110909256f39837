/** Where a list goes on: the last row's value of the order, and its id. */
interface Place {
  key: string;
  id: string;
}

export interface TimePlace {
  at: Temporal.Instant;
  id: string;
}

const PLACE =
  /^((?:19|20|21)\d{2}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z)?)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A place by day or by moment, as a link states it; undefined for anything else: the list then begins anew. */
export function readPlace(text: string | undefined): Place | undefined {
  const [, key, id] = PLACE.exec(text ?? '') ?? [];
  if (key === undefined || id === undefined) return undefined;
  try {
    if (key.includes('T')) Temporal.Instant.from(key);
    else Temporal.PlainDate.from(key);
    return { key, id };
  } catch {
    return undefined;
  }
}

export function readTimePlace(text: string | undefined): TimePlace | undefined {
  const place = readPlace(text);
  return place?.key.includes('T') ? { at: Temporal.Instant.from(place.key), id: place.id } : undefined;
}
