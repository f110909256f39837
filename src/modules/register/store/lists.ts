import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Answers } from '#forms/answers.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { coverOf } from '../cells.js';
import type { Box } from '../geometry.js';
import type { Row, RowState } from '../model.js';
import { isNumberSlot, type NumberSlot, type Slot } from '../slots.js';
import type { RegisterTables } from '../tables.js';
import { ROW, rowsOf, rowWithout, toRow } from './rows.js';

/** One condition on a field that lists can be narrowed by. */
export type SlotFilter =
  | { slot: Slot; is: string | number }
  | { slot: Slot; among: readonly (string | number)[] }
  /** Texts that begin so; days of a month (2026-04). */
  | { slot: Slot; begins: string }
  /** Both ends count; either may be open. */
  | { slot: Slot; from?: string | number | undefined; to?: string | number | undefined };

/** A field without a column, by what rows hold of it: all rows that nothing else narrows are read. */
export interface StoredFilter {
  field: string;
  is: string | number | boolean;
}

export interface RowFilter {
  states?: readonly RowState[] | undefined;
  slots?: readonly SlotFilter[] | undefined;
  stored?: readonly StoredFilter[] | undefined;
  /** What touches the box. */
  box?: Box | undefined;
  updatedSince?: Temporal.Instant | undefined;
  updatedUntil?: Temporal.Instant | undefined;
}

export interface Order {
  /** null: by key. */
  slot: Slot | null;
  descending?: boolean;
  /** Whose values keep rows together, upwards; the order holds within them. */
  group?: Slot | undefined;
}

/** Where a page ended: the value that it is sorted by, and the row. */
export interface Place {
  value: string | number;
  id: string;
  /** Where rows are kept together: in which group. */
  group?: string | number | undefined;
}

type Rows = SelectQueryBuilder<RegisterTables, 'register_row', object>;

/** Behind the last text that begins so. */
const END = '\u{10ffff}';

export function filtered(
  query: Rows,
  { states, slots = [], stored = [], box, updatedSince, updatedUntil }: RowFilter,
): Rows {
  let found = query;
  if (states) found = found.where('state', 'in', states);
  for (const one of slots) {
    if ('is' in one) found = found.where(one.slot, '=', one.is);
    else if ('among' in one)
      found = found.where(sql<boolean>`${sql.ref(one.slot)} = ANY (${[...one.among]})`);
    else if ('begins' in one)
      found = found.where(one.slot, '>=', one.begins).where(one.slot, '<', one.begins + END);
    else {
      if (one.from !== undefined) found = found.where(one.slot, '>=', one.from);
      if (one.to !== undefined) found = found.where(one.slot, '<=', one.to);
      // What is blank lies within no range.
      if (isNumberSlot(one.slot)) found = found.where(one.slot, '<', sql<number>`'NaN'::float8`);
      else found = found.where(one.slot, '>', '');
    }
  }
  for (const one of stored) found = found.where(holding(one));
  if (updatedSince) found = found.where('updated_at', '>=', updatedSince);
  if (updatedUntil) found = found.where('updated_at', '<=', updatedUntil);
  if (box) found = found.where((where) => where.or(halvesOf(box).map((half) => touching(where, half))));
  return found;
}

/** As it is stored, letter by letter: to fold the texts of a million rows takes half a minute. What is blank equals ''. */
const holding = ({ field, is }: StoredFilter) =>
  is === ''
    ? sql<boolean>`coalesce(content ->> ${field}, '') = ''`
    : sql<boolean>`content -> ${field} = ${JSON.stringify(is)}::jsonb`;

/** A box whose west end lies east of its east end crosses the date line. */
const halvesOf = ([west, south, east, north]: Box): Box[] =>
  west <= east
    ? [[west, south, east, north]]
    : [
        [west, south, 180, north],
        [-180, south, east, north],
      ];

function touching(where: ExpressionBuilder<RegisterTables, 'register_row'>, box: Box) {
  const [west, south, east, north] = box;
  const { runs, above } = coverOf(box);
  return where.and([
    where.or([
      ...runs.map(({ from, to }) => where.and([where('cell', '>=', from), where('cell', '<=', to)])),
      ...(above.length > 0 ? [where('cell', 'in', above)] : []),
    ]),
    where('west', '<=', east),
    where('east', '>=', west),
    where('south', '<=', north),
    where('north', '>=', south),
  ]);
}

/** One page of a list, in one statement; `without` names fields whose values are not read. */
export async function listRows(
  tx: Tx,
  vault: Vault,
  register: string,
  filter: RowFilter,
  { slot, descending = false, group }: Order,
  { after, limit, without = [] }: { after?: Place | undefined; limit: number; without?: readonly string[] },
): Promise<({ row: Row } & Omit<Place, 'id'>)[]> {
  const column = slot ?? 'key';
  let query = filtered(rowsOf(tx, register), filter);
  for (const one of [slot, group]) if (one) query = query.where(one, 'is not', null);
  if (after) {
    const sign = sql.raw(descending ? '<' : '>');
    const behind = sql<boolean>`(${sql.ref(column)}, id) ${sign} (${inSlot(slot, after.value)}, ${after.id}::uuid)`;
    if (group) {
      const [of, is] = [sql.ref(group), inSlot(group, after.group ?? '')];
      query = query.where(sql<boolean>`${of} >= ${is} AND (${of} > ${is} OR ${behind})`);
    } else query = query.where(behind);
  }
  const direction = descending ? 'desc' : 'asc';
  const rows = await query
    .select([
      ...rowWithout(without),
      `${column} as sorted` as const,
      `${group ?? column} as together` as const,
    ])
    .$if(group !== undefined, (some) => some.orderBy(group ?? column))
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    row: toRow(tx, vault, row),
    value: sortable(row.sorted),
    ...(group && { group: sortable(row.together) }),
  }));
}

