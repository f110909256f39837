import type { Answers } from '#forms/answers.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { isSealed } from '../definition-problems.js';
import type { KeptRegister, Mapping, Row } from '../model.js';
import { placeText, sorted } from '../place-text.js';
import { rowsWithContent } from '../store/lists.js';
import type { WrittenRow } from '../store/rows.js';

/**
 * How many new rows a register without a key has already, in every column that the file has: nothing else tells that
 * they would be there twice.
 */
export async function countAlike(
  tx: Tx,
  vault: Vault,
  { register }: KeptRegister,
  mapping: Mapping,
  written: readonly WrittenRow[],
): Promise<number> {
  if (register.key.length > 0 || written.length === 0) return 0;
  const mapped = new Set(mapping.map((target) => target.split('.')[0] ?? ''));
  const open = register.fields.filter((field) => !isSealed(field)).map(({ ask }) => ask.id);
  const inFile = register.fields.filter(({ ask }) => mapped.has(ask.id)).map(({ ask }) => ask.id);
  const hasPlaces = mapped.has('$lat') || written.some(({ row }) => row.geometry !== null);
  const said = ({ values, geometry }: Pick<Row, 'values' | 'geometry'>): string =>
    JSON.stringify([inFile.map((id) => values[id] ?? null), hasPlaces ? placeText(geometry) : null], sorted);
  const wanted = written.map(
    ({ row: { values } }): Answers =>
      Object.fromEntries(
        open.filter((id) => mapped.has(id) && values[id] !== undefined).map((id) => [id, values[id]]),
      ),
  );
  const others = open.filter((id) => !mapped.has(id));
  const there = new Set((await rowsWithContent(tx, vault, register.id, others, wanted)).map(said));
  return written.filter(({ row }) => there.has(said(row))).length;
}
