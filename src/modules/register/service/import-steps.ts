import { setImmediate } from 'node:timers/promises';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { importSubject, type KeptRegister } from '../model.js';
import { dropKeys } from '../store/import-keys.js';
import { dropLots, findImport, type Import, readLot, saveImport } from '../store/imports.js';
import { rowsAndVersionsBefore, rowsOfImport, type WrittenRow } from '../store/rows.js';
import { type RegisterDeps, who } from './deps.js';
import { type Plan, planLot, readerFor } from './import-plan.js';
import { writeRows } from './writing.js';

/** Rows of one lot: one transaction, so few enough that nobody waits long. */
export const LOT = 500;
const MOST_REPORTED = 1000;

/** What an import comes to before any lot of it was looked at. */
export const NOTHING = {
  nextLot: 0,
  created: 0,
  changed: 0,
  same: 0,
  wrong: 0,
  report: { lines: [], hints: 0 },
} as const satisfies Partial<Import>;

/** What is done with an import lot by lot, each in one transaction with how far it is. */
export function createImportSteps({ kernel, keptBy, following }: RegisterDeps) {
  const { database, vault } = kernel;

  async function planNext(
    tx: Tx,
    context: Context,
    kept: KeptRegister,
    one: Import,
  ): Promise<{ plan: Plan; counts: Pick<Import, 'created' | 'changed' | 'same' | 'wrong'> }> {
    const rows = await readLot(tx, vault, one.id, one.nextLot);
    const reader = readerFor(context, kept, one.mapping);
    const plan = await planLot(tx, context, { vault, following }, kept, reader, rows, {
      importId: one.id,
      by: one.by,
    });
    const created = plan.written.filter(({ change }) => change === 'created').length;
    const counts = {
      created: one.created + created,
      changed: one.changed + plan.written.length - created,
      same: one.same + plan.same,
      wrong: one.wrong + plan.wrong,
    };
    return { plan, counts };
  }

  /** Whether something is left to do, as of all steps. */
  type Step = (tx: Tx, context: Context, kept: KeptRegister, one: Import) => Promise<boolean>;

  /** What the rows would come to; nothing is written. */
  const check: Step = async (tx, context, kept, one) => {
    const { plan, counts } = await planNext(tx, context, kept, one);
    const nextLot = one.nextLot + 1;
    const isDone = nextLot >= one.lots;
    const report = {
      lines: [...one.report.lines, ...plan.report.slice(0, MOST_REPORTED - one.report.lines.length)],
      hints: one.report.hints + plan.report.filter(({ isHint }) => isHint).length,
    };
    const state = isDone ? 'checked' : 'checking';
    await saveImport(tx, vault, one.id, { ...counts, nextLot, report, state }, context.clock.now());
    return !isDone;
  };

  const write: Step = async (tx, context, kept, one) => {
    const { plan, counts } = await planNext(tx, context, kept, one);
    await writeRows(tx, context, vault, kept, plan.written);
    const nextLot = one.nextLot + 1;
    const isDone = nextLot >= one.lots;
    const state = isDone ? 'done' : 'running';
    await saveImport(tx, vault, one.id, { ...counts, nextLot, state }, context.clock.now());
    if (!isDone) return true;
    await dropLots(tx, one.id);
    await dropKeys(tx, one.id);
    await append(tx, context, {
      type: 'register.importDone',
      subject: importSubject(one.id),
      data: { register: one.register, unit: kept.unit, ...counts },
    });
    return false;
  };

  /** Takes the next rows back. Rows that somebody changed since are left alone, and counted. */
  const undo: Step = async (tx, context, kept, one) => {
    const of = await rowsOfImport(tx, one.id, one.undoneTo, LOT);
    const own = of.filter(({ version, newest }) => version === newest);
    const now = context.clock.now();
    const written = (await rowsAndVersionsBefore(tx, vault, one.register, own)).map(
      ({ row, before }): WrittenRow => ({
        row: {
          ...row,
          ...(before
            ? {
                values: before.values,
                geometry: before.geometry,
                state: before.state,
                definition: before.definition,
              }
            : { state: 'retired' as const }),
          version: row.version + 1,
          updatedAt: now,
        },
        change: 'undone',
        why: null,
        importId: one.id,
        by: who(context),
      }),
    );
    await writeRows(tx, context, vault, kept, written);
    const leftAlone = one.leftAlone + of.length - own.length;
    const isDone = of.length < LOT;
    await saveImport(
      tx,
      vault,
      one.id,
      {
        leftAlone,
        nextLot: one.nextLot + 1,
        undoneTo: of.at(-1)?.id ?? one.undoneTo,
        ...(isDone && { state: 'undone' }),
      },
      now,
    );
    if (isDone)
      await append(tx, context, {
        type: 'register.importUndone',
        subject: importSubject(one.id),
        data: {
          register: one.register,
          unit: kept.unit,
          rows: one.created + one.changed - leftAlone,
          left: leftAlone,
        },
      });
    return !isDone;
  };

  const STEPS: Partial<Record<Import['state'], Step>> = { checking: check, running: write, undoing: undo };

  /** Goes on with an import, at most so many lots. Safe to call at any time and from several processes. */
  return async (context: Context, register: string, id: string, most: number): Promise<void> => {
    const kept = keptBy(context).find((one) => one.register.id === register);
    invariant(kept, 'a register that is read into is kept');
    for (let done = 0; done < most; done += 1) {
      const isMore = await database.transaction(tenantOf(context), async (tx) => {
        // Whoever else works on it waits here, and goes on behind this lot.
        const one = await findImport(tx, vault, id, { lock: true });
        const step = one && STEPS[one.state];
        return step ? step(tx, context, kept, one) : false;
      });
      if (!isMore) return;
      // Other requests have their turn between two lots.
      await setImmediate();
    }
  };
}
