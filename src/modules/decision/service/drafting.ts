import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { NewFile, StoredFile } from '#kernel/files/files.js';
import type { FileProblem, Upload } from '#kernel/files/rules.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Draft, DraftContent, DraftTerms, Subject } from '../model/draft.js';
import { mayHappen } from '../model/progress.js';
import { NO_EXTRA } from '../model/route.js';
import { findDraft, insertDraft, lastAbout, saveContent, saveFiles } from '../store/drafts.js';
import { type DecisionDeps, type Desk, holderOf } from './deps.js';
import type { Related } from './related.js';
import { about, type Sending } from './sending.js';

export interface PutUp {
  kind: string;
  /** What it is about, in the module that puts it up. */
  subject: Subject;
  unit: string;
  /** Id of the member of staff in whose name it is put up: that person never acts on it. */
  drafter: string;
  amount?: number | null;
  content: Pick<DraftContent, 'title' | 'body'> & Partial<DraftContent>;
  dueOn?: Temporal.PlainDate | null;
  /** What is decided, for everybody who is asked to read, whatever they may see in that module. */
  files?: readonly NewFile[];
}

export const FILE_RULES = {
  contents: ['pdf', 'office', 'image', 'text'] as const,
  maxBytes: 20 * 1024 * 1024,
};
export const MOST_FILES = 20;

