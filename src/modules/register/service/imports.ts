import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { TOLD } from '../entries.js';
import { suggestMapping, targetsOf } from '../mapping.js';
import { importSubject, type KeptRegister, type Mapping } from '../model.js';
import { dropKeys } from '../store/import-keys.js';
import {
  dropLots,
  findImport,
  type Import,
  type ImportKind,
  importsOf,
  kindOf,
  knownMapping,
  leftReading,
  readLot,
  rememberMapping,
  runningImports,
  saveImport,
} from '../store/imports.js';
import { createRights, type RegisterDeps } from './deps.js';
import { createImportReading, type SentFile, type Unreadable } from './import-reading.js';
import { createImportSteps, NOTHING } from './import-steps.js';

const LISTED = 30;
const ACTIONS = { file: 'register.import', edit: 'register.edit' } as const;
/** No request reads a file for so long. */
const READING_HOURS = 2;

export type Received = { kind: 'checked'; id: string } | ({ kind: 'unreadable' } & Unreadable);
export type MappingProblem = 'unknown' | 'twice' | 'keyMissing' | 'notAllowed';

interface Look {
  lock?: boolean;
  what?: ImportKind;
}

/** Files that are read into registers: checked, said yes to, written lot by lot, and taken back as a whole. */
export function createImports(deps: RegisterDeps) {
  const { kernel } = deps;
  const { database, log, vault } = kernel;
  const rights = createRights(deps);
  const readLots = createImportReading(deps);
  const { begin, goOn } = createImportSteps(deps);

  async function visible(tx: Tx, context: Context, id: string, { lock = false, what }: Look = {}) {
    const one = await findImport(tx, vault, id, { lock });
    if (!one || (what && kindOf(one) !== what)) throw notFound(importSubject(id));
    return { one, kept: rights.keptFor(context, one.register, ACTIONS[kindOf(one)]) };
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

  /** Why nothing can be said yes to. */
  function problemOf(context: Context, kept: KeptRegister, { edit, mapping }: Import): MappingProblem | null {
    if (!edit) return mappingProblem(context, kept, mapping);
    const field = kept.register.fields.find(({ ask }) => ask.id === edit.field);
    return field && rights.changes(context, kept, field) ? null : 'notAllowed';
  }

  return {
    /** Bytes of the largest file. */
    mostBytes: kernel.config.mostImported,

    /** Reads a file and begins to check it; nothing is written into the register yet. */
    receive: async (
      context: Context,
      register: string,
      file: SentFile,
      { sheet = '' } = {},
    ): Promise<Received> => {
      const kept = rights.keptFor(context, register, 'register.import');
      const read = await readLots(context, register, file, sheet);
      if (!read.ok) return { kind: 'unreadable', ...read.problem };
      const { id, format, headings, lots, rows } = read;
      await database.transaction(tenantOf(context), async (tx) => {
        const known = await knownMapping(tx, register, headings);
        const mapping =
          known && mappingProblem(context, kept, known) === null
            ? known
            : suggestMapping(kept.register, headings);
        // Without what tells rows apart there is nothing to check yet.
        const state = mappingProblem(context, kept, mapping) === null ? 'checking' : 'checked';
        await saveImport(tx, vault, id, { state, mapping, lots, rows }, context.clock.now());
        await append(tx, context, {
          type: 'register.importReceived',
          subject: importSubject(id),
          data: { register, unit: kept.unit, format, rows },
        });
      });
      await begin(context, { id, register, lots });
      return { kind: 'checked', id };
    },

    view: (context: Context, id: string, what: ImportKind = 'file') =>
      database.transaction(tenantOf(context), async (tx) => {
        const { one, kept } = await visible(tx, context, id, { what });
        const hasSample = one.state === 'checked' && !one.edit;
        const sample = hasSample ? (await readLot(tx, vault, id, 0)).slice(0, 3) : [];
        return { one, kept, sample, problem: problemOf(context, kept, one) };
      }),

    list: (context: Context, register: string, what: ImportKind = 'file'): Promise<Import[]> => {
      rights.keptFor(context, register, ACTIONS[what]);
      return database.transaction(tenantOf(context), (tx) => importsOf(tx, vault, register, what, LISTED));
    },

    /** Reads the file under another mapping, which is remembered for files with the same headings. */
    remap: async (context: Context, id: string, mapping: Mapping): Promise<MappingProblem | null> => {
      const { one, problem } = await database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id, { lock: true });
        if (found.one.state !== 'checked' || found.one.edit)
          throw new AppError('notAllowedNow', `import ${id} is ${found.one.state}`);
        const wrong = mappingProblem(context, found.kept, mapping);
        if (wrong) return { ...found, problem: wrong };
        const now = context.clock.now();
        await rememberMapping(tx, found.one.register, found.one.headings, mapping, now);
        await dropKeys(tx, id);
        await saveImport(tx, vault, id, { ...NOTHING, state: 'checking', mapping }, now);
        return { ...found, problem: null };
      });
      if (problem === null) await begin(context, one);
      return problem;
    },

    /**
     * Says yes: rows that are right are written, wrong ones are left out and stay in the report. False: the register has
     * some of them already and nobody said that they are meant once more.
     */
    confirm: async (context: Context, id: string, { isTwiceMeant = false } = {}): Promise<boolean> => {
      const { one, isMeant } = await database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id, { lock: true });
        const { state, rows, wrong, register, headings, mapping, edit } = found.one;
        if (state === 'running' || state === 'done') return { ...found, isMeant: true };
        if (state !== 'checked') throw new AppError('notAllowedNow', `import ${id} is ${state}`);
        if (problemOf(context, found.kept, found.one) !== null || wrong >= rows)
          throw new AppError('notAllowedNow', `no row of import ${id} holds`);
        if (found.one.alike > 0 && !isTwiceMeant) return { ...found, isMeant: false };
        const now = context.clock.now();
        if (!edit) await rememberMapping(tx, register, headings, mapping, now);
        // What somebody else changes meanwhile is told as well: the report is that of what is written.
        await saveImport(tx, vault, id, { ...NOTHING, state: 'running' }, now);
        await append(tx, context, {
          type: TOLD[kindOf(found.one)].confirmed,
          subject: importSubject(id),
          data: { register, unit: found.kept.unit, rows: rows - wrong },
        });
        return { ...found, isMeant: true };
      });
      if (isMeant) await begin(context, one);
      return isMeant;
    },

    discard: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { one, kept } = await visible(tx, context, id, { lock: true });
        if (one.state !== 'checked') throw new AppError('notAllowedNow', `import ${id} is ${one.state}`);
        await saveImport(tx, vault, id, { state: 'discarded' }, context.clock.now());
        await dropLots(tx, id);
        await dropKeys(tx, id);
        await append(tx, context, {
          type: TOLD[kindOf(one)].discarded,
          subject: importSubject(id),
          data: { register: one.register, unit: kept.unit },
        });
      }),

    /** Takes a whole import back: new rows are retired, changed ones are what they were. */
    undo: async (context: Context, id: string): Promise<void> => {
      const { one } = await database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id, { lock: true });
        if (found.one.state === 'done')
          await saveImport(
            tx,
            vault,
            id,
            { state: 'undoing', nextLot: 0, leftAlone: 0, undoneTo: null },
            context.clock.now(),
          );
        else if (found.one.state !== 'undoing')
          throw new AppError('notAllowedNow', `import ${id} is ${found.one.state}`);
        return found;
      });
      await begin(context, one);
    },

    /** Goes on with every import that has something to do. */
    run: async (context: Context): Promise<void> => {
      const running = await database.transaction(tenantOf(context), async (tx) => {
        const now = context.clock.now();
        for (const { id } of await leftReading(tx, now.subtract({ hours: READING_HOURS }))) {
          await saveImport(tx, vault, id, { state: 'discarded' }, now);
          await dropLots(tx, id);
        }
        return runningImports(tx);
      });
      for (const { id, register } of running) {
        try {
          await goOn(context, register, id, Number.POSITIVE_INFINITY);
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
