import { createHash } from 'node:crypto';
import { today } from '#kernel/clock.js';
import { type Context, staffIdOf, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { compareRegisters, type DefinitionChange, type Units } from '../defining/compare.js';
import { blankDocument, type Draft, type DraftDocument, nextDocument } from '../defining/draft.js';
import { type Base, type DraftProblem, draftProblems } from '../defining/problems.js';
import { proposeRegister } from '../defining/proposal.js';
import { Register, RegisterId } from '../definition.js';
import { type KeptRegister, registerSubject } from '../model.js';
import { readFile } from '../reading/read-file.js';
import type { ReadFile } from '../reading/table.js';
import { slotsFor } from '../slots.js';
import { definitionAt, lastDefinitions, type StoredDefinition } from '../store/definitions.js';
import { allDrafts, deleteDraft, findDraft, insertDraft, saveDraft } from '../store/drafts.js';
import { runningImports } from '../store/imports.js';
import { countBehind } from '../store/lists.js';
import { lastMigrations, type Migration } from '../store/migrations.js';
import type { ChangePreview, Definitions } from './definitions.js';
import { LOTS_AT_ONCE } from './definitions.js';
import { createRights, type RegisterDeps, unitName, who } from './deps.js';
import type { Kept as KeptRegisters } from './kept.js';

/** Addresses below /staff/registers that are no registers. */
const TAKEN_ADDRESSES: ReadonlySet<string> = new Set(['new', 'imports', 'drafts']);
const VERSIONS = 20;

export interface NewRegister {
  id: string;
  title: string;
  unit: string;
  /** File whose columns propose the fields. */
  file?: Uint8Array | undefined;
  /** Words of the screens that stand in the definition: why it is not public yet, why personal fields are not. */
  words: { notPublic: string; personal: string };
}

export type Begun =
  | { kind: 'begun'; id: string }
  | { kind: 'badId' | 'taken' }
  | ({ kind: 'unreadable' } & Extract<ReadFile, { ok: false }>);

export type Kept =
  | { kind: 'saved' }
  /** Somebody saved since the page was shown: nothing was written. */
  | { kind: 'conflict'; draft: Draft };

export interface OpenDraft {
  draft: Draft;
  base: Register | null;
  problems: readonly DraftProblem[];
  /** Who changed it last. */
  by: string;
}

export interface DefinitionVersion {
  version: number;
  at: Temporal.Instant;
  by: string | null;
  document: Register;
  /** The version before and what differs; null where there is none, or it is not among those that are shown. */
  before: { document: Register; changes: readonly DefinitionChange[] } | null;
  migration: Migration | null;
}

/** Registers as the staff of a town define and change them. */
export function createDefining(
  deps: RegisterDeps,
  definitions: Definitions,
  { refresh }: Pick<KeptRegisters, 'refresh'>,
) {
  const { kernel, identity, keptBy } = deps;
  const { access, database, vault } = kernel;
  const rights = createRights(deps);

  const inTenant = <Result>(context: Context, work: (tx: Tx) => Promise<Result>) =>
    database.transaction(tenantOf(context), work);
  const staffId = ({ actor }: Context): string => {
    invariant(actor.kind === 'staff', 'registers are defined by staff');
    return actor.id;
  };

  /** A draft for those who may work on it; what they may not see is not there. */
  async function draftOf(tx: Tx, context: Context, register: string, { lock = false } = {}): Promise<Draft> {
    const draft = await findDraft(tx, register, { lock });
    if (!draft || !access.can(context, 'register.define', draft.unit)) throw notFound(`draft of ${register}`);
    return draft;
  }

  /** The version in use that a draft goes on from. */
  async function baseOf(
    tx: Tx,
    context: Context,
    { register, base }: Draft,
  ): Promise<(Base & { kept: KeptRegister }) | null> {
    if (base === null) return null;
    const kept = keptBy(context).find((one) => one.register.id === register);
    if (!kept || kept.version !== base) throw new AppError('conflict', `register ${register} has moved on`);
    return { kept, register: kept.register, hasRows: (await countBehind(tx, register, base + 1)) > 0 };
  }

  const journal = (
    tx: Tx,
    context: Context,
    type: `register.${'draftBegun' | 'draftSaved' | 'draftDiscarded'}`,
    { register, unit }: Pick<Draft, 'register' | 'unit'>,
  ) => append(tx, context, { type, subject: registerSubject(register), data: { register, unit } });

  const unitsOf = (context: Context, before: string, after: string): Units => ({
    before: unitName(context, before),
    after: unitName(context, after),
  });

  async function begin(
    tx: Tx,
    context: Context,
    { document, unit, base }: Pick<Draft, 'document' | 'unit' | 'base'>,
  ): Promise<boolean> {
    const draft = {
      register: document.id,
      unit,
      document,
      base,
      changedAt: context.clock.now(),
      changedBy: staffId(context),
    };
    if (!(await insertDraft(tx, draft))) return false;
    await journal(tx, context, 'register.draftBegun', draft);
    return true;
  }

  return {
    /** Units whose registers the actor defines. */
    unitsFor: (context: Context): { id: string; name: string }[] =>
      context.municipality.units
        .filter(({ id }) => access.can(context, 'register.define', id))
        .map(({ id, name }) => ({ id, name })),

    mayDefine: (context: Context, { unit, isOwn }: KeptRegister): boolean =>
      isOwn && access.can(context, 'register.define', unit),

    drafts: async (context: Context): Promise<Draft[]> =>
      (await inTenant(context, allDrafts)).filter(({ unit }) => access.can(context, 'register.define', unit)),

    /** Begins a new register, with fields where a file proposes them. */
    async beginNew(context: Context, { id, title, unit, file, words }: NewRegister): Promise<Begun> {
      access.require(context, 'register.define', unit);
      if (!RegisterId.safeParse(id).success || TAKEN_ADDRESSES.has(id)) return { kind: 'badId' };
      const read = file && readFile(file);
      if (read && !read.ok) return { kind: 'unreadable', ...read };
      const blank = blankDocument(id, title, words.notPublic);
      const known = keptBy(context).map(({ register }) => register);
      const document = read
        ? proposeRegister(blank, read.table, { today: today(context.clock), known, personal: words.personal })
        : blank;
      return inTenant(context, async (tx): Promise<Begun> => {
        const isTaken = (await definitionAt(tx, id, 1)) !== undefined;
        if (isTaken || !(await begin(tx, context, { document, unit, base: null }))) return { kind: 'taken' };
        return { kind: 'begun', id };
      });
    },

    /** The next version of a register; a draft that is there already is gone on with. */
    async beginChange(context: Context, id: string): Promise<void> {
      const kept = rights.keptFor(context, id, 'register.define');
      if (!kept.isOwn) throw new AppError('notAllowedNow', `register ${id} is defined by files`);
      const { register, unit, version: base } = kept;
      await inTenant(context, (tx) => begin(tx, context, { document: nextDocument(register), unit, base }));
    },

    open: (context: Context, id: string): Promise<OpenDraft> =>
      inTenant(context, async (tx) => {
        const draft = await draftOf(tx, context, id);
        const base = await baseOf(tx, context, draft);
        const names = await identity.staffNames(tx, [draft.changedBy]);
        return {
          draft,
          base: base?.register ?? null,
          problems: draftProblems(draft.document, base),
          by: names.get(draft.changedBy) ?? '',
        };
      }),

    /** What would have to be mended if the document were this one; nothing is written. */
    problemsWith: (context: Context, id: string, document: DraftDocument): Promise<DraftProblem[]> =>
      inTenant(context, async (tx) => {
        const draft = await draftOf(tx, context, id);
        return draftProblems(document, await baseOf(tx, context, draft));
      }),

    /** Keeps a draft, unless somebody saved since revision `seen` was shown. */
    save: (
      context: Context,
      id: string,
      seen: number,
      edit: (document: DraftDocument, unit: string) => { document: DraftDocument; unit?: string },
    ): Promise<Kept> =>
      inTenant(context, async (tx): Promise<Kept> => {
        const draft = await draftOf(tx, context, id, { lock: true });
        if (draft.revision !== seen) return { kind: 'conflict', draft };
        const { document, unit = draft.unit } = edit(draft.document, draft.unit);
        access.require(context, 'register.define', unit);
        const changed = { changedAt: context.clock.now(), changedBy: staffId(context) };
        await saveDraft(tx, { ...draft, document, unit, ...changed });
        await journal(tx, context, 'register.draftSaved', { register: id, unit });
        return { kind: 'saved' };
      }),

    discard: (context: Context, id: string, seen: number): Promise<Kept> =>
      inTenant(context, async (tx): Promise<Kept> => {
        const draft = await draftOf(tx, context, id, { lock: true });
        if (draft.revision !== seen) return { kind: 'conflict', draft };
        await deleteDraft(tx, id);
        await journal(tx, context, 'register.draftDiscarded', draft);
        return { kind: 'saved' };
      }),

    /** What using a draft would change, in the definition and in its rows; null for the rows of a new register. */
    async preview(
      context: Context,
      id: string,
    ): Promise<OpenDraft & { changes: DefinitionChange[]; rows: ChangePreview | null }> {
      const opened = await this.open(context, id);
      const { draft, base, problems } = opened;
      const kept = keptBy(context).find((one) => one.register.id === id);
      return {
        ...opened,
        changes:
          base && kept ? compareRegisters(base, draft.document, unitsOf(context, kept.unit, draft.unit)) : [],
        rows:
          base && kept && problems.length === 0
            ? await definitions.preview(context, kept, draft.document)
            : null,
      };
    },

    /** Takes a draft into use; the rows of the version before follow, the first of them at once. */
    async use(context: Context, id: string, seen: number): Promise<Kept> {
      const used = await inTenant(context, async (tx): Promise<Kept> => {
        const draft = await draftOf(tx, context, id, { lock: true });
        if (draft.revision !== seen) return { kind: 'conflict', draft };
        const base = await baseOf(tx, context, draft);
        if (draftProblems(draft.document, base).length > 0)
          throw new AppError('invalidInput', `the draft of ${id} is not whole`);
        if ((await runningImports(tx)).some(({ register }) => register === id))
          throw new AppError('notAllowedNow', `a file is being read into ${id}`);
        const register = Register.parse(draft.document);
        const next: StoredDefinition = {
          register: id,
          version: (draft.base ?? 0) + 1,
          digest: createHash('sha256').update(JSON.stringify(register)).digest(),
          document: register,
          slots: slotsFor(register, base?.kept.slots ?? {}),
          unit: draft.unit,
          by: who(context),
          at: context.clock.now(),
        };
        if (!(await definitions.takeIntoUse(tx, next)))
          throw new AppError('conflict', `register ${id} has a version ${next.version}`);
        await deleteDraft(tx, id);
        const { version } = next;
        const units = unitsOf(context, base?.kept.unit ?? draft.unit, draft.unit);
        const changes = base ? compareRegisters(base.register, register, units).length : 0;
        await append(tx, context, {
          type: base ? 'register.changed' : 'register.defined',
          subject: registerSubject(id),
          data: { register: id, unit: draft.unit, version, ...(base && { changes }) },
        });
        return { kind: 'saved' };
      });
      if (used.kind === 'conflict') return used;
      await refresh(context);
      const kept = keptBy(context).filter(({ register }) => register.id === id);
      await definitions.run(context, kept, LOTS_AT_ONCE);
      return used;
    },

    /** The versions of a register with what changed, and how far its rows are. */
    versions: (
      context: Context,
      id: string,
    ): Promise<{ kept: KeptRegister; versions: DefinitionVersion[]; names: ReadonlyMap<string, string> }> => {
      const kept = rights.keptAs(context, id);
      return inTenant(context, async (tx) => {
        const stored = await lastDefinitions(tx, id, VERSIONS);
        const migrations = await lastMigrations(tx, vault, id, VERSIONS);
        const mayRead = access.can(context, 'register.read', kept.unit);
        const versions = stored.map(({ version, at, by, document, unit }, index): DefinitionVersion => {
          const before = stored[index + 1];
          const migration = migrations.find((one) => one.version === version);
          return {
            version,
            at,
            by,
            document,
            before: before
              ? {
                  document: before.document,
                  changes: compareRegisters(
                    before.document,
                    document,
                    unitsOf(context, before.unit ?? '', unit ?? ''),
                  ),
                }
              : null,
            // What did not fit is of rows: only who reads them all sees it.
            migration: migration ? { ...migration, lines: mayRead ? migration.lines : [] } : null,
          };
        });
        const staff = stored.flatMap(({ by }) => staffIdOf(by) ?? []);
        return { kept, versions, names: await identity.staffNames(tx, [...new Set(staff)]) };
      });
    },
  };
}