/** Writing drafts, until they are sent. */
export function createDrafting(
  { kernel }: DecisionDeps,
  desk: Desk,
  { sending, related }: { sending: Sending; related: Related },
) {
  const { access, database, files, vault } = kernel;

  /** Own drafts only, while they lie with their drafter. */
  async function writable(tx: Tx, context: Context, id: string): Promise<Draft> {
    const draft = await findDraft(tx, vault, id, { lock: true });
    if (!draft || draft.drafter !== desk.meOf(context)) throw notFound(`draft ${id}`);
    if (!mayHappen(draft.state, 'edit')) throw new AppError('notAllowedNow', `draft ${id} is ${draft.state}`);
    return draft;
  }

  async function begin(
    tx: Tx,
    context: Context,
    draft: DraftTerms & {
      content: DraftContent;
      drafter: string;
      subject: Subject | null;
      basedOn: string | null;
    },
  ): Promise<string> {
    const createdAt = context.clock.now();
    const id = uuidv7(createdAt);
    await insertDraft(tx, vault, { ...draft, id, createdAt });
    const made = await findDraft(tx, vault, id, { lock: true });
    if (!made) throw notFound(`draft ${id}`);
    await desk.journal(tx, context, 'decision.drafted', made, { ...about(made), basedOn: draft.basedOn });
    return id;
  }

  async function tellFiles(tx: Tx, context: Context, draft: Draft, added: readonly string[]): Promise<void> {
    const kept = await files.inspect(tx, holderOf(draft.id), added);
    for (const file of added) {
      const digest = kept.get(file)?.digest ?? null;
      await desk.journal(tx, context, 'decision.fileAdded', draft, { file, digest });
    }
  }

  /** Keeps the attachments of a draft again for another: each holds its own. Those that are spoiled stay behind. */
  async function copyFiles(tx: Tx, context: Context, from: Draft, to: string): Promise<void> {
    const spoiled = new Set(await desk.spoiledOf(tx, from));
    const copies: string[] = [];
    const pages: Record<string, number> = {};
    for (const one of from.files) {
      const read = spoiled.has(one) ? undefined : await files.read(tx, holderOf(from.id), one);
      if (!read) continue;
      const { file } = await files.keep(tx, context.clock.now(), holderOf(to), read);
      copies.push(file);
      const count = from.filePages[one];
      if (count !== undefined) pages[file] = count;
    }
    await saveFiles(tx, to, copies, pages);
    await tellFiles(tx, context, { ...from, id: to }, copies);
  }

  /** Pages of a PDF; null for files of which nobody knows. */
  async function countPages(context: Context, id: string, { file, mediaType }: StoredFile) {
    if (mediaType !== 'application/pdf') return null;
    const read = await database.transaction(tenantOf(context), (tx) => files.read(tx, holderOf(id), file));
    const [first] = read ? await kernel.pages.draw(read.bytes, 1) : [];
    return first?.of ?? null;
  }

  return {
    async begin(context: Context, terms: DraftTerms, content: DraftContent): Promise<string> {
      access.require(context, 'decision.draft', terms.unit);
      return database.transaction(tenantOf(context), async (tx) => {
        const links = await related.accepted(tx, context, content.links, []);
        const said = { ...content, links };
        const drafter = desk.meOf(context);
        return begin(tx, context, { ...terms, content: said, drafter, subject: null, basedOn: null });
      });
    },

    /** Keeps what was written; 'moved' when it was changed in another window meanwhile. */
    async save(
      context: Context,
      id: string,
      { seen, terms, content }: { seen: number; terms: DraftTerms; content: DraftContent },
    ): Promise<'done' | 'moved'> {
      access.require(context, 'decision.draft', terms.unit);
      return database.transaction(tenantOf(context), async (tx) => {
        const draft = await writable(tx, context, id);
        if (draft.revision !== seen) return 'moved';
        // What another module put up stays what it is.
        const kept = draft.subject
          ? { ...terms, kind: draft.kind, unit: draft.unit, amount: draft.amount }
          : terms;
        const links = await related.accepted(tx, context, content.links, draft.content.links);
        const said = { ...content, links };
        await saveContent(tx, vault, draft, { terms: kept, content: said, at: context.clock.now() });
        await desk.journal(tx, context, 'decision.changed', draft, { revision: draft.revision + 1 });
        return 'done';
      });
    },

    async send(context: Context, id: string, seen: number): Promise<'done' | 'moved' | 'spoiled'> {
      access.requireAnywhere(context, 'decision.draft');
      return database.transaction(tenantOf(context), async (tx) => {
        const draft = await writable(tx, context, id);
        if (draft.revision !== seen) return 'moved';
        if ((await desk.spoiledOf(tx, draft)).length > 0) return 'spoiled';
        await sending.send(tx, context, await desk.groundOn(tx, context), draft);
        return 'done';
      });
    },

    /** A new draft that says the same. */
    async redraft(context: Context, id: string): Promise<string> {
      access.requireAnywhere(context, 'decision.draft');
      return database.transaction(tenantOf(context), async (tx) => {
        const { draft } = await desk.opened(tx, context, id);
        if (!mayHappen(draft.state, 'redraft') || draft.subject !== null || draft.erasedAt !== null)
          throw new AppError('notAllowedNow', `draft ${id} is ${draft.state}`);
        access.require(context, 'decision.draft', draft.unit);
        const { kind, unit, amount, extra, content } = draft;
        const terms = { kind, unit, amount, extra, urgent: false, dueOn: null };
        const drafter = desk.meOf(context);
        const anew = await begin(tx, context, { ...terms, content, drafter, subject: null, basedOn: id });
        await copyFiles(tx, context, draft, anew);
        return anew;
      });
    },

    /** Keeps a file with a draft; what is wrong with it, or null. */
    async attach(context: Context, id: string, upload: Upload): Promise<FileProblem | 'tooMany' | null> {
      access.requireAnywhere(context, 'decision.draft');
      const tenant = tenantOf(context);
      const { files: held } = await database.transaction(tenant, (tx) => writable(tx, context, id));
      if (held.length >= MOST_FILES) return 'tooMany';
      const received = await files.receive(context, upload, FILE_RULES, holderOf(id));
      if (!received.ok) return received.problem;
      const pages = await countPages(context, id, received.stored);
      await database.transaction(tenant, async (tx) => {
        const draft = await writable(tx, context, id);
        const { file } = received.stored;
        const filePages = pages === null ? draft.filePages : { ...draft.filePages, [file]: pages };
        await saveFiles(tx, id, [...draft.files, file], filePages);
        await tellFiles(tx, context, draft, [file]);
      });
      return null;
    },

    async detach(context: Context, id: string, file: string): Promise<void> {
      access.requireAnywhere(context, 'decision.draft');
      await database.transaction(tenantOf(context), async (tx) => {
        const draft = await writable(tx, context, id);
        if (!draft.files.includes(file)) throw notFound(`file ${file}`);
        await saveFiles(
          tx,
          id,
          draft.files.filter((one) => one !== file),
          draft.filePages,
        );
        await desk.journal(tx, context, 'decision.fileRemoved', draft, { file });
      });
    },

    /** For other modules, in their transaction: drafted and sent at once. The id of the draft. */
    async putUp(
      tx: Tx,
      context: Context,
      { kind, subject, unit, drafter, amount, content, dueOn, files: given = [] }: PutUp,
    ): Promise<string> {
      const last = await lastAbout(tx, vault, subject);
      if (last && last.state !== 'decided' && last.state !== 'withdrawn')
        throw new AppError('conflict', `${subject.module} ${subject.id} is put up already`);
      const terms = {
        kind,
        unit,
        urgent: false,
        amount: amount ?? null,
        dueOn: dueOn ?? null,
        extra: NO_EXTRA,
      };
      const whole = { reason: '', budget: '', related: '', links: [], ...content };
      const id = await begin(tx, context, { ...terms, content: whole, drafter, subject, basedOn: null });
      const held: string[] = [];
      for (const one of given) held.push((await files.keep(tx, context.clock.now(), holderOf(id), one)).file);
      if (held.length > 0) await saveFiles(tx, id, held, {});
      const draft = await findDraft(tx, vault, id, { lock: true });
      if (!draft) throw notFound(`draft ${id}`);
      await tellFiles(tx, context, draft, held);
      await sending.send(tx, context, await desk.groundOn(tx, context), draft);
      return id;
    },
  };
}
