import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { type Saying, sayingOf } from '#kernel/faults/saying.js';
import { Slug, UnfinishedProcedure } from '#modules/procedure/api.js';
import { applyEdits } from '../edits/apply-edit.js';
import type { Edit, RefusalCode, Use } from '../edits/edit.js';
import { blankDocument, type Draft, type DraftDocument, mayHappen } from '../model.js';
import { deleteDraft, findDraft, insertDraft, keepOrigin, saveDocument } from '../store/drafts.js';
import { type AuthoringDeps, createDesk } from './deps.js';

/** What a new draft starts from. */
export type Start =
  | { kind: 'blank'; id: string; title: string; unit: string }
  /** A copy of a procedure of one's own town, under another id. */
  | { kind: 'copy'; id: string; of: string; unit: string }
  /** A definition of others, kept under its id unless that is taken. */
  | { kind: 'original'; id: string; ref: string; unit: string }
  /** A file. */
  | { kind: 'file'; document: DraftDocument; unit: string }
  /** The next version of a procedure. */
  | { kind: 'revision'; of: string };

export type Begun =
  | { kind: 'begun'; id: string }
  | { kind: 'taken'; id: string }
  | { kind: 'badId'; id: string };

export type Saved =
  | { kind: 'saved'; along: readonly Use[] }
  /** Somebody saved since the page was shown. */
  | { kind: 'conflict'; draft: Draft }
  | { kind: 'refused'; code: RefusalCode; ids: readonly string[]; uses: readonly Use[] }
  /** The whole would not have the form of a definition any more. */
  | { kind: 'malformed'; faults: readonly { place: readonly PropertyKey[]; saying: Saying }[] };

/** Addresses below /staff/authoring/ that are no procedures. */
const TAKEN_ADDRESSES: ReadonlySet<string> = new Set(['new', 'import']);

