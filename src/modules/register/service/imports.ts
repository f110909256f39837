import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { suggestMapping, targetsOf } from '../mapping.js';
import { importSubject, type KeptRegister, type Mapping } from '../model.js';
import { readFile } from '../reading/read-file.js';
import type { FileRow, ReadFile } from '../reading/table.js';
import {
  dropLots,
  findImport,
  type Import,
  importsOf,
  insertImport,
  insertLot,
  knownMapping,
  type Report,
  type ReportLine,
  readLot,
  rememberMapping,
  runningImports,
  saveImport,
} from '../store/imports.js';
import { rowsAndVersionsBefore, rowsOfImport, type WrittenRow } from '../store/rows.js';
import { createRights, type RegisterDeps, who } from './deps.js';
import { planLot, readerFor } from './import-plan.js';
import { writeRows } from './writing.js';

/** Rows of one lot: one transaction, so few enough that nobody waits long. */
const LOT = 500;
/** Lots that are taken in at once; the job takes larger files. */
const AT_ONCE = 4;
const MOST_REPORTED = 1000;
const LISTED = 30;

export type Received =
  | { kind: 'checked'; id: string }
  | ({ kind: 'unreadable' } & Extract<ReadFile, { ok: false }>);
export type MappingProblem = 'unknown' | 'twice' | 'keyMissing' | 'notAllowed';

const lotsOf = (rows: readonly FileRow[]): FileRow[][] =>
  Array.from({ length: Math.ceil(rows.length / LOT) }, (_, at) => rows.slice(at * LOT, (at + 1) * LOT));

/** Lets other requests have their turn between two lots. */
const breathe = () => new Promise((resolve) => setImmediate(resolve));

