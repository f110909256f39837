import { setImmediate } from 'node:timers/promises';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { TOLD } from '../entries.js';
import { importSubject, type KeptRegister, labelOf } from '../model.js';
import { dropKeys } from '../store/import-keys.js';
import { dropLots, findImport, type Import, kindOf, readLot, saveImport } from '../store/imports.js';
import { rowsAndVersionsBefore, rowsOfImport, type WrittenRow } from '../store/rows.js';
import { countAlike } from './alike.js';
import { type RegisterDeps, who } from './deps.js';
import { planEdit } from './edit-plan.js';
import { type Plan, planLot, readerFor } from './import-plan.js';
import { writeRows } from './writing.js';

/** Rows of one lot: one transaction, so few enough that nobody waits long. */
export const LOT = 500;
const MOST_REPORTED = 1000;
/** What no column is to blame for stands behind what has one. */
const LAST = Number.MAX_SAFE_INTEGER;
/** Lots that are done at once; the job does those of larger imports. */
const AT_ONCE = 4;

/** What an import comes to before any lot of it was looked at. */
export const NOTHING = {
  nextLot: 0,
  created: 0,
  changed: 0,
  same: 0,
  wrong: 0,
  alike: 0,
  report: { lines: [], told: 0, hints: 0, left: {} },
} as const satisfies Partial<Import>;

const DONE = ['created', 'changed', 'same', 'wrong', 'report', 'nextLot'] as const;

/** What is done with an import lot by lot, each in one transaction with how far it is. */
export function createImportSteps({ kernel, keptBy, following }: RegisterDeps) {
  const { bell, database, vault } = kernel;

  async function planNext(
    tx: Tx,
    context: Context,
    kept: KeptRegister,
    one: Import,
  ): Promise<{ plan: Plan; done: Pick<Import, (typeof DONE)[number]> }> {
    const rows = await readLot(tx, vault, one.id, one.nextLot);
    const writing = { importId: one.id, by: one.by };
    const plan = one.edit
      ? await planEdit(tx, context, { vault, following }, kept, one.edit, rows, writing)
      : await planLot(
          tx,
          context,
          { vault, following },
          kept,
          await readerFor(tx, context, kept, one.mapping),
          rows,
          writing,
        );
    const created = plan.written.filter(({ change }) => change === 'created').length;
    const { lines, told, hints } = one.report;
    const left = { ...one.report.left };
    for (const [column, cells] of plan.left) left[column] = (left[column] ?? 0) + cells;
    const found = plan.report.toSorted((a, b) => a.line - b.line || (a.column ?? LAST) - (b.column ?? LAST));
    const done = {
      created: one.created + created,
      changed: one.changed + plan.written.length - created,
      same: one.same + plan.same,
      wrong: one.wrong + plan.wrong,
      report: {
        lines: [...lines, ...found.slice(0, MOST_REPORTED - lines.length)],
        told: told + found.length,
        hints: hints + new Set(found.filter(({ isHint }) => isHint).map(({ line }) => line)).size,
        left,
      },
      nextLot: one.nextLot + 1,
    };
    return { plan, done };
  }

  /** Whether something is left to do, as of all steps. */
  type Step = (tx: Tx, context: Context, kept: KeptRegister, one: Import) => Promise<boolean>;

  /** What the rows would come to; nothing is written. */
  const check: Step = async (tx, context, kept, one) => {
    const { plan, done } = await planNext(tx, context, kept, one);
    const isDone = done.nextLot >= one.lots;
    const state = isDone ? 'checked' : 'checking';
    const alike = one.alike + (await countAlike(tx, vault, kept, one.mapping, plan.written));
    await saveImport(tx, vault, one.id, { ...done, alike, state }, context.clock.now());
    return !isDone;
  };

  const write: Step = async (tx, context, kept, one) => {
    const { plan, done } = await planNext(tx, context, kept, one);
    await writeRows(tx, context, vault, kept, plan.written);
    const isDone = done.nextLot >= one.lots;
    const state = isDone ? 'done' : 'running';
    await saveImport(tx, vault, one.id, { ...done, state }, context.clock.now());
    if (!isDone) return true;
    await dropLots(tx, one.id);
    await dropKeys(tx, one.id);
    await append(tx, context, {
      type: TOLD[kindOf(one)].done,
      subject: importSubject(one.id),
      data: {
        register: one.register,
        unit: kept.unit,
        created: done.created,
        changed: done.changed,
        same: done.same,
        wrong: done.wrong,
      },
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
                label: labelOf(kept.register, before.values, row.key),
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
        type: TOLD[kindOf(one)].undone,
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
  async function goOn(context: Context, register: string, id: string, most: number): Promise<void> {
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
  }

  return {
    goOn,

    /** A small import is done when the answer goes out; a larger one is begun by the job right after. */
    begin: async (
      context: Context,
      { id, register, lots }: Pick<Import, 'id' | 'register' | 'lots'>,
    ): Promise<void> => {
      if (lots <= AT_ONCE) await goOn(context, register, id, AT_ONCE);
      else bell.ring('register.import');
    },
  };
}
