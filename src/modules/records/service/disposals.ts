import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Entry } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import type { TimePlace } from '#kernel/values/list-place.js';
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
  approvedDisposals,
  bindersOf,
  certificateOf,
  findDisposal,
  insertDisposal,
  listDisposals,
  saveDecision,
} from '../store/disposals.js';
import { allIn, moveDocuments } from '../store/documents.js';
import { draftsOf } from '../store/drafts.js';
import { emptyIssues } from '../store/issues.js';
import { index } from '../store/search.js';
import { digestsOf, emptyVersions } from '../store/versions.js';
import { type Certified, disposalPdf } from './certificate.js';
import { type RecordsDeps, staffId, staffOf } from './deps.js';
import { issueNumber } from './register.js';

export interface OpenedDisposal {
  disposal: Disposal;
  binders: Binder[];
  /** How many documents are in them, hidden ones too: all of them go. */
  documents: number;
  names: ReadonlyMap<string, string>;
  mayDecide: boolean;
  /** The draft by which it is or was decided; null where a second person does that here. */
  decision: string | null;
}

/** Of the table of authority (決裁区分): destroying and archiving of documents. */
export const DECISION_KIND = 'disposal';
const decisionSubject = (id: string) => ({ module: 'records', id });
/** Drafts are papers of the office. */
const t = translatorFor('ja');
const PAGE = 50;
/** Binders of one list; what is over beyond them comes with the next one. */
export const MOST_BINDERS = 50;