export function createWriting(deps: AuthoringDeps) {
  const { kernel, procedure: procedures } = deps;
  const { publishing } = procedures;
  const { staffId, mayWrite, draftOf, journal } = createDesk(deps);

  const requireWriting = (context: Context, unit: string): void =>
    kernel.access.require(context, 'procedure.author', unit);

  /** The document to begin with, and where it came from. */
  function startOf(context: Context, start: Exclude<Start, { kind: 'revision' }>) {
    if (start.kind === 'blank')
      return { document: blankDocument(start.id, start.title, start.unit), origin: null };
    if (start.kind === 'file') return { document: { ...start.document, unit: start.unit }, origin: null };
    if (start.kind === 'copy') {
      const source = publishing.written(context, start.of);
      if (!source) throw notFound(`procedure ${start.of}`);
      return { document: written({ ...source, id: start.id, unit: start.unit }), origin: null };
    }
    const original = publishing.originals(context).find(({ ref }) => ref === start.ref);
    if (!original) throw notFound(`original ${start.ref}`);
    return { document: written({ ...original.document, id: start.id, unit: start.unit }), origin: original };
  }

  /** The next version of a procedure that is offered, or was; a draft that is there already is gone on with. */
  const beginRevision = (context: Context, id: string): Promise<Begun> =>
    kernel.database.transaction(tenantOf(context), async (tx): Promise<Begun> => {
      if (await findDraft(tx, id)) return { kind: 'begun', id };
      const versions = await publishing.versions(tx, context, id);
      const base = versions.find(({ isCurrent }) => isCurrent) ?? versions[0];
      if (!base) throw notFound(`procedure ${id}`);
      const document = written(base.document);
      const unit = document.unit ?? '';
      if (!mayWrite(context, unit)) throw notFound(`procedure ${id}`);
      const draft = {
        procedure: id,
        unit,
        document,
        baseVersion: base.version,
        createdAt: context.clock.now(),
        changedBy: staffId(context),
      };
      await insertDraft(tx, draft);
      const original = publishing.originals(context).find((one) => one.ref === `common/${id}`);
      if (base.source === 'catalogue' && original)
        await keepOrigin(tx, {
          procedure: id,
          original: original.ref,
          version: original.version,
          document: original.document,
          takenAt: context.clock.now(),
        });
      await journal(tx, context, 'definition.begun', draft, { from: 'revision' });
      return { kind: 'begun', id };
    });

  return {
    beginRevision,
    /** Begins a draft. `taken`: the id belongs to another procedure, or somebody is writing it already. */
    async begin(context: Context, start: Start): Promise<Begun> {
      if (start.kind === 'revision') return beginRevision(context, start.of);
      const id = start.kind === 'file' ? start.document.id : start.id;
      requireWriting(context, start.unit);
      if (!Slug.safeParse(id).success || id.length > 60 || TAKEN_ADDRESSES.has(id))
        return { kind: 'badId', id };
      if (start.kind !== 'file' && publishing.ids(context).includes(id)) return { kind: 'taken', id };
      const { document, origin } = startOf(context, start);
      const current = publishing.offered(context).find(({ procedure }) => procedure.id === id);
      if (current && !mayWrite(context, current.procedure.unit)) return { kind: 'taken', id };
      return kernel.database.transaction(tenantOf(context), async (tx): Promise<Begun> => {
        const now = context.clock.now();
        const draft = {
          procedure: id,
          unit: start.unit,
          document,
          baseVersion: current?.version ?? null,
          createdAt: now,
          changedBy: staffId(context),
        };
        if (!(await insertDraft(tx, draft))) return { kind: 'taken', id };
        if (origin)
          await keepOrigin(tx, {
            procedure: id,
            original: origin.ref,
            version: origin.version,
            document: origin.document,
            takenAt: now,
          });
        await journal(tx, context, 'definition.begun', draft, { from: start.kind });
        return { kind: 'begun', id };
      });
    },

    /** Makes these changes, all or none, unless somebody saved since revision `seen` was shown. */
    edit(context: Context, id: string, seen: number, edits: readonly Edit[]): Promise<Saved> {
      return kernel.database.transaction(tenantOf(context), async (tx): Promise<Saved> => {
        const draft = await draftOf(tx, context, id, { lock: true });
        requireWriting(context, draft.unit);
        if (!mayHappen(draft.state, 'edit'))
          throw new AppError('notAllowedNow', `the draft of ${id} is ${draft.state}`);
        if (draft.revision !== seen) return { kind: 'conflict', draft };
        const edited = applyEdits(draft.document, edits);
        if (!edited.ok) return { kind: 'refused', code: edited.code, ids: edited.ids, uses: edited.uses };
        const parsed = UnfinishedProcedure.safeParse(edited.document, { reportInput: true });
        if (!parsed.success)
          return {
            kind: 'malformed',
            faults: parsed.error.issues.map((issue) => ({ place: issue.path, saying: sayingOf(issue) })),
          };
        const unit = edited.document.unit ?? draft.unit;
        requireWriting(context, unit);
        await saveDocument(tx, draft, {
          document: edited.document,
          unit,
          by: staffId(context),
          at: context.clock.now(),
        });
        await journal(
          tx,
          context,
          'definition.saved',
          { procedure: id, unit },
          { revision: draft.revision + 1 },
        );
        return { kind: 'saved', along: edited.along };
      });
    },

    discard: (context: Context, id: string, seen: number): Promise<void> =>
      kernel.database.transaction(tenantOf(context), async (tx) => {
        const draft = await draftOf(tx, context, id, { lock: true });
        requireWriting(context, draft.unit);
        if (draft.revision !== seen || !mayHappen(draft.state, 'discard'))
          throw new AppError('conflict', `the draft of ${id} has moved on`);
        await deleteDraft(tx, id);
        await journal(tx, context, 'definition.discarded', draft, { revision: draft.revision });
      }),
  };
}

/** A definition without its version: that is given when it is published. */
function written(document: object): DraftDocument {
  const { version: _, ...rest } = document as Record<string, unknown>;
  return rest as unknown as DraftDocument;
}
