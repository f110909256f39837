import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import {
  type Binder,
  type Disposal,
  type DisposalKind,
  type DocumentHead,
  disposalSubject,
  documentSubject,
  isOver,
  numberText,
} from '../model.js';
import { findBinder, holdBinders, listBinders, saveBinder } from '../store/binders.js';
import {
  bindersOf,
  certificateOf,
  findDisposal,
  insertDisposal,
  listDisposals,
  saveDecision,
} from '../store/disposals.js';
import { allIn, moveDocuments, type Place } from '../store/documents.js';
import { emptyIssues } from '../store/issues.js';
import { index } from '../store/search.js';
import { digestsOf, emptyVersions } from '../store/versions.js';
import { type Certified, disposalPdf } from './certificate.js';
import type { RecordsDeps } from './deps.js';
import { issueNumber } from './register.js';

export interface OpenedDisposal {
  disposal: Disposal;
  binders: Binder[];
  /** How many documents are in them, hidden ones too: all of them go. */
  documents: number;
  names: ReadonlyMap<string, string>;
  mayDecide: boolean;
}

const PAGE = 50;
/** Binders of one list; what is over beyond them comes with the next one. */
export const MOST_BINDERS = 50;

const staffOf = (actor: string | null): string[] => (actor?.startsWith('staff/') ? [actor.slice(6)] : []);

