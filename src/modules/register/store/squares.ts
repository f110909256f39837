import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Box, Geometry } from '../geometry.js';
import type { RowState } from '../model.js';
import { SCALE } from '../squares.js';
import type { RegisterTables } from '../tables.js';
import { filtered } from './lists.js';
import { rowsOf } from './rows.js';

/** 0 where nothing was ever written. */
export async function changeNumber(tx: Tx, register: string): Promise<number> {
  const found = await tx
    .tables<RegisterTables>()
    .selectFrom('register_change')
    .select('number')
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .executeTakeFirst();
  return found?.number ?? 0;
}

/** Grows with every change of any register: files name rows of others. */
export async function changesOfAll(tx: Tx): Promise<number> {
  const found = await tx
    .tables<RegisterTables>()
    .selectFrom('register_change')
    .select(({ fn }) => fn.coalesce(fn.sum<number>('number'), sql.lit(0)).as('sum'))
    .where('tenant', '=', tx.tenant)
    .executeTakeFirstOrThrow();
  return Number(found.sum);
}

/** Rows of one square together: how many, and where their middle is. */
export interface Cluster {
  count: number;
  lon: number;
  lat: number;
}

export async function clustersIn(
  tx: Tx,
  register: string,
  { level, from, to }: { level: number; from: number; to: number },
): Promise<Cluster[]> {
  const rows = await tx
    .tables<RegisterTables>()
    .selectFrom('register_square')
    .select(['count', 'lon', 'lat'])
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .where('level', '=', level)
    .where('square', '>=', from)
    .where('square', '<=', to)
    .where('count', '>', 0)
    .orderBy('square')
    .execute();
  return rows.map(({ count, lon, lat }) => ({ count, lon: lon / count / SCALE, lat: lat / count / SCALE }));
}

/** A row as maps draw it: nothing sealed is read. */
export interface DrawnRow {
  id: string;
  label: string;
  values: Record<string, unknown>;
  geometry: Geometry;
}

const boxIn = (row: Record<'west' | 'south' | 'east' | 'north', number | null> | undefined): Box | null =>
  row && row.west !== null && row.south !== null && row.east !== null && row.north !== null
    ? [row.west, row.south, row.east, row.north]
    : null;

/** The part of the world in which rows in use lie; null where none does. Looks at the rows only where it is not known. */
export async function extentOf(tx: Tx, register: string): Promise<Box | null> {
  const tables = tx.tables<RegisterTables>();
  const known = await tables
    .selectFrom('register_change')
    .select(['number', 'west', 'south', 'east', 'north'])
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .executeTakeFirst();
  const kept = boxIn(known);
  if (kept || !known) return kept;
  const found = await filtered(rowsOf(tx, register), { states: ['active'] })
    .select(({ fn }) => [
      fn.min('west').as('west'),
      fn.min('south').as('south'),
      fn.max('east').as('east'),
      fn.max('north').as('north'),
    ])
    .executeTakeFirstOrThrow();
  // What changes meanwhile has another number: then nothing is kept. Nobody waits for who is writing.
  await sql`UPDATE register_change SET west = ${found.west}, south = ${found.south}, east = ${found.east},
      north = ${found.north}
    WHERE (tenant, register) = (SELECT tenant, register FROM register_change
      WHERE tenant = ${tx.tenant} AND register = ${register} AND number = ${known.number} FOR UPDATE SKIP LOCKED)`.execute(
    tables,
  );
  return boxIn(found);
}

/** One row as maps draw it; undefined where it has no place or another state. */
export async function drawnRow(
  tx: Tx,
  register: string,
  id: string,
  states: readonly RowState[],
): Promise<DrawnRow | undefined> {
  const row = await filtered(rowsOf(tx, register), { states })
    .select(['id', 'label', 'content', 'geometry'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.geometry ? { id, label: row.label, values: row.content, geometry: row.geometry } : undefined;
}

/** Rows in use that touch a box, as many as are asked for, in no order. */
export async function rowsIn(tx: Tx, register: string, box: Box, limit: number): Promise<DrawnRow[]> {
  const rows = await filtered(rowsOf(tx, register), { states: ['active'], box })
    .select(['id', 'label', 'content', 'geometry'])
    .limit(limit)
    .execute();
  return rows.flatMap(({ id, label, content, geometry }) =>
    geometry ? [{ id, label, values: content, geometry }] : [],
  );
}
