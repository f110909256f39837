import { ZONE } from '#kernel/clock.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { readPlainDate } from '#kernel/values/plain-date.js';
import {
  type Box,
  type FieldCondition,
  filterKind,
  isPublicField,
  isSingleValue,
  type KeptRegister,
  type ListWish,
  type RegisterField,
} from '#modules/register/api.js';

/** OGC API – Features Part 1 (17-069r4), 7.15: parameters of /items. */
export const DEFAULT_LIMIT = 10;
export const MOST_ITEMS = 1000;

export interface ItemsQuery {
  wish: Omit<ListWish, 'states'>;
  limit: number;
}

/** A parameter that is unknown, or says nothing that it may say. */
export interface BadParameter {
  name: string;
  expected: string;
}

export type ReadQuery = { ok: true; query: ItemsQuery } | { ok: false; bad: BadParameter[] };

const OWN = ['f', 'lang', 'limit', 'bbox', 'datetime', 'cursor'];

/** Fields that items can be asked for by. */
export const queryables = ({ register }: KeptRegister): RegisterField[] =>
  register.fields.filter(
    (field) => isSingleValue(field) && isPublicField(field) && !OWN.includes(field.ask.id),
  );

/** Found by an index, in any width and case; the others as they are stored, in all rows that nothing else narrows. */
const isIndexed = ({ slots }: KeptRegister, { ask }: RegisterField): boolean => Boolean(slots[ask.id]);

/** The day of a thing, where there is one; else the time of its last change is meant by `datetime`. */
export const temporalField = (kept: KeptRegister): RegisterField | undefined =>
  queryables(kept).find((field) => filterKind(field.ask) === 'date' && isIndexed(kept, field));

/** Four numbers, or six with heights that nothing here has. West may lie east of east: the box crosses the date line. */
export function readBox(text: string): Box | null {
  const parts = text
    .split(',')
    .map((part) => (/^\s*[-+]?\d+(\.\d*)?\s*$/.test(part) ? Number(part) : Number.NaN));
  const [west, south, east, north] = parts.length === 6 ? [parts[0], parts[1], parts[3], parts[4]] : parts;
  if (parts.length !== 4 && parts.length !== 6) return null;
  if (parts.some(Number.isNaN)) return null;
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  const isOnGlobe =
    Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90;
  return isOnGlobe && south <= north ? [west, south, east, north] : null;
}

interface Span {
  from: Temporal.Instant | undefined;
  to: Temporal.Instant | undefined;
}

/** A moment, a day (in Japan), or two of them with a slash; ".." and nothing are open ends. */
export function readDatetime(text: string): Span | null {
  const parts = text.split('/');
  const [from = '', to = from] = parts;
  if (parts.length > 2 || (parts.length === 1 && isOpen(from))) return null;
  const start = isOpen(from) ? undefined : edge(from, 'from');
  const end = isOpen(to) ? undefined : edge(to, 'to');
  if (start === null || end === null) return null;
  if (start && end && Temporal.Instant.compare(start, end) > 0) return null;
  return { from: start, to: end };
}

const isOpen = (text: string): boolean => text === '..' || text === '';

const MOMENT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

function edge(text: string, which: 'from' | 'to'): Temporal.Instant | null {
  const day = readPlainDate(text);
  if (day) {
    const begins = day
      .add({ days: which === 'to' ? 1 : 0 })
      .toZonedDateTime(ZONE)
      .toInstant();
    return which === 'to' ? begins.subtract({ milliseconds: 1 }) : begins;
  }
  if (!MOMENT.test(text)) return null;
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}

const dayOf = (instant: Temporal.Instant): string =>
  instant.toZonedDateTimeISO(ZONE).toPlainDate().toString();

export const cursorText = (place: NonNullable<ListWish['after']>): string =>
  Buffer.from(JSON.stringify([place.value, place.id])).toString('base64url');

function readCursor(text: string): ListWish['after'] | null {
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    const isPlace = typeof value === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return isPlace ? { value, id } : null;
  } catch {
    return null;
  }
}

function readCondition({ ask }: RegisterField, text: string): FieldCondition | string {
  const kind = filterKind(ask);
  if (kind === 'number' || kind === 'yen' || kind === 'age')
    return text.trim() !== '' && Number.isFinite(Number(text))
      ? { field: ask.id, is: Number(text) }
      : 'a number';
  if (kind === 'yesNo')
    return text === 'true' || text === 'false' ? { field: ask.id, is: text } : 'true or false';
  if (kind === 'date') return readPlainDate(text) ? { field: ask.id, is: text } : 'a day, yyyy-mm-dd';
  if ('maxLength' in ask && characterCount(text) > ask.maxLength)
    return `no more than ${ask.maxLength} characters, as no item has`;
  return { field: ask.id, is: text };
}

/** What /items is asked for. An unknown parameter is as wrong as a bad value (7.15, permission 7.11 is not used). */
export function readItemsQuery(kept: KeptRegister, given: Readonly<Record<string, string>>): ReadQuery {
  const bad: BadParameter[] = [];
  const conditions: FieldCondition[] = [];
  const wish: Omit<ListWish, 'states'> = { conditions };
  let limit = DEFAULT_LIMIT;
  const fields = new Map(queryables(kept).map((field) => [field.ask.id, field]));
  const refuse = (name: string, expected: string) => bad.push({ name, expected });
  for (const [name, text] of Object.entries(given)) {
    const field = fields.get(name);
    if (name === 'f' || name === 'lang') continue;
    if (name === 'limit') {
      if (/^\d{1,9}$/.test(text) && Number(text) > 0) limit = Math.min(Number(text), MOST_ITEMS);
      else refuse(name, `a whole number from 1; more than ${MOST_ITEMS} is taken as ${MOST_ITEMS}`);
    } else if (name === 'bbox') {
      const box = readBox(text);
      if (box) wish.box = box;
      else refuse(name, 'west,south,east,north in degrees (CRS84)');
    } else if (name === 'datetime') {
      const span = readDatetime(text);
      if (span) addSpan(kept, wish, conditions, span);
      else refuse(name, 'RFC 3339: a moment, a day, or two of them with a slash, .. for an open end');
    } else if (name === 'cursor') {
      const place = readCursor(text);
      if (place) wish.after = place;
      else refuse(name, 'as it stands in a link to the next page');
    } else if (field) {
      const condition = readCondition(field, text);
      if (typeof condition === 'string') refuse(name, condition);
      else conditions.push(condition);
    } else refuse(name, `one of ${[...OWN, ...fields.keys()].join(', ')}`);
  }
  return bad.length > 0 ? { ok: false, bad } : { ok: true, query: { wish: { ...wish, limit }, limit } };
}

function addSpan(
  kept: KeptRegister,
  wish: Omit<ListWish, 'states'>,
  conditions: FieldCondition[],
  { from, to }: Span,
): void {
  const field = temporalField(kept);
  if (!field) {
    wish.updatedSince = from;
    wish.updatedUntil = to;
  } else if (from || to)
    conditions.push({ field: field.ask.id, from: from && dayOf(from), to: to && dayOf(to) });
}