const inSlot = (slot: Slot | null, value: string | number) =>
  slot && isNumberSlot(slot) ? sql`${value}::float8` : sql`${String(value)}::text`;

const sortable = (value: string | number | null): string | number =>
  typeof value === 'number' && Number.isNaN(value) ? 'NaN' : (value ?? '');

/** Rows that may hold all words, in the order of their keys; `without` names fields whose values are not read. */
export async function candidates(
  tx: Tx,
  vault: Vault,
  register: string,
  terms: readonly number[],
  filter: RowFilter,
  { afterKey, limit, without }: { afterKey: string | null; limit: number; without: readonly string[] },
): Promise<{ rows: Row[]; lastKey: string | null; isWhole: boolean }> {
  const found = sql<string>`(SELECT id FROM register_candidates(${register}, ${[...terms]}::int4[], ${afterKey}, ${limit}))`;
  const all = await rowsOf(tx, register)
    .select(['id', 'key'])
    .where(sql<boolean>`id IN ${found}`)
    .orderBy('key')
    .execute();
  const rows = await filtered(rowsOf(tx, register), filter)
    .select(rowWithout(without))
    .where(sql<boolean>`id = ANY (${all.map(({ id }) => id)}::uuid[])`)
    .orderBy('key')
    .execute();
  return {
    rows: rows.map((row) => toRow(tx, vault, row)),
    lastKey: all.at(-1)?.key ?? null,
    isWhole: all.length < limit,
  };
}

/** How many there are, up to a bound beyond which nobody counts. */
export async function countRows(tx: Tx, register: string, filter: RowFilter, most: number): Promise<number> {
  const some = filtered(rowsOf(tx, register), filter).select('id').limit(most);
  const { count } = await tx
    .tables<RegisterTables>()
    .selectFrom(some.as('some'))
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Rows that have a value in common, and what the numbers of theirs come to, in the order in which they were asked for. */
export interface RowGroup {
  value: string | number;
  count: number;
  sums: readonly number[];
}

/** Rows by each value of a field, the most frequent first; `byMonth`: days by their month, in the order of the calendar. */
export async function countBy(
  tx: Tx,
  register: string,
  filter: RowFilter,
  { slot, byMonth = false, sums = [] }: { slot: Slot; byMonth?: boolean; sums?: readonly NumberSlot[] },
  most: number,
): Promise<RowGroup[]> {
  const value = byMonth ? sql<string>`left(${sql.ref(slot)}, 7)` : sql<string | number>`${sql.ref(slot)}`;
  const totals = sums.map((one) => sql`coalesce(sum(nullif(${sql.ref(one)}, 'NaN')), 0)::float8`);
  const rows = await filtered(rowsOf(tx, register), filter)
    .where(slot, 'is not', null)
    .select((select) => [
      value.as('value'),
      select.fn.countAll<number>().as('count'),
      sql<number[]>`ARRAY[${sql.join(totals)}]::float8[]`.as('sums'),
    ])
    .groupBy(value)
    .$if(!byMonth, (some) => some.orderBy('count', 'desc'))
    .orderBy(value)
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...row, value: sortable(row.value) }));
}

/** Rows in use of each register, up to a bound. */
export async function countsByRegister(
  tx: Tx,
  registers: readonly string[],
  most: number,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ register: string; count: number }>`
    SELECT wanted.register, (SELECT count(*) FROM (
      SELECT 1 FROM register_row r
      WHERE r.tenant = ${tx.tenant} AND r.register = wanted.register AND r.state = 'active' LIMIT ${most}
    ) counted) AS count FROM unnest(${[...registers]}::text[]) AS wanted (register)`.execute(tx.tables());
  return new Map(rows.map(({ register, count }) => [register, count]));
}

/** Rows whose values are of an older version of the definition; held. */
export async function rowsBehind(
  tx: Tx,
  vault: Vault,
  register: string,
  version: number,
  limit: number,
): Promise<Row[]> {
  const rows = await rowsOf(tx, register)
    .select(ROW)
    .where('definition', '<', version)
    .orderBy('definition')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute();
  return rows.map((row) => toRow(tx, vault, row));
}

/** How many rows have values of an older version of the definition. */
export async function countBehind(tx: Tx, register: string, version: number): Promise<number> {
  const { count } = await rowsOf(tx, register)
    .where('definition', '<', version)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** All rows, some at a time in the order of their ids. */
export async function everyRow(
  tx: Tx,
  vault: Vault,
  register: string,
  after: string | null,
  limit: number,
): Promise<Row[]> {
  const all = rowsOf(tx, register).select(ROW);
  const rows = await (after === null ? all : all.where('id', '>', after))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => toRow(tx, vault, row));
}

/** When any row was last changed; null without rows. */
export async function lastChange(tx: Tx, register: string): Promise<Temporal.Instant | null> {
  const row = await rowsOf(tx, register)
    .select(({ fn }) => fn.max('updated_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Rows in use whose open values are one of these, once the values of `others` are left out. */
export async function rowsWithContent(
  tx: Tx,
  vault: Vault,
  register: string,
  others: readonly string[],
  wanted: readonly Answers[],
): Promise<Row[]> {
  const rows = await rowsOf(tx, register)
    .select(ROW)
    .where('state', '=', 'active')
    .where(
      sql<boolean>`content - ${[...others]}::text[] IN (SELECT value FROM jsonb_array_elements(${JSON.stringify(wanted)}::jsonb))`,
    )
    .execute();
  return rows.map((row) => toRow(tx, vault, row));
}