/** The end of retention: proposed by one, confirmed by another, destroyed or given to the archive. */
export function createDisposals({ kernel, identity, decision, rulesOf }: RecordsDeps) {
  const { access, database, files, log, vault } = kernel;
  const unitsOf = (context: Context) => access.unitsFor(context, 'records.read');

  async function visible(
    tx: Tx,
    context: Context,
    id: string,
    options?: { lock: boolean },
  ): Promise<Disposal> {
    // What was decided is carried out by the program itself.
    const units = context.actor.kind === 'system' ? null : unitsOf(context);
    const found = await findDisposal(tx, vault, units, id, options);
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
    const by = disposal.decidedBy ?? actorRef(context.actor);
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
    await decision.erase(
      tx,
      context,
      await draftsOf(
        tx,
        documents.map(({ id }) => id),
      ),
    );
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
  async function requireSecond(tx: Tx, context: Context, disposal: Disposal): Promise<void> {
    if (disposal.state === 'approved' && context.actor.kind === 'system') return;
    access.require(context, 'records.decideDisposal', disposal.unit);
    if (disposal.state !== 'proposed')
      throw new AppError('conflict', `disposal ${disposal.id} is ${disposal.state}`);
    if (disposal.proposedBy === actorRef(context.actor))
      throw new AppError('notAllowedNow', 'who proposes a disposal does not confirm it');
    if ((await draftOf(tx, disposal)) !== null)
      throw new AppError('conflict', `disposal ${disposal.id} is decided by a draft`);
  }

  /** The draft by which it is decided, where the table of authority asked for one. */
  const draftOf = async (tx: Tx, { id }: Disposal): Promise<string | null> =>
    (await decision.lastAbout(tx, decisionSubject(id)))?.id ?? null;

  /** The binders are kept as before. */
  async function giveBack(
    tx: Tx,
    context: Context,
    disposal: Disposal,
    { state, by }: { state: 'refused' | 'withdrawn'; by: string },
  ): Promise<void> {
    const at = context.clock.now();
    const { binders } = await inside(tx, disposal);
    for (const { id } of binders) await saveBinder(tx, id, { state: 'open' }, at);
    await saveDecision(tx, vault, disposal.id, { state, by, at });
    const data = { unit: disposal.unit, kind: disposal.kind, binders: binders.length };
    await append(tx, context, { type: `disposal.${state}`, subject: disposalSubject(disposal.id), data });
  }

  /**
   * Does what was approved: by a second person here, or by the decision on a draft. The certificate is made before
   * anything goes.
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
      await requireSecond(tx, context, disposal);
      const { binders, documents } = await inside(tx, disposal);
      if (seen(documents) !== seen(before.documents))
        throw new AppError('conflict', `disposal ${id} has changed`);
      const at = context.clock.now();
      const state = disposal.kind === 'destroy' ? 'destroyed' : 'archived';
      for (const binder of binders) {
        await saveBinder(tx, binder.id, { state }, at);
        await moveDocuments(tx, binder.id, { state }, at);
      }
      const by = disposal.decidedBy ?? actorRef(context.actor);
      const decidedAt = disposal.decidedAt ?? at;
      await saveDecision(tx, vault, id, { state: 'done', by, at: decidedAt, certificate });
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
      after?: TimePlace,
    ): Promise<{ over: Binder[]; hasMore: boolean; lists: Disposal[]; next: TimePlace | null }> => {
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
        if (decision.isRequired(context, DECISION_KIND))
          await decision.putUp(tx, context, {
            kind: DECISION_KIND,
            subject: decisionSubject(id),
            unit,
            drafter: staffId(context),
            content: {
              title: t(`dispatch.disposal.${kind}`, { number: numberText(number) }),
              body: t('dispatch.disposal.body', {
                binders: binders
                  .map((one) =>
                    t('dispatch.disposal.binder', {
                      title: one.title,
                      volume: one.volume,
                      year: String(one.fiscalYear),
                    }),
                  )
                  .join('\n'),
              }),
              reason,
              related: `/${context.municipality.slug}/staff/records/disposals/${id}`,
            },
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
        const draft = await draftOf(tx, disposal);
        return {
          decision: draft,
          disposal,
          binders,
          documents: documents.length,
          names: await namesOf(tx, [disposal.proposedBy, disposal.decidedBy]),
          mayDecide:
            disposal.state === 'proposed' &&
            draft === null &&
            disposal.proposedBy !== actorRef(context.actor) &&
            access.can(context, 'records.decideDisposal', disposal.unit),
        };
      }),

    /** A second person decides. Refused binders are kept as before. */
    decide: async (context: Context, id: string, answer: 'approve' | 'refuse'): Promise<void> => {
      const disposal = await database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id, { lock: true });
        await requireSecond(tx, context, found);
        if (answer === 'approve') return found;
        await giveBack(tx, context, found, { state: 'refused', by: actorRef(context.actor) });
        return null;
      });
      if (disposal) await carryOut(context, id);
    },

    /** What a decision came to: it is carried out next, or the binders are kept. */
    async decided(
      tx: Tx,
      context: Context,
      { type, actor, at, data }: Pick<Entry, 'type' | 'actor' | 'at' | 'data'>,
    ): Promise<void> {
      if (data.module !== 'records') return;
      const disposal = await findDisposal(tx, vault, null, String(data.subject), { lock: true });
      if (disposal?.state !== 'proposed') return;
      if (type === 'decision.withdrawn')
        return giveBack(tx, context, disposal, { state: 'withdrawn', by: actor });
      await saveDecision(tx, vault, disposal.id, { state: 'approved', by: actor, at });
      const { unit, kind } = disposal;
      const counted = { unit, kind, binders: (await bindersOf(tx, disposal.id)).length };
      await append(tx, context, {
        type: 'disposal.approved',
        subject: disposalSubject(disposal.id),
        data: counted,
      });
    },

    /** Carries out what was decided; what cannot be done now is done later, and keeps nothing else from it. */
    run: async (context: Context): Promise<void> => {
      const approved = await database.transaction(tenantOf(context), (tx) => approvedDisposals(tx, PAGE));
      for (const id of approved) {
        try {
          await carryOut(context, id);
        } catch (error) {
          log.error({ err: error, disposal: id }, 'a decided disposal could not be carried out');
        }
      }
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
