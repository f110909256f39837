import { today } from '#kernel/clock.js';
import { type Context, staffIdOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { type Check, mayHappen } from '../defining/approval.js';
import { compareRegisters, type DefinitionChange, type Units } from '../defining/compare.js';
import { blankDocument, type Draft, type DraftDocument, nextDocument } from '../defining/draft.js';
import type { DraftProblem } from '../defining/problems.js';
import { proposeRegister } from '../defining/proposal.js';
import { type Register, RegisterId } from '../definition.js';
import type { KeptRegister } from '../model.js';
import { readFile } from '../reading/read-file.js';
import type { FileTable, ReadFile } from '../reading/table.js';
import { definitionAt, lastDefinitions } from '../store/definitions.js';
import { allDrafts, deleteDraft, findDraft, insertDraft, saveDraft } from '../store/drafts.js';
import { lastMigrations, type Migration } from '../store/migrations.js';
import type { ChangePreview, Definitions } from './definitions.js';
import { createRights } from './deps.js';
import type { DefiningDeps, DraftDesk } from './draft-desk.js';
import { createFieldChoices } from './field-choices.js';
import type { Kept as KeptRegisters } from './kept.js';

/** Addresses below /staff/registers that are no registers. */
const TAKEN_ADDRESSES: ReadonlySet<string> = new Set(['new', 'imports', 'drafts']);
const VERSIONS = 20;

export interface NewRegister {
  id: string;
  title: string;
  unit: string;
  /** Whose columns propose the fields. */
  table?: FileTable | undefined;
  /** Words of the screens that stand in the definition: why it is not public yet, why personal fields are not. */
  words: { notPublic: string; personal: string };
}

export type Begun =
  | { kind: 'begun'; id: string }
  /** Somebody else was faster. */
  | { kind: 'taken' };

/** What can be wrong with what a register would begin with. */
export interface NewLook {
  id: 'idBad' | 'taken' | null;
  /** null: no file. */
  file: ReadFile | null;
}

export type Kept =
  | { kind: 'saved' }
  /** Somebody saved since the page was shown: nothing was written. */
  | { kind: 'conflict'; draft: Draft };

export interface OpenDraft {
  draft: Draft;
  base: Register | null;
  problems: readonly DraftProblem[];
  /** Who has to look at it before it is used. */
  check: Check;
  /** Draft by which a decision on it is on its way: until then nobody approves it here. */
  decision: string | null;
  may: { define: boolean; approve: boolean };
  /** Names of those who changed it, asked, and answered. */
  names: ReadonlyMap<string, string>;
  /** What the section that keeps it is called, in the version in use and in the draft. */
  units: Units;
  /** What roles and registers are called. */
  role(id: string): string;
  title(register: string): string;
}

export interface DefinitionVersion {
  version: number;
  at: Temporal.Instant;
  by: string | null;
  /** Id of the member of staff who approved or decided it. */
  approvedBy: string | null;
  note: string;
  document: Register;
  /** The version before and what differs; null where there is none, or it is not among those that are shown. */
  before: { document: Register; changes: readonly DefinitionChange[] } | null;
  migration: Migration | null;
}

/** Registers as the staff of a town define and change them. */
export function createDefining(
  deps: DefiningDeps,
  desk: DraftDesk,
  definitions: Definitions,
  { standards }: Pick<KeptRegisters, 'standards'>,
) {
  const { kernel, identity, keptBy } = deps;
  const { access, vault } = kernel;
  const rights = createRights(deps);
  const { inTenant, staffId, draftOf, baseOf, unitsOf, journal } = desk;

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

    /** Formats that a register can publish to, and what can be chosen for one of its fields. */
    standards,
    choices: createFieldChoices(deps),

    mayDefine: (context: Context, { unit, isOwn }: KeptRegister): boolean =>
      isOwn && desk.mayDefine(context, unit),

    drafts: async (context: Context): Promise<Draft[]> =>
      (await inTenant(context, allDrafts)).filter(({ unit }) => desk.maySee(context, unit)),

    /** Looks at what a register would begin with; nothing is begun. */
    async lookAtNew(
      context: Context,
      { id, file }: { id: string; file: Uint8Array | undefined },
    ): Promise<NewLook> {
      access.requireAnywhere(context, 'register.define');
      const isId = RegisterId.safeParse(id).success && !TAKEN_ADDRESSES.has(id);
      const isTaken =
        isId &&
        (await inTenant(
          context,
          async (tx) =>
            (await definitionAt(tx, id, 1)) !== undefined || (await findDraft(tx, id)) !== undefined,
        ));
      return { id: !isId ? 'idBad' : isTaken ? 'taken' : null, file: file ? await readFile(file) : null };
    },

    /** Begins a new register, with fields where a file proposes them. */
    async beginNew(context: Context, { id, title, unit, table, words }: NewRegister): Promise<Begun> {
      access.require(context, 'register.define', unit);
      const blank = blankDocument(id, title, words.notPublic);
      const known = keptBy(context).map(({ register }) => register);
      const document = table
        ? proposeRegister(blank, table, { today: today(context.clock), known, personal: words.personal })
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
        const units = unitsOf(context, base?.kept.unit ?? draft.unit, draft.unit);
        const { changedBy, askedBy, decidedBy } = draft;
        const staff = [changedBy, askedBy, decidedBy].filter((one) => one !== null);
        return {
          draft,
          base: base?.register ?? null,
          problems: desk.problemsOf(context, draft.document, base),
          check: desk.checkOf(context, draft, base),
          decision: await desk.underDecision(tx, id),
          may: {
            define: desk.mayDefine(context, draft.unit),
            approve: desk.mayAnswer(context, draft),
          },
          names: await identity.staffNames(tx, [...new Set(staff)]),
          units,
          role: units.role,
          title: (register) => {
            const kept = keptBy(context).find((one) => one.register.id === register);
            return kept ? localize(kept.register.title, 'ja') : register;
          },
        };
      }),

    /** What would have to be mended if the document were this one; nothing is written. */
    problemsWith: (context: Context, id: string, document: DraftDocument): Promise<DraftProblem[]> =>
      inTenant(context, async (tx) => {
        const draft = await draftOf(tx, context, id);
        return desk.problemsOf(context, document, await baseOf(tx, context, draft));
      }),

    /** Keeps a draft, unless somebody saved since revision `seen` was shown, or it is written no more. */
    save: (
      context: Context,
      id: string,
      seen: number,
      edit: (document: DraftDocument, unit: string) => { document: DraftDocument; unit?: string },
    ): Promise<Kept> =>
      inTenant(context, async (tx): Promise<Kept> => {
        const draft = await draftOf(tx, context, id, { lock: true });
        access.require(context, 'register.define', draft.unit);
        if (draft.revision !== seen || !mayHappen(draft.state, 'edit')) return { kind: 'conflict', draft };
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
        access.require(context, 'register.define', draft.unit);
        if (draft.revision !== seen || !mayHappen(draft.state, 'discard')) return { kind: 'conflict', draft };
        await deleteDraft(tx, id);
        await journal(tx, context, 'register.draftDiscarded', draft);
        return { kind: 'saved' };
      }),

    /** Whether what was written is in use, and nothing more is being written: for links to a draft of before. */
    isUsed: async (context: Context, id: string): Promise<boolean> =>
      (await inTenant(context, (tx) => findDraft(tx, id))) === undefined &&
      rights.seen(context).some(({ register }) => register.id === id),

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
        changes: base ? compareRegisters(base, draft.document, opened.units) : [],
        rows:
          base && kept && problems.length === 0
            ? await definitions.preview(context, kept, draft.document)
            : null,
      };
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
        const mayRead = access.can(context, 'register.readClosed', kept.unit);
        const versions = stored.map((one, index): DefinitionVersion => {
          const { version, at, by, document, unit } = one;
          const before = stored[index + 1];
          const migration = migrations.find((of) => of.version === version);
          return {
            version,
            at,
            by,
            approvedBy: one.approved_by,
            note: one.note,
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
        const staff = stored.flatMap((one) => [staffIdOf(one.by), one.approved_by].flatMap((id) => id ?? []));
        return { kept, versions, names: await identity.staffNames(tx, [...new Set(staff)]) };
      });
    },
  };
}
