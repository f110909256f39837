import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import {
  type DocumentAction,
  type DocumentHead,
  type DocumentVersion,
  documentSubject,
  mayDo,
} from '../model.js';
import { isTooShort, wordsOf } from '../search-terms.js';
import {
  type DocumentFilter,
  findDocument,
  listDocuments,
  type Place,
  saveDocument,
} from '../store/documents.js';
import { type Found, searchDocuments } from '../store/search.js';
import { findVersion, versionsOf } from '../store/versions.js';
import { doorOf, type RecordsDeps } from './deps.js';
import type { Indexing } from './indexing.js';
import { keepVersion, type Registration, registerOnce } from './register.js';

export interface ListQuery extends DocumentFilter {
  text?: string | undefined;
  after?: Place | undefined;
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
}

const PAGE = 50;
const MOST_COLLEAGUES = 200;
const staffOf = (actor: string): string[] =>
  actor.startsWith('staff/') ? [actor.slice('staff/'.length)] : [];

/** The register as staff work with it. */
export function createDesk(deps: RecordsDeps, indexing: Indexing) {
  const { kernel, identity } = deps;
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

  /** The document, held, when this may be done to it now and nobody was faster. */
  async function held(tx: Tx, context: Context, id: string, action: DocumentAction, revision: number) {
    const document = await visible(tx, context, id, { lock: true });
    access.require(context, 'records.keep', document.unit);
    if (document.revision !== revision || !mayDo(document.state, action))
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
        const actions = (['addVersion', 'complete', 'bind', 'handOver'] as const).filter(
          (action) => mayDo(document.state, action) && access.can(context, 'records.keep', unit),
        );
        return { document, versions, names, actions };
      }),

    file: (context: Context, id: string, version: number, file: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        const { unit, grade } = await visible(tx, context, id);
        const found = await findVersion(tx, vault, id, version);
        const isOf = found?.content?.files.some((one) => one.file === file) ?? false;
        const read = isOf ? await files.read(tx, documentSubject(id), file) : undefined;
        if (!read) throw notFound(`file ${file} of ${documentSubject(id)}`);
        const data = { unit, grade, version };
        await append(tx, context, { type: 'document.downloaded', subject: documentSubject(id), data });
        return read;
      }),

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

    handOver: (context: Context, id: string, revision: number, unit: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const document = await held(tx, context, id, 'handOver', revision);
        if (unit === document.unit || !context.municipality.units.some((one) => one.id === unit))
          throw new AppError('invalidInput', `no other unit ${unit}`, { fields: { unit: 'unit' } });
        await saveDocument(tx, id, { unit }, context.clock.now());
        await append(tx, context, {
          type: 'document.handedOver',
          subject: documentSubject(id),
          data: { unit, from: document.unit },
        });
      }),
  };
}
export type Desk = ReturnType<typeof createDesk>;