/** Files that are read into registers: checked, said yes to, written lot by lot, and taken back as a whole. */
export function createImports(deps: RegisterDeps) {
  const { kernel, keptBy } = deps;
  const { database, log, vault } = kernel;
  const rights = createRights(deps);

  async function visible(tx: Tx, context: Context, id: string, lock = false) {
    const one = await findImport(tx, vault, id, { lock });
    if (!one) throw notFound(importSubject(id));
    return { one, kept: rights.keptFor(context, one.register, 'register.import') };
  }

  function mappingProblem(context: Context, kept: KeptRegister, mapping: Mapping): MappingProblem | null {
    const used = mapping.filter((target) => target !== '');
    const possible = new Set(targetsOf(kept.register));
    if (used.some((target) => !possible.has(target))) return 'unknown';
    if (new Set(used).size < used.length) return 'twice';
    const fields = new Set(used.map((target) => target.split('.')[0] ?? ''));
    if (kept.register.key.some((id) => !fields.has(id))) return 'keyMissing';
    const closed = kept.register.fields.find(
      (field) => fields.has(field.ask.id) && !rights.changes(context, kept, field),
    );
    return closed ? 'notAllowed' : null;
  }

  /** What all lots would come to; nothing is written. */
  async function judge(
    context: Context,
    kept: KeptRegister,
    mapping: Mapping,
    lots: number,
    lotAt: (at: number) => Promise<readonly FileRow[]>,
  ): Promise<Pick<Import, 'created' | 'changed' | 'same' | 'wrong' | 'report'>> {
    const reader = readerFor(context, kept, mapping);
    const seen = new Map<string, number>();
    const twice: number[] = [];
    const lines: ReportLine[] = [];
    const counts = { created: 0, changed: 0, same: 0, wrong: 0 };
    let hints = 0;
    const isTwice = (key: string, line: number): number | null => {
      const first = seen.get(key) ?? null;
      if (first === null) seen.set(key, line);
      else twice.push(line);
      return first;
    };
    for (let at = 0; at < lots; at += 1) {
      const rows = await lotAt(at);
      const plan = await database.transaction(tenantOf(context), (tx) =>
        planLot(tx, context, vault, kept, reader, rows, { importId: '', by: who(context), isTwice }),
      );
      counts.created += plan.written.filter(({ change }) => change === 'created').length;
      counts.changed += plan.written.filter(({ change }) => change !== 'created').length;
      counts.same += plan.same;
      counts.wrong += plan.wrong;
      hints += plan.report.filter(({ isHint }) => isHint).length;
      lines.push(...plan.report.slice(0, MOST_REPORTED - lines.length));
      await breathe();
    }
    return { ...counts, report: { lines, hints, twice } satisfies Report };
  }

  const NOTHING = { created: 0, changed: 0, same: 0, wrong: 0, report: { lines: [], hints: 0, twice: [] } };

  /** Writes the next lot, in one transaction with how far it is. False when nothing is left to do. */
  const writeLot = (context: Context, kept: KeptRegister, id: string): Promise<boolean> =>
    database.transaction(tenantOf(context), async (tx): Promise<boolean> => {
      // Whoever else works on it waits here, and goes on behind this lot.
      const one = await findImport(tx, vault, id, { lock: true });
      if (one?.state !== 'running') return false;
      const rows = await readLot(tx, vault, id, one.nextLot);
      const twice = new Set(one.report.twice);
      const isTwice = (_key: string, line: number) => (twice.has(line) ? line : null);
      const reader = readerFor(context, kept, one.mapping);
      const plan = await planLot(tx, context, vault, kept, reader, rows, {
        importId: id,
        by: one.by,
        isTwice,
      });
      await writeRows(tx, context, vault, kept, plan.written);
      const created = plan.written.filter(({ change }) => change === 'created').length;
      const counts = {
        created: one.created + created,
        changed: one.changed + plan.written.length - created,
        same: one.same + plan.same,
        wrong: one.wrong + plan.wrong,
      };
      const nextLot = one.nextLot + 1;
      const isDone = nextLot >= one.lots;
      await saveImport(
        tx,
        vault,
        id,
        { ...counts, nextLot, ...(isDone && { state: 'done' }) },
        context.clock.now(),
      );
      if (!isDone) return true;
      await dropLots(tx, id);
      await append(tx, context, {
        type: 'register.importDone',
        subject: importSubject(id),
        data: { register: one.register, unit: kept.unit, ...counts },
      });
      return false;
    });

  /** Takes the next rows back. Rows that somebody changed since are left alone, and counted. */
  const undoLot = (
    context: Context,
    kept: KeptRegister,
    id: string,
    after: string | null,
  ): Promise<string | null> =>
    database.transaction(tenantOf(context), async (tx): Promise<string | null> => {
      const one = await findImport(tx, vault, id, { lock: true });
      if (one?.state !== 'undoing') return null;
      const of = await rowsOfImport(tx, id, after, LOT);
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
          importId: id,
          by: who(context),
        }),
      );
      await writeRows(tx, context, vault, kept, written);
      const leftAlone = one.leftAlone + of.length - own.length;
      const isDone = of.length < LOT;
      await saveImport(tx, vault, id, { leftAlone, ...(isDone && { state: 'undone' }) }, now);
      if (isDone)
        await append(tx, context, {
          type: 'register.importUndone',
          subject: importSubject(id),
          data: {
            register: one.register,
            unit: kept.unit,
            rows: one.created + one.changed - leftAlone,
            left: leftAlone,
          },
        });
      return isDone ? null : (of.at(-1)?.id ?? null);
    });

  /** Goes on with an import, at most so many lots. Safe to call at any time and from several processes. */
  async function work(context: Context, register: string, id: string, most: number): Promise<void> {
    const kept = keptBy(context).find((one) => one.register.id === register);
    invariant(kept, 'a register that is read into is kept');
    for (let done = 0; done < most; done += 1) {
      if (!(await writeLot(context, kept, id))) break;
      await breathe();
    }
    let after: string | null = null;
    for (let done = 0; done < most; done += 1) {
      after = await undoLot(context, kept, id, after);
      if (after === null) break;
      await breathe();
    }
  }

  return {
    /** Reads and judges a file; nothing is written into the register yet. */
    receive: async (
      context: Context,
      register: string,
      file: { name: string; bytes: Uint8Array },
    ): Promise<Received> => {
      const kept = rights.keptFor(context, register, 'register.import');
      const read = readFile(file.bytes);
      if (!read.ok) return { kind: 'unreadable', ...read };
      const { headings, rows, format, encoding } = read.table;
      const tenant = tenantOf(context);
      const known = await database.transaction(tenant, (tx) => knownMapping(tx, register, headings));
      const mapping =
        known && mappingProblem(context, kept, known) === null
          ? known
          : suggestMapping(kept.register, headings);
      const lots = lotsOf(rows);
      const judged =
        mappingProblem(context, kept, mapping) === null
          ? await judge(context, kept, mapping, lots.length, async (at) => lots[at] ?? [])
          : NOTHING;
      const now = context.clock.now();
      const id = uuidv7(now);
      await database.transaction(tenant, async (tx) => {
        await insertImport(tx, vault, {
          id,
          register,
          state: 'checked',
          format,
          encoding,
          name: file.name,
          headings,
          mapping,
          lots: lots.length,
          nextLot: 0,
          rows: rows.length,
          ...judged,
          leftAlone: 0,
          by: who(context),
          at: now,
        });
        for (const [at, lot] of lots.entries()) await insertLot(tx, vault, id, at, lot);
        await append(tx, context, {
          type: 'register.importReceived',
          subject: importSubject(id),
          data: { register, unit: kept.unit, format, rows: rows.length, wrong: judged.wrong },
        });
      });
      return { kind: 'checked', id };
    },

    view: (context: Context, id: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        const { one, kept } = await visible(tx, context, id);
        const sample = one.state === 'checked' ? (await readLot(tx, vault, id, 0)).slice(0, 3) : [];
        return { one, kept, sample, problem: mappingProblem(context, kept, one.mapping) };
      }),

    list: (context: Context, register: string): Promise<Import[]> => {
      rights.keptFor(context, register, 'register.import');
      return database.transaction(tenantOf(context), (tx) => importsOf(tx, vault, register, LISTED));
    },

    /** Reads the file under another mapping, which is remembered for files with the same headings. */
    remap: async (context: Context, id: string, mapping: Mapping): Promise<MappingProblem | null> => {
      const tenant = tenantOf(context);
      const { one, kept } = await database.transaction(tenant, (tx) => visible(tx, context, id));
      if (one.state !== 'checked') throw new AppError('notAllowedNow', `import ${id} is ${one.state}`);
      const problem = mappingProblem(context, kept, mapping);
      if (problem) return problem;
      const judged = await judge(context, kept, mapping, one.lots, (at) =>
        database.transaction(tenant, (tx) => readLot(tx, vault, id, at)),
      );
      await database.transaction(tenant, async (tx) => {
        const now = context.clock.now();
        await rememberMapping(tx, one.register, one.headings, mapping, now);
        await saveImport(tx, vault, id, { mapping, ...judged }, now);
      });
      return null;
    },

    /** Says yes: rows that are right are written, wrong ones are left out and stay in the report. */
    confirm: async (context: Context, id: string): Promise<void> => {
      const { one } = await database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id, true);
        const { state, rows, wrong, register, headings, mapping } = found.one;
        if (state === 'running' || state === 'done') return found;
        if (state !== 'checked') throw new AppError('notAllowedNow', `import ${id} is ${state}`);
        if (mappingProblem(context, found.kept, mapping) !== null || wrong >= rows)
          throw new AppError('notAllowedNow', `no row of import ${id} holds`);
        const now = context.clock.now();
        await rememberMapping(tx, register, headings, mapping, now);
        await saveImport(
          tx,
          vault,
          id,
          { state: 'running', nextLot: 0, created: 0, changed: 0, same: 0, wrong: 0 },
          now,
        );
        await append(tx, context, {
          type: 'register.importConfirmed',
          subject: importSubject(id),
          data: { register, unit: found.kept.unit, rows: rows - wrong },
        });
        return found;
      });
      if (one.lots <= AT_ONCE) await work(context, one.register, id, AT_ONCE);
    },

    discard: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { one, kept } = await visible(tx, context, id, true);
        if (one.state !== 'checked') throw new AppError('notAllowedNow', `import ${id} is ${one.state}`);
        await saveImport(tx, vault, id, { state: 'discarded' }, context.clock.now());
        await dropLots(tx, id);
        await append(tx, context, {
          type: 'register.importDiscarded',
          subject: importSubject(id),
          data: { register: one.register, unit: kept.unit },
        });
      }),

    /** Takes a whole import back: new rows are retired, changed ones are what they were. */
    undo: async (context: Context, id: string): Promise<void> => {
      const { one } = await database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id, true);
        if (found.one.state === 'done')
          await saveImport(tx, vault, id, { state: 'undoing', leftAlone: 0 }, context.clock.now());
        else if (found.one.state !== 'undoing')
          throw new AppError('notAllowedNow', `import ${id} is ${found.one.state}`);
        return found;
      });
      if (one.lots <= AT_ONCE) await work(context, one.register, id, AT_ONCE);
    },

    /** Goes on with everything that was said yes to. */
    run: async (context: Context): Promise<void> => {
      for (const { id, register } of await database.transaction(tenantOf(context), runningImports)) {
        try {
          await work(context, register, id, Number.POSITIVE_INFINITY);
        } catch (error) {
          // The others still get their turn; this one is tried again.
          log.error(
            { err: error, import: id, tenant: tenantOf(context) },
            'a file could not be read into a register',
          );
        }
      }
    },
  };
}
