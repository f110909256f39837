import type { Context } from '#kernel/context.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { appendAll, type NewEntry } from '#kernel/journal/journal.js';
import { countsOf, type KeptRegister, rowSubject } from '../model.js';
import { countedBefore, keepCounted } from '../store/counted.js';
import { putRows, type WrittenRow } from '../store/rows.js';

const NONE: ReadonlyMap<string, readonly string[]> = new Map();

/** Writes rows, and tells the journal which of them the counts of the register hold now, and which no longer. */
export async function writeRows(
  tx: Tx,
  context: Context,
  vault: Vault,
  kept: KeptRegister,
  written: readonly WrittenRow[],
): Promise<void> {
  const { register, unit } = kept;
  // A definition that counts no more lets go of the rows when they follow it.
  const mayCount = register.counts.length > 0 || written.some(({ change }) => change === 'migrated');
  const ids = written.map(({ row }) => row.id);
  const before = mayCount && ids.length > 0 ? await countedBefore(tx, register.id, ids) : NONE;
  await putRows(tx, vault, kept, written);
  if (!mayCount) return;
  const entries: NewEntry[] = [];
  const moved: { id: string; counted: readonly string[] }[] = [];
  for (const { row } of written) {
    const was = before.get(row.id) ?? [];
    const is = countsOf(register, row);
    const tell = (type: string, counts: readonly string[]) =>
      entries.push(
        ...counts.map((count) => ({
          type,
          subject: rowSubject(register.id, row.id),
          data: { register: register.id, unit, count },
        })),
      );
    const begun = is.filter((one) => !was.includes(one));
    const ended = was.filter((one) => !is.includes(one));
    tell('register.counted', begun);
    tell('register.uncounted', ended);
    if (begun.length + ended.length > 0) moved.push({ id: row.id, counted: is });
  }
  if (moved.length === 0) return;
  await keepCounted(tx, register.id, moved);
  await appendAll(tx, context, entries);
}