/** The end of retention: proposed by one, confirmed by another, destroyed or given to the archive. */
export function createDisposals({ kernel, identity, rulesOf }: RecordsDeps) {
  const { access, database, files, vault } = kernel;
  const unitsOf = (context: Context) => access.unitsFor(context, 'records.read');

  async function visible(
    tx: Tx,
    context: Context,
    id: string,
    options?: { lock: boolean },
  ): Promise<Disposal> {
    const found = await findDisposal(tx, vault, unitsOf(context), id, options);
    if (!found) throw notFound(disposalSubject(id));
    return found;
  }

  async function inside(tx: Tx, { id }: Disposal): Promise<{ binders: Binder[]; documents: DocumentHead[] }> {
    const ids = await bindersOf(tx, id);
    const binders = await holdBinders(tx, vault, null, ids);
    return { binders, documents: await allIn(tx, vault, ids) };
  }

  async function namesOf(tx: Tx, actors: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    return identity.staffNames(tx, [...new Set(actors.flatMap(staffOf))]);
  }

  async function certified(tx: Tx, context: Context, disposal: Disposal): Promise<Certified> {
    const { binders, documents } = await inside(tx, disposal);
    const by = actorRef(context.actor);
    const names = await namesOf(tx, [disposal.proposedBy, by]);
    const nameOf = (actor: string) => names.get(staffOf(actor)[0] ?? '') ?? actor;
    const digests = await digestsOf(
      tx,
      documents.map(({ id }) => id),
    );
    return {
      disposal,
      binders,
      documents,
      digests,
      proposedBy: nameOf(disposal.proposedBy),
      decidedBy: nameOf(by),
    };
  }

  /** Contents, their copies, their text and their keys' salt go; number, subject and digest stay in the register. */
  async function destroy(tx: Tx, context: Context, disposal: Disposal, documents: readonly DocumentHead[]) {
    await emptyVersions(
      tx,
      documents.map(({ id }) => id),
    );
    await emptyIssues(
      tx,
      documents.map(({ id }) => id),
    );
    for (const document of documents) {
      await files.erase(tx, documentSubject(document.id));
      await index(tx, vault, document, null, { isComplete: true });
    }
    await journalEach(tx, context, disposal, documents);
  }

  async function journalEach(
    tx: Tx,
    context: Context,
    { id, kind }: Disposal,
    documents: readonly DocumentHead[],
  ) {
    const type = kind === 'destroy' ? 'document.destroyed' : 'document.archived';
    for (const document of documents) {
      const data = { unit: document.unit, disposal: id };
      await append(tx, context, { type, subject: documentSubject(document.id), data });
    }
  }

  /** Who puts a list up does not decide on it; what is decided on is what was shown. */
  function requireSecond(context: Context, disposal: Disposal): void {
    access.require(context, 'records.decideDisposal', disposal.unit);
    if (disposal.state !== 'proposed')
      throw new AppError('conflict', `disposal ${disposal.id} is ${disposal.state}`);
    if (disposal.proposedBy === actorRef(context.actor))
      throw new AppError('notAllowedNow', 'who proposes a disposal does not confirm it');
  }

  /**
   * Does what was approved. Whoever approved it: a second person here, or a decision of another module, which then has
   * only to call this. The certificate is made before anything goes.
   */
  async function carryOut(context: Context, id: string): Promise<void> {
    const tenant = tenantOf(context);
    const before = await database.transaction(tenant, async (tx) =>
      certified(tx, context, await visible(tx, context, id)),
    );
    const certificate = await disposalPdf(kernel, context, rulesOf(context), before);
    const seen = (documents: readonly DocumentHead[]) =>
      documents.map((one) => `${one.id} ${one.revision}`).join();
    await database.transaction(tenant, async (tx) => {
      const disposal = await visible(tx, context, id, { lock: true });
      requireSecond(context, disposal);
      const { binders, documents } = await inside(tx, disposal);
      if (seen(documents) !== seen(before.documents))
        throw new AppError('conflict', `disposal ${id} has changed`);
      const at = context.clock.now();
      const state = disposal.kind === 'destroy' ? 'destroyed' : 'archived';
      for (const binder of binders) {
        await saveBinder(tx, binder.id, { state }, at);
        await moveDocuments(tx, binder.id, { state }, at);
      }
      await saveDecision(tx, vault, id, { state: 'done', by: actorRef(context.actor), at, certificate });
      if (disposal.kind === 'destroy') await destroy(tx, context, disposal, documents);
      else await journalEach(tx, context, disposal, documents);
      await append(tx, context, {
        type: 'disposal.done',
        subject: disposalSubject(id),
        data: {
          unit: disposal.unit,
          kind: disposal.kind,
          binders: binders.length,
          documents: documents.length,
          certificate: numberText(disposal),
        },
      });
    });
  }

  return {
    /** Binders whose retention is over, the newest year first, and lists that were made of them. */
    overview: (
      context: Context,
      after?: Place,
    ): Promise<{ over: Binder[]; hasMore: boolean; lists: Disposal[]; next: Place | null }> => {
      access.requireAnywhere(context, 'records.read');
      const units = unitsOf(context);
      return database.transaction(tenantOf(context), async (tx) => {
        const filter = { units, state: 'open' as const, overBefore: today(context.clock) };
        const over = await listBinders(tx, vault, filter, { limit: MOST_BINDERS + 1 });
        const found = await listDisposals(tx, vault, units, { after, limit: PAGE + 1 });
        const lists = found.slice(0, PAGE);
        const last = lists.at(-1);
        return {
          over: over.slice(0, MOST_BINDERS),
          hasMore: over.length > MOST_BINDERS,
          lists,
          next: found.length > PAGE && last ? { at: last.proposedAt, id: last.id } : null,
        };
      });
    },

    /** Throws invalidInput naming `binders` when they are not all of one section, over, and of a class that allows it. */
    propose: (
      context: Context,
      { kind, binders: ids, reason }: { kind: DisposalKind; binders: readonly string[]; reason: string },
    ): Promise<string> =>
      database.transaction(tenantOf(context), async (tx) => {
        const refused = (why: 'none' | 'units' | 'notOver' | 'archive') =>
          new AppError('invalidInput', `binders of a disposal: ${why}`, { fields: { binders: why } });
        const binders = await holdBinders(
          tx,
          vault,
          unitsOf(context),
          [...new Set(ids)].slice(0, MOST_BINDERS),
        );
        const [first] = binders;
        if (!first) throw refused('none');
        const { unit } = first;
        if (binders.some((one) => one.unit !== unit)) throw refused('units');
        access.require(context, 'records.propose', unit);
        const day = today(context.clock);
        if (binders.some((one) => one.state !== 'open' || !isOver(one, day))) throw refused('notOver');
        const rules = rulesOf(context);
        const isHistoric = (one: Binder) => rules.classOf(one.classification)?.afterwards === 'archive';
        if (kind === 'destroy' && binders.some(isHistoric)) throw refused('archive');
        const at = context.clock.now();
        const id = uuidv7(at);
        for (const one of binders) await saveBinder(tx, one.id, { state: 'proposed' }, at);
        const number = await issueNumber(tx, context, {
          symbol: `${rules.symbolOf(unit)}${kind === 'destroy' ? '廃' : '移'}`,
        });
        const by = actorRef(context.actor);
        const disposal = { id, ...number, kind, state: 'proposed' as const, unit, reason, proposedBy: by };
        await insertDisposal(
          tx,
          vault,
          { ...disposal, proposedAt: at, decidedBy: null, decidedAt: null },
          binders.map((one) => one.id),
        );
        await append(tx, context, {
          type: 'disposal.proposed',
          subject: disposalSubject(id),
          data: { unit, kind, binders: binders.length },
        });
        return id;
      }),

    open: (context: Context, id: string): Promise<OpenedDisposal> =>
      database.transaction(tenantOf(context), async (tx) => {
        const disposal = await visible(tx, context, id);
        const ids = await bindersOf(tx, id);
        const binders = [];
        for (const one of ids) {
          const binder = await findBinder(tx, vault, null, one);
          if (binder) binders.push(binder);
        }
        const documents = await allIn(tx, vault, ids);
        return {
          disposal,
          binders,
          documents: documents.length,
          names: await namesOf(tx, [disposal.proposedBy, disposal.decidedBy]),
          mayDecide:
            disposal.state === 'proposed' &&
            disposal.proposedBy !== actorRef(context.actor) &&
            access.can(context, 'records.decideDisposal', disposal.unit),
        };
      }),

    /** A second person decides. Refused binders are kept as before. */
    decide: async (context: Context, id: string, decision: 'approve' | 'refuse'): Promise<void> => {
      const disposal = await database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id, { lock: true });
        requireSecond(context, found);
        if (decision === 'approve') return found;
        const at = context.clock.now();
        const { binders } = await inside(tx, found);
        for (const { id: binder } of binders) await saveBinder(tx, binder, { state: 'open' }, at);
        await saveDecision(tx, vault, id, { state: 'refused', by: actorRef(context.actor), at });
        const data = { unit: found.unit, kind: found.kind, binders: binders.length };
        await append(tx, context, { type: 'disposal.refused', subject: disposalSubject(id), data });
        return null;
      });
      if (disposal) await carryOut(context, id);
    },

    certificate: async (context: Context, id: string): Promise<{ pdf: Uint8Array; disposal: Disposal }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const disposal = await visible(tx, context, id);
        const pdf = await certificateOf(tx, vault, unitsOf(context), id);
        if (!pdf) throw notFound(`certificate of ${disposalSubject(id)}`);
        return { pdf, disposal };
      }),
  };
}
