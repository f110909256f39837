import type { Answers } from '#forms/answers.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { withCalculated } from '../calculated.js';
import { areasOf, type Boundary, type Geometry } from '../geometry.js';
import { judgeValues, type RowFault } from '../judge.js';
import { type Change, differing, type KeptRegister, keyOf, labelOf, type Row } from '../model.js';
import { folded } from '../slots.js';
import { boundaryOf } from '../store/boundary.js';
import { countRows } from '../store/lists.js';
import { activeKeys, rowsByKey, type WrittenRow } from '../store/rows.js';
import { faultOf } from '../words.js';

/** What a row is to be. */
export interface Wish {
  before: Row | null;
  values: Answers;
  geometry: Geometry | null;
}

export interface Writing {
  by: string;
  why: string | null;
  importId: string | null;
  change?: Change;
}

const nothingBlank = (values: Answers): Answers =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));

/** The row as it will stand, with its version; nothing is written. Null when nothing differs. */
export function nextRow(
  kept: KeptRegister,
  wish: Wish,
  { by, why, importId, change }: Writing,
  now: Temporal.Instant,
): WrittenRow | null {
  const { register, version: definition } = kept;
  const { before, geometry } = wish;
  const values = nothingBlank(withCalculated(register, wish.values));
  const id = before?.id ?? uuidv7(now);
  const isSame =
    before !== null &&
    change === undefined &&
    before.state === 'active' &&
    differing({ values: before.values, geometry: before.geometry }, { values, geometry }).length === 0;
  if (isSame) return null;
  const key = keyOf(register, values, id);
  const made: Change = before === null ? 'created' : before.state === 'retired' ? 'restored' : 'changed';
  return {
    row: {
      id,
      register: register.id,
      key,
      label: labelOf(register, values, key),
      state: 'active',
      version: (before?.version ?? 0) + 1,
      definition,
      values,
      geometry,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
      disposedAt: before?.disposedAt ?? null,
    },
    change: change ?? made,
    why,
    importId,
    by,
  };
}

/** Keys that a row names in other registers. */
export const relationsOf = (
  { register }: KeptRegister,
  values: Answers,
): { field: string; to: string; key: string }[] =>
  register.fields.flatMap(({ ask, relation }) => {
    const key = values[ask.id];
    return relation !== undefined && typeof key === 'string' ? [{ field: ask.id, to: relation, key }] : [];
  });

/** Relations of rows to rows that are not there, or not in use. */
export async function brokenRelations(
  tx: Tx,
  kept: KeptRegister,
  rows: readonly Answers[],
): Promise<RowFault[][]> {
  const wanted = new Map<string, Set<string>>();
  const named = rows.map((values) => relationsOf(kept, values));
  for (const { to, key } of named.flat()) wanted.set(to, (wanted.get(to) ?? new Set()).add(key));
  const found = new Map<string, Set<string>>();
  for (const [to, keys] of wanted) found.set(to, await activeKeys(tx, to, [...keys]));
  return named.map((relations) =>
    relations
      .filter(({ to, key }) => !found.get(to)?.has(key))
      .map(({ field, key }) => ({ field, error: faultOf('register.error.relation', { key }) })),
  );
}

/** A quay and the edge of a bridge are no sea, however exact a boundary is. */
const SHORE_METRES = 50;

/**
 * The outline of the town, where a register whose rows have places asks for it: as its register of boundaries has it, else
 * as its files do; null where nobody knows it.
 */
export async function boundaryFor(tx: Tx, { register, outline }: KeptRegister): Promise<Boundary | null> {
  if (!register.place) return null;
  const areas = (await boundaryOf(tx)).flatMap(areasOf);
  return areas.length === 0 ? outline : { areas, metres: SHORE_METRES };
}

/** Rows of other registers that name this one. */
export async function referencesTo(
  tx: Tx,
  all: readonly KeptRegister[],
  register: string,
  key: string,
): Promise<{ register: string; count: number }[]> {
  const found: { register: string; count: number }[] = [];
  for (const { register: other, slots } of all)
    for (const { ask, relation } of other.fields) {
      const slot = slots[ask.id];
      if (relation !== register || !slot) continue;
      const filter = { states: ['active' as const], slots: [{ slot, is: folded(key) }] };
      const count = await countRows(tx, other.id, filter, 1000);
      if (count > 0) found.push({ register: other.id, count });
    }
  return found;
}

/** Everything wrong with one row that is to be written by hand. */
export async function faultsOf(
  tx: Tx,
  context: Context,
  vault: Vault,
  kept: KeptRegister,
  all: readonly KeptRegister[],
  { before, values }: Wish,
): Promise<RowFault[]> {
  const { register } = kept;
  const faults = judgeValues(kept, values, today(context.clock));
  if (faults.length > 0) return faults;
  faults.push(...((await brokenRelations(tx, kept, [values]))[0] ?? []));
  const [first] = register.key;
  if (first === undefined) return faults;
  const key = keyOf(register, values, '');
  if (before?.key === key) return faults;
  const twin = (await rowsByKey(tx, vault, register.id, [key])).get(key);
  if (twin)
    faults.push({
      field: first,
      error: faultOf(
        twin.disposedAt
          ? 'register.error.keyDisposed'
          : twin.state === 'retired'
            ? 'register.error.keyRetired'
            : 'register.error.keyTaken',
        {
          key,
        },
      ),
    });
  if (before && (await referencesTo(tx, all, register.id, before.key)).length > 0)
    faults.push({ field: first, error: faultOf('register.error.keyUsed', { key: before.key }) });
  return faults;
}
