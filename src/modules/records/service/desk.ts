import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { PagePicture } from '#kernel/documents/pdf-pages.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { isTooShort } from '#kernel/search-pairs.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { RelatedView } from '#modules/decision/api.js';
import { sha256 } from '../content-digest.js';
import {
  DOCUMENT_ACTIONS,
  type DocumentAction,
  type DocumentHead,
  type DocumentVersion,
  documentSubject,
  mayDo,
  UNCLASSIFIED,
} from '../model.js';
import { wordsOf } from '../search-terms.js';
import {
  type DocumentFilter,
  findDocument,
  headOf,
  listDocuments,
  saveDocument,
} from '../store/documents.js';
import { draftOf } from '../store/drafts.js';
import { insertHandOver } from '../store/hand-overs.js';
import { issuesOf } from '../store/issues.js';
import { type Found, searchDocuments } from '../store/search.js';
import { findVersion, versionsOf } from '../store/versions.js';
import { doorOf, type RecordsDeps, staffOf } from './deps.js';
import { checkReceiver, type Handing } from './handing-over.js';
import type { Indexing } from './indexing.js';
import { type Misplaced, misplacedArea } from './redact-areas.js';
import { type Redaction, redactPdf } from './redact-pdf.js';
import { keepVersion, type Registration, registerOnce } from './register.js';

export interface ListQuery extends DocumentFilter {
  text?: string | undefined;
  after?: TimePlace | undefined;
}

export interface Listed extends Found {
  /** Names of who is in charge. */
  names: ReadonlyMap<string, string>;
}

export interface OpenedDocument {
  document: DocumentHead;
  versions: DocumentVersion[];
  names: ReadonlyMap<string, string>;
  actions: readonly DocumentAction[];
  /** To what the draft was related that it was; null for any other document. */
  related: RelatedView | null;
  /** May make copies with parts blacked out. */
  mayRedact: boolean;
}

/** A page on which areas are drawn; without a picture they are typed. */
export interface Redactable {
  name: string;
  page: number;
  picture: PagePicture | null;
}

const PAGE = 50;
const MOST_COLLEAGUES = 200;

