import { setImmediate } from 'node:timers/promises';
import { isTyped } from '#forms/fields/field.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { DefinedRegisters } from '../catalog.js';
import { isPlaceOf } from '../defining/draft.js';
import type { Register } from '../definition.js';
import { type KeptRegister, keyOf, labelOf, registerSubject, type Where } from '../model.js';
import { slotsFor } from '../slots.js';
import {
  insertDefinition,
  newestDefinitions,
  newestOwn,
  type StoredDefinition,
} from '../store/definitions.js';
import { countBehind, everyRow, rowsBehind } from '../store/lists.js';
import { beginMigration, type LostLine, runningMigration, saveMigration } from '../store/migrations.js';
import type { WrittenRow } from '../store/rows.js';
import { who } from './deps.js';
import type { Following } from './following.js';
import { writeRows } from './writing.js';

/** Rows in one transaction. */
const LOT = 200;
/** Lots that follow at once; the job takes the rest of larger registers. */
export const LOTS_AT_ONCE = 5;
/** What of a preview or report is listed. */
const MOST_LISTED = 100;
/** A preview looks at so many rows, and says so. */
const MOST_LOOKED = 20_000;

export interface ChangePreview {
  /** Rows that will be written anew, and how many of them were looked at. */
  rows: number;
  looked: number;
  /** Values that do not fit the field that they were to become. */
  lost: number;
  /** Values of fields that are retired. */
  retired: number;
  /** Rows that lack an answer that is required from now on. */
  blank: number;
  /** Rows whose place is of a kind that is not kept any more. */
  misplaced: number;
  /** The first of the values that do not fit; those of retired fields only when nothing else is to be told. */
  listed: readonly LostLine[];
}

