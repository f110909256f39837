import type { Answers } from '#forms/answers.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { type JudgedPlace, judgePlace, type RowFault } from '../judge.js';
import { type KeptRegister, type Row, rowSubject, same } from '../model.js';
import { findRow } from '../store/rows.js';
import { createRights, type RegisterDeps, who } from './deps.js';
import { claimFiles } from './files.js';
import { boundaryFor, faultsOf, nextRow, referencesTo } from './saving.js';
import { writeRows } from './writing.js';

export interface RowInput {
  /** Stored answers by field; fields that are left out stay as they are, null empties them. */
  values: Answers;
  /** GeoJSON geometry; undefined leaves it as it is, null takes it away. */
  geometry?: unknown;
  why?: string | null;
}

export type Saved =
  | { ok: true; id: string; version: number; isOutside: boolean }
  | { ok: false; faults: readonly RowFault[] };

/** SQLSTATE of a row that another process has written meanwhile. */
const isTwin = (error: unknown): boolean => (error as { code?: string }).code === '23505';

/** Writing single rows; each change is a version. */
export function createRows(deps: RegisterDeps) {
  const { kernel, keptBy, following, places } = deps;
  const { database, vault } = kernel;
  const rights = createRights(deps);

  /** What may not be changed by whoever writes stays; the rest is what came. */
  function merged(context: Context, kept: KeptRegister, before: Row | null, values: Answers): Answers {
    const known = new Map(kept.register.fields.map((field) => [field.ask.id, field]));
    const next: Record<string, unknown> = { ...before?.values };
    for (const [id, value] of Object.entries(values)) {
      const field = known.get(id);
      if (!field) throw new AppError('invalidInput', `register ${kept.register.id} has no field ${id}`);
      if (!rights.changes(context, kept, field))
        throw new AppError('forbidden', `${id} of register ${kept.register.id} may not be changed`);
      next[id] = value;
    }
    return next;
  }

  /** A place that stays where it is was judged when it came. */
  async function placeOf(
    tx: Tx,
    kept: KeptRegister,
    before: Row | null,
    sent: unknown,
  ): Promise<JudgedPlace> {
    const held = before?.geometry ?? null;
    if (held && (sent === undefined || same(sent, held))) return { geometry: held, fault: null, hint: null };
    return judgePlace(kept, sent, await boundaryFor(tx, kept));
  }

  async function save(
    tx: Tx,
    context: Context,
    kept: KeptRegister,
    before: Row | null,
    { values, geometry, why = null }: RowInput,
  ): Promise<Saved> {
    const place = await placeOf(tx, kept, before, geometry);
    const wish = { before, values: merged(context, kept, before, values), geometry: place.geometry };
    const faults = await faultsOf(tx, context, vault, kept, keptBy(context), wish);
    if (place.fault) faults.push(place.fault);
    if (faults.length > 0) return { ok: false, faults };
    const now = context.clock.now();
    const next = nextRow(kept, wish, { by: who(context), why, importId: null }, now);
    if (!next) return { ok: true, id: before?.id ?? '', version: before?.version ?? 0, isOutside: false };
    await writeRows(tx, context, vault, kept, [next]);
    await claimFiles(tx, kernel.files, context, kept, next.row);
    const { id, version } = next.row;
    await append(tx, context, {
      type: before ? 'register.rowChanged' : 'register.rowCreated',
      subject: rowSubject(kept.register.id, id),
      data: { register: kept.register.id, unit: kept.unit, ...(before && { version }) },
    });
    return { ok: true, id, version, isOutside: place.hint === 'outside' };
  }

  async function held(tx: Tx, kept: KeptRegister, id: string, version: number): Promise<Row> {
    const row = await findRow(tx, vault, kept.register.id, id, { lock: true });
    if (!row) throw notFound(rowSubject(kept.register.id, id));
    if (row.version !== version) throw new AppError('conflict', `version ${version} of row ${id}`);
    return row;
  }

  const guarded = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      if (isTwin(error)) throw new AppError('conflict', 'somebody else wrote the same row', { cause: error });
      throw error;
    }
  };

  async function setState(
    context: Context,
    register: string,
    id: string,
    { version, why }: { version: number; why: string | null },
    to: Row['state'],
  ): Promise<{ ok: true } | { ok: false; usedBy: readonly { register: string; count: number }[] }> {
    const kept = rights.keptFor(context, register, 'register.edit');
    return database.transaction(tenantOf(context), async (tx) => {
      const row = await held(tx, kept, id, version);
      if (row.state === to) return { ok: true };
      if (row.disposedAt) throw new AppError('notAllowedNow', `row ${id} was disposed of`);
      if (to === 'retired') {
        const usedBy = await referencesTo(tx, keptBy(context), register, row.key);
        if (usedBy.length > 0) return { ok: false, usedBy };
      }
      const now = context.clock.now();
      const change = to === 'retired' ? 'retired' : 'restored';
      const next = { ...row, state: to, version: row.version + 1, updatedAt: now };
      await writeRows(tx, context, vault, kept, [
        { row: next, change, why, importId: null, by: who(context) },
      ]);
      await append(tx, context, {
        type: to === 'retired' ? 'register.rowRetired' : 'register.rowRestored',
        subject: rowSubject(register, id),
        data: { register, unit: kept.unit },
      });
      return { ok: true };
    });
  }

  return {
    /** Towns of a postal code, for forms of rows with an address. */
    townsOf: (context: Context, code: string) => places.townsOf(context, code),

    /** Adds a row. Faults are of single fields, or `$place`. */
    create: async (context: Context, register: string, input: RowInput): Promise<Saved> => {
      const kept = rights.keptFor(context, register, 'register.edit');
      return guarded(database.transaction(tenantOf(context), (tx) => save(tx, context, kept, null, input)));
    },

    /** Changes the row whose version was seen; whoever comes second gets a conflict. */
    change: async (
      context: Context,
      register: string,
      id: string,
      input: RowInput & { version: number },
    ): Promise<Saved> => {
      const kept = rights.keptFor(context, register, 'register.edit');
      return guarded(
        database.transaction(tenantOf(context), async (tx) => {
          const stored = await held(tx, kept, id, input.version);
          const before = await following.asNow(tx, kept, stored, today(context.clock));
          if (before.state === 'retired') throw new AppError('notAllowedNow', `row ${id} is retired`);
          return save(tx, context, kept, before, input);
        }),
      );
    },

    /** Takes a row out of use; it stays, and can be restored. Refused while rows of others name it. */
    retire: (context: Context, register: string, id: string, how: { version: number; why: string | null }) =>
      setState(context, register, id, how, 'retired'),

    restore: (context: Context, register: string, id: string, how: { version: number; why: string | null }) =>
      setState(context, register, id, how, 'active'),
  };
}