/** The register as staff work with it. */
export function createDesk(deps: RecordsDeps, indexing: Indexing) {
  const { kernel, identity, decision, rulesOf } = deps;
  const { access, database, files, vault } = kernel;

  async function visible(
    tx: Tx,
    context: Context,
    id: string,
    options?: { lock: boolean },
  ): Promise<DocumentHead> {
    const found = await findDocument(tx, vault, doorOf(kernel, context), id, options);
    if (!found) throw notFound(documentSubject(id));
    return found;
  }

  async function fileOf(tx: Tx, id: string, version: number, file: string) {
    const found = await findVersion(tx, vault, id, version);
    const isOf = found?.content?.files.some((one) => one.file === file) ?? false;
    const read = isOf ? await files.read(tx, documentSubject(id), file) : undefined;
    if (!read) throw notFound(`file ${file} of ${documentSubject(id)}`);
    return read;
  }

  /** The document, held, when this may be done to it now and nobody was faster. */
  async function held(tx: Tx, context: Context, id: string, action: DocumentAction, revision: number) {
    const document = await visible(tx, context, id, { lock: true });
    access.require(context, 'records.keep', document.unit);
    if (document.revision !== revision || !mayDo(document, action))
      throw new AppError(
        'conflict',
        `${action} of revision ${revision} of ${id}, which is ${document.state}`,
      );
    return document;
  }

  return {
    /** A page of the register. Without words it is one statement, with words two; names are one more. */
    list: (context: Context, { text, after, ...filter }: ListQuery): Promise<Listed> => {
      access.requireAnywhere(context, 'records.read');
      const door = doorOf(kernel, context);
      const words = wordsOf(text ?? '').filter((word) => !isTooShort(word));
      return database.transaction(tenantOf(context), async (tx) => {
        const found =
          words.length > 0
            ? await searchDocuments(tx, vault, door, words, filter, { after, limit: PAGE })
            : null;
        const listed = found ? [] : await listDocuments(tx, vault, door, filter, { after, limit: PAGE + 1 });
        const items = found?.items ?? listed.slice(0, PAGE);
        const last = items.at(-1);
        const next = found
          ? found.next
          : listed.length > PAGE && last
            ? { at: last.registeredAt, id: last.id }
            : null;
        const staff = [...new Set(items.flatMap(({ inCharge }) => (inCharge === null ? [] : [inCharge])))];
        return { items, next, names: await identity.staffNames(tx, staff) };
      });
    },

    /** People who may be in charge of documents of the sections that this one keeps. */
    colleagues: (context: Context) =>
      database.transaction(tenantOf(context), (tx) =>
        identity.staffWho(
          tx,
          context,
          'records.keep',
          access.unitsFor(context, 'records.keep'),
          MOST_COLLEAGUES,
        ),
      ),

    /** Each look is journalled. */
    open: (context: Context, id: string): Promise<OpenedDocument> =>
      database.transaction(tenantOf(context), async (tx) => {
        const document = await visible(tx, context, id);
        const versions = await versionsOf(tx, vault, id);
        const staff = [
          ...(document.inCharge === null ? [] : [document.inCharge]),
          ...versions.flatMap(({ madeBy }) => staffOf(madeBy)),
        ];
        const names = await identity.staffNames(tx, [...new Set(staff)]);
        const { unit, grade } = document;
        await append(tx, context, {
          type: 'document.viewed',
          subject: documentSubject(id),
          data: { unit, grade },
        });
        const actions = DOCUMENT_ACTIONS.filter(
          (action) => mayDo(document, action) && access.can(context, 'records.keep', unit),
        );
        const draft = await draftOf(tx, id);
        const related = draft === undefined ? null : await decision.relatedTo(tx, context, draft);
        const mayRedact = access.can(context, 'records.keep', unit);
        return { document, versions, names, actions, related, mayRedact };
      }),

    file: (context: Context, id: string, version: number, file: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        const { unit, grade } = await visible(tx, context, id);
        const read = await fileOf(tx, id, version, file);
        const data = { unit, grade, version };
        await append(tx, context, { type: 'document.downloaded', subject: documentSubject(id), data });
        return read;
      }),

    /**
     * A PDF of which a copy with parts blacked out can be made, with a page of it; the first where there is no such page.
     * Each look is journalled.
     */
    redactable: async (
      context: Context,
      id: string,
      version: number,
      file: string,
      page: number,
    ): Promise<Redactable> => {
      const { name, bytes } = await database.transaction(tenantOf(context), async (tx) => {
        const { unit, grade } = await visible(tx, context, id);
        const read = await fileOf(tx, id, version, file);
        if (read.mediaType !== 'application/pdf' || !access.can(context, 'records.keep', unit))
          throw notFound(`redaction of ${file} of ${documentSubject(id)}`);
        await append(tx, context, {
          type: 'document.viewed',
          subject: documentSubject(id),
          data: { unit, grade },
        });
        return read;
      });
      const [picture] = await kernel.pages.draw(bytes, 1, page);
      if (picture || page === 1) return { name, page, picture: picture ?? null };
      const [first] = await kernel.pages.draw(bytes, 1);
      return { name, page: 1, picture: first ?? null };
    },

    /**
     * A copy to be given out, with parts blacked out. Throws invalidInput with the words that stand nowhere in it, for
     * what was not found was not taken out. An area that blacks out nothing is told, and no copy is made.
     */
    redact: async (
      context: Context,
      id: string,
      version: number,
      file: string,
      redaction: Redaction,
    ): Promise<{ bytes: Uint8Array; name: string } | { misplaced: Misplaced }> => {
      const { document, read } = await database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id);
        access.require(context, 'records.keep', found.unit);
        return { document: found, read: await fileOf(tx, id, version, file) };
      });
      if (read.mediaType !== 'application/pdf') throw notFound(`redaction of ${file}`);
      const misplaced = await misplacedArea(read.bytes, redaction.areas);
      if (misplaced) return { misplaced };
      const { bytes, found } = await redactPdf(read.bytes, redaction);
      const missing = redaction.words.filter((_, index) => found[index] === 0);
      if (missing.length > 0)
        throw new AppError('invalidInput', `${missing.length} words stand nowhere`, {
          fields: { words: missing.join('、') },
        });
      invariant(bytes, 'every word and area of a redaction blacks something out');
      await database.transaction(tenantOf(context), (tx) =>
        append(tx, context, {
          type: 'document.redacted',
          subject: documentSubject(id),
          data: {
            unit: document.unit,
            grade: document.grade,
            version,
            words: redaction.words.length,
            areas: redaction.areas.length,
            digest: sha256(bytes).toString('hex'),
          },
        }),
      );
      return { bytes, name: read.name };
    },

    /** Registers; its text is read at once, and by the job where that was broken off. */
    register: async (
      context: Context,
      registration: Registration,
    ): Promise<{ id: string; isNew: boolean }> => {
      access.require(context, 'records.keep', registration.unit);
      const { id, number } = await registerOnce(deps, context, registration);
      if (number) await indexing.read(context, id);
      return { id, isNew: number !== null };
    },

    addVersion: async (
      context: Context,
      id: string,
      revision: number,
      from: Registration['files'],
    ): Promise<void> => {
      await database.transaction(tenantOf(context), async (tx) => {
        const document = await held(tx, context, id, 'addVersion', revision);
        const [newest] = await versionsOf(tx, vault, id);
        await saveDocument(tx, id, {}, context.clock.now());
        await keepVersion(kernel, tx, context, document, (newest?.version ?? 0) + 1, from);
      });
      await indexing.read(context, id);
    },

    /** The class, chosen now or chosen better: until it lies in a binder. */
    classify: (context: Context, id: string, revision: number, classification: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { unit, classification: from } = await held(tx, context, id, 'classify', revision);
        if (!rulesOf(context).classOf(classification))
          throw new AppError('invalidInput', `no class ${classification}`, {
            fields: { classification: 'classification' },
          });
        await saveDocument(tx, id, { classification }, context.clock.now());
        await append(tx, context, {
          type: 'document.classified',
          subject: documentSubject(id),
          data: { unit, classification, from },
        });
        // Letters that were issued from it before it had a class take this one.
        for (const { documentId } of await issuesOf(tx, vault, id)) {
          const letter = await headOf(tx, vault, documentId, { lock: true });
          if (letter?.classification !== UNCLASSIFIED || letter.state !== 'open') continue;
          await saveDocument(tx, documentId, { classification }, context.clock.now());
          await append(tx, context, {
            type: 'document.classified',
            subject: documentSubject(documentId),
            data: { unit: letter.unit, classification, from: UNCLASSIFIED },
          });
        }
      }),

    complete: (context: Context, id: string, revision: number): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { unit } = await held(tx, context, id, 'complete', revision);
        const day = today(context.clock);
        await saveDocument(tx, id, { state: 'completed', completed_on: day }, context.clock.now());
        await append(tx, context, {
          type: 'document.completed',
          subject: documentSubject(id),
          data: { unit, year: fiscalYearOf(day) },
        });
      }),

    /** Another section has the document from now on; throws as checkReceiver does. */
    handOver: (context: Context, id: string, revision: number, handing: Handing): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const document = await held(tx, context, id, 'handOver', revision);
        const { unit, reason } = handing;
        const { unit: from, grade } = document;
        await checkReceiver(deps, tx, context, handing, { from, grades: [grade] });
        const at = context.clock.now();
        await saveDocument(tx, id, { unit }, at);
        const by = actorRef(context.actor);
        await insertHandOver(tx, vault, { document: id }, { from, to: unit, reason, by, at });
        await append(tx, context, {
          type: 'document.handedOver',
          subject: documentSubject(id),
          data: { unit, from },
        });
      }),
  };
}