/** Versions of definitions, and rows that follow them. */
export function createDefinitions({ kernel, following }: { kernel: Kernel; following: Following }) {
  const { database, log, vault } = kernel;
  const { documentAt, followed } = following;

  /** Takes a version into use; rows of the one before are to follow. False when another process was first. */
  async function takeIntoUse(tx: Tx, next: StoredDefinition): Promise<boolean> {
    if (!(await insertDefinition(tx, next))) return false;
    if (next.version > 1) {
      const rows = await countBehind(tx, next.register, next.version);
      await beginMigration(tx, next.register, { version: next.version, rows, at: next.at });
    }
    return true;
  }

  /** Takes the definitions of the files into use: one that changed is a new version. Safe to repeat. */
  const adopt = (context: Context, { area, outline, registers }: DefinedRegisters): Promise<KeptRegister[]> =>
    database.transaction(tenantOf(context), async (tx) => {
      const stored = new Map((await newestDefinitions(tx)).map((one) => [one.register, one]));
      const kept: KeptRegister[] = [];
      for (const { register, unit, digest } of registers) {
        const before = stored.get(register.id);
        if (before && before.unit !== null) {
          log.warn(
            { register: register.id, tenant: tx.tenant },
            'the town has a register of that id of its own',
          );
          continue;
        }
        const known = { register, unit, area, outline, isOwn: false };
        if (before && digest.equals(before.digest)) {
          kept.push({ ...known, version: before.version, slots: before.slots });
          continue;
        }
        const next: StoredDefinition = {
          register: register.id,
          version: (before?.version ?? 0) + 1,
          digest,
          document: register,
          slots: slotsFor(register, before?.slots ?? {}),
          unit: null,
          by: null,
          approved_by: null,
          note: '',
          at: context.clock.now(),
        };
        if (await takeIntoUse(tx, next))
          await append(tx, context, {
            type: 'register.defined',
            subject: registerSubject(register.id),
            data: { register: register.id, version: next.version },
          });
        kept.push({ ...known, version: next.version, slots: next.slots });
      }
      return kept;
    });

  /** Lets the next rows follow, in one transaction with how far it is. False when nothing is left to do. */
  const lot = (context: Context, kept: KeptRegister): Promise<boolean> =>
    database.transaction(tenantOf(context), async (tx) => {
      const { register, version } = kept;
      const now = context.clock.now();
      // Whoever else works on it waits here, and goes on behind this lot.
      const running = await runningMigration(tx, vault, register.id, version);
      const rows = await rowsBehind(tx, vault, register.id, version, LOT);
      const written: WrittenRow[] = [];
      const lines: LostLine[] = [];
      for (const row of rows) {
        const { values, lost } = await followed(tx, kept, row, today(context.clock));
        lines.push(...lost.map((one) => ({ ...one, row: row.id, key: row.key, label: row.label })));
        // A key that would be blank now stays what it was: rows are told apart in any case.
        const isKeyed = register.key.every((id) => values[id] !== undefined);
        const key = isKeyed ? keyOf(register, values, row.id) : row.key;
        written.push({
          row: {
            ...row,
            values,
            key,
            label: labelOf(register, values, key),
            definition: version,
            version: row.version + 1,
            updatedAt: now,
          },
          change: 'migrated',
          why: null,
          importId: null,
          by: who(context),
        });
      }
      await writeRows(tx, context, vault, kept, written);
      const isDone = rows.length < LOT;
      if (!running) return !isDone;
      const done = running.done + rows.length;
      await saveMigration(tx, vault, register.id, {
        version,
        state: isDone ? 'done' : 'running',
        done,
        lost: running.lost + lines.length,
        lines: [...running.lines, ...lines].slice(0, MOST_LISTED),
        updatedAt: now,
      });
      if (isDone && done > 0)
        await append(tx, context, {
          type: 'register.migrated',
          subject: registerSubject(register.id),
          data: { register: register.id, version, rows: done },
        });
      return !isDone;
    });

  return {
    adopt,
    takeIntoUse,

    /** The registers that the town defined itself. */
    own: (context: Context, { area, outline }: Where): Promise<KeptRegister[]> =>
      database.transaction(tenantOf(context), async (tx) => {
        const kept: KeptRegister[] = [];
        for (const { register, version, slots, unit } of await newestOwn(tx))
          kept.push({
            register: await documentAt(tx, register, version),
            unit,
            version,
            slots,
            area,
            outline,
            isOwn: true,
          });
        return kept;
      }),

    /** What a new definition would do to the rows; nothing is written. */
    async preview(context: Context, kept: KeptRegister, to: Register): Promise<ChangePreview> {
      const wish = { register: to, version: kept.version + 1 };
      const wasRequired = new Set(requiredIn(kept.register));
      const required = requiredIn(to).filter((id) => !wasRequired.has(id));
      const misfits: LostLine[] = [];
      const gone: LostLine[] = [];
      const counts = { looked: 0, lost: 0, retired: 0, blank: 0, misplaced: 0 };
      const inTenant = <Result>(work: (tx: Tx) => Promise<Result>) =>
        database.transaction(tenantOf(context), work);
      const rows = await inTenant((tx) => countBehind(tx, to.id, wish.version));
      for (let after: string | null = null; counts.looked < MOST_LOOKED; await setImmediate()) {
        const lot = await inTenant(async (tx) => {
          const found = await everyRow(tx, vault, to.id, after, LOT);
          for (const row of found) {
            const { values, lost } = await followed(tx, wish, row, today(context.clock));
            for (const one of lost) {
              const lines = one.to === null ? gone : misfits;
              if (one.to === null) counts.retired += 1;
              else counts.lost += 1;
              if (lines.length < MOST_LISTED)
                lines.push({ ...one, row: row.id, key: row.key, label: row.label });
            }
            if (required.some((id) => values[id] === undefined)) counts.blank += 1;
            if (row.geometry && !isPlaceOf(to, row.geometry)) counts.misplaced += 1;
          }
          return found;
        });
        counts.looked += lot.length;
        after = lot.at(-1)?.id ?? null;
        if (lot.length < LOT) break;
      }
      return { rows, ...counts, listed: misfits.length > 0 ? misfits : gone };
    },

    /** Lets rows follow their definitions, at most so many lots of each; goes on where it was stopped. */
    async run(
      context: Context,
      registers: readonly KeptRegister[],
      most = Number.POSITIVE_INFINITY,
    ): Promise<void> {
      for (const kept of registers)
        for (let lots = 0; lots < most && (await lot(context, kept)); lots += 1) await setImmediate();
    },
  };
}
export type Definitions = ReturnType<typeof createDefinitions>;

const requiredIn = ({ fields }: Register): string[] =>
  fields.flatMap(({ ask }) => (isTyped(ask) && !ask.optional ? [ask.id] : []));
