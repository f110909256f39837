import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { type KeptRegister, keyOf } from '../model.js';
import { type ReadRow, rowReader } from '../read-row.js';
import type { FileRow } from '../reading/table.js';
import { firstLines } from '../store/import-keys.js';
import type { ReportLine } from '../store/imports.js';
import { rowsByKey, type WrittenRow } from '../store/rows.js';
import { faultOf } from '../words.js';
import type { Following } from './following.js';
import { boundaryFor, brokenRelations, nextRow } from './saving.js';

export type Reader = ReturnType<typeof rowReader>;

export interface Plan {
  written: WrittenRow[];
  same: number;
  report: ReportLine[];
  wrong: number;
  /** How many cells something stands in that no field takes, by column. */
  left: ReadonlyMap<number, number>;
}

interface Candidate {
  row: FileRow;
  read: ReadRow;
  key: string | null;
}

/** What the rows of a lot would come to. Reads and holds the rows that they name, writes nothing but where keys stand. */
export async function planLot(
  tx: Tx,
  context: Context,
  { vault, following }: { vault: Vault; following: Following },
  kept: KeptRegister,
  reader: Reader,
  rows: readonly FileRow[],
  { importId, by }: { importId: string; by: string },
): Promise<Plan> {
  const { register } = kept;
  const left = new Map<number, number>();
  const plan: Plan = { written: [], same: 0, report: [], wrong: 0, left };
  const now = context.clock.now();
  const tell = (line: number, faults: ReadRow['faults']) => {
    for (const { column, field, error } of faults)
      plan.report.push({ line, column, field, error, isHint: false });
    plan.wrong += 1;
  };
  const readable: Candidate[] = [];
  for (const row of rows) {
    for (const column of reader.leftOf(row)) left.set(column, (left.get(column) ?? 0) + 1);
    const read = reader.read(row);
    if (read.faults.length > 0) {
      tell(row.line, read.faults);
      continue;
    }
    const isKeyed = register.key.length > 0 && register.key.every((id) => (read.values[id] ?? null) !== null);
    const key = isKeyed ? keyOf(register, read.values, '') : null;
    readable.push({ row, read, key });
  }
  const first = await firstLines(
    tx,
    importId,
    readable.flatMap(({ key, row }) => (key === null ? [] : [{ key, line: row.line }])),
  );
  const candidates = readable.filter(({ key, row }) => {
    const line = key === null ? row.line : (first.get(key) ?? row.line);
    if (line === row.line) return true;
    const [field = ''] = register.key;
    const error = faultOf('register.error.keyTwice', { line });
    tell(row.line, [{ field, column: reader.columnOf(field), error }]);
    return false;
  });
  const known = await rowsByKey(
    tx,
    vault,
    register.id,
    candidates.flatMap(({ key }) => key ?? []),
  );
  for (const [key, row] of known) known.set(key, await following.asNow(tx, kept, row, today(context.clock)));
  const wishes = candidates.map(({ row, read, key }) => {
    const before = (key !== null && known.get(key)) || null;
    const values = { ...before?.values, ...read.values };
    // Blank latitude and longitude say nothing of a line or an area.
    const isPoint = before?.geometry?.type === 'Point';
    const geometry = read.geometry ?? (read.geometry === null && isPoint ? null : (before?.geometry ?? null));
    return { row, read, wish: { before, values, geometry } };
  });
  const broken = await brokenRelations(
    tx,
    kept,
    wishes.map(({ wish }) => wish.values),
  );
  wishes.forEach(({ row, read, wish }, at) => {
    const [field = ''] = register.key;
    const faults = [
      ...(wish.before?.disposedAt
        ? [
            {
              field,
              column: reader.columnOf(field),
              error: faultOf('register.error.keyDisposed', { key: wish.before.key }),
            },
          ]
        : []),
      ...reader.judge(wish.values),
      ...(broken[at] ?? []).map((fault) => ({ ...fault, column: reader.columnOf(fault.field) })),
    ];
    if (faults.length > 0) {
      tell(row.line, faults);
      return;
    }
    for (const { column, field, error } of read.hints)
      plan.report.push({ line: row.line, column, field, error, isHint: true });
    const next = nextRow(kept, wish, { by, why: null, importId }, now);
    if (next) plan.written.push(next);
    else plan.same += 1;
  });
  return plan;
}

export const readerFor = async (
  tx: Tx,
  context: Context,
  kept: KeptRegister,
  mapping: readonly string[],
): Promise<Reader> => rowReader(kept, mapping, today(context.clock), await boundaryFor(tx, kept));
