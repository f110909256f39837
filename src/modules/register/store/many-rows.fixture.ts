import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import { cellOf } from '../cells.js';
import type { Box } from '../geometry.js';
import type { KeptRegister, Row } from '../model.js';
import { searchText, termsOf } from '../search-terms.js';
import { moveSpots, nextChange } from './spots.js';

/** Parts of one that no two share and that lie everywhere alike (the golden ratio and its sister). */
const across = (n: number): number => (n * 0.618033988749895) % 1;
const upwards = (n: number): number => (n * 0.754877666246693) % 1;
const WORDS = ['市役所', '公民館', '小学校', '体育館', '図書館', '駅前広場', '児童公園', '消防分団'];

/**
 * Rows as a register would have them, made after one that is there: each with a key, a name and a point of its own,
 * found by lists, maps and words. They have no versions.
 */
export async function copyRow(
  tx: Tx,
  { register, slots, area }: KeptRegister,
  { id, values }: Pick<Row, 'id' | 'values'>,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const [west, south, east, north]: Box = area;
  const numbers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const places = numbers.map((n) => {
    const [lon, lat] = [west + (east - west) * across(n), south + (north - south) * upwards(n)];
    return { lon, lat, cell: cellOf([lon, lat, lon, lat]) };
  });
  const [key] = register.key;
  const folded = (field: string | undefined, value: string) =>
    (['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'] as const).map((slot) =>
      field !== undefined && slots[field] === slot ? value : null,
    );
  const codes = numbers.map((n) => `b${String(n).padStart(7, '0')}`);
  const names = numbers.map((n) => `${WORDS[n % WORDS.length]}${n}`);
  const rest = termsOf(searchText(register, { ...values, [register.label]: null }));
  const terms = names.map((name) => `{${[...new Set([...rest, ...termsOf(name)])]}}`);
  const [keySlots, nameSlots] = [folded(key, 'code'), folded(register.label, 'name')];
  const slot = (at: number) =>
    keySlots[at] ? sql`made.code` : nameSlots[at] ? sql`made.name` : sql.raw(`r.t${at + 1}`);
  await nextChange(tx, register.id);
  await sql`
    INSERT INTO register_row (tenant, register, id, key, label, state, version, definition, content, geometry, cell,
      west, south, east, north, t1, t2, t3, t4, t5, t6, t7, t8, n1, n2, n3, n4, terms, created_at, updated_at)
    SELECT r.tenant, r.register, gen_random_uuid(), made.code, made.name, 'active', 1, r.definition,
      r.content || jsonb_build_object(${key ?? ''}::text, made.code, ${register.label}::text, made.name),
      jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(made.lon, made.lat)), made.cell,
      made.lon, made.lat, made.lon, made.lat, ${slot(0)}, ${slot(1)}, ${slot(2)}, ${slot(3)}, ${slot(4)}, ${slot(5)},
      ${slot(6)}, ${slot(7)}, r.n1, r.n2, r.n3, r.n4, made.terms::int4[], r.created_at, r.updated_at
    FROM register_row r, unnest(${terms}::text[], ${codes}::text[], ${names}::text[],
      ${places.map(({ lon }) => lon)}::float8[], ${places.map(({ lat }) => lat)}::float8[],
      ${places.map(({ cell }) => cell)}::int8[]) AS made (terms, code, name, lon, lat, cell)
    WHERE r.tenant = ${tx.tenant} AND r.register = ${register.id} AND r.id = ${id}::uuid`.execute(
    tx.tables(),
  );
  await moveSpots(
    tx,
    register.id,
    [],
    places.map(({ lon, lat }) => ({ state: 'active', west: lon, south: lat, east: lon, north: lat })),
  );
}
