import { randomBytes } from 'node:crypto';
import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Procedure } from '../definition.js';
import type { Case } from '../model.js';
import type { ProcedureDeps } from '../service/deps.js';
import { createDesk } from '../service/desk.js';
import { findCase, saveCase } from '../store/cases.js';
import { caseSubject, type EntryType, withPurpose } from '../timeline.js';
import type { ThirdParty } from './definition.js';
import {
  isDone,
  isLive,
  missingParts,
  type Part,
  type PartContent,
  type PartState,
  takesParts,
} from './model.js';
import { recounted } from './progress.js';
import { findPart, insertPart, overdueParts, partsOf, savePart } from './store.js';

/** A part of the procedure with every time it was asked for in this case, the newest first. */
export interface PartStanding {
  definition: ThirdParty;
  requests: readonly Part[];
  isMissing: boolean;
  mayInvite: boolean;
}

const EMPTY: PartContent = {
  name: '',
  locale: 'ja',
  answers: {},
  asked: [],
  askedInJapanese: null,
  declaration: '',
};
const MOST_EXPIRED = 500;

export const partHolder = (id: string): string => `part/${id}`;

/** The parts of a case as its page shows them. */
export async function standingOf(
  tx: Tx,
  { kernel }: Pick<ProcedureDeps, 'kernel'>,
  context: Context,
  found: Case,
  procedure: Procedure,
): Promise<PartStanding[]> {
  if (procedure.thirdParties.length === 0) return [];
  const parts = await partsOf(tx, kernel.vault, found.id);
  const facts = { today: today(context.clock) };
  const missing = new Set(missingParts(procedure, found.content.answers, parts, facts));
  return procedure.thirdParties.map((definition) => {
    const requests = parts.filter(({ part }) => part === definition.id).reverse();
    return { definition, requests, isMissing: missing.has(definition), mayInvite: takesParts(found) };
  });
}

/** Applicant and office ask third parties for their parts, and take that back. */
export function createPartService(deps: ProcedureDeps) {
  const { kernel, definitions } = deps;
  const { access, database, files, vault } = kernel;
  const { visible, purposeToday } = createDesk({ kernel });

  /** The case, held, for whoever may ask: its applicant, or staff who opened it today with a purpose. */
  async function held(tx: Tx, context: Context, id: string) {
    if (context.actor.kind === 'staff') {
      const found = await visible(tx, context, id, { lock: true });
      access.require(context, 'case.work', found.unit);
      const purpose = await purposeToday(tx, context, id);
      if (purpose === null) throw new AppError('notAllowedNow', 'parts of a case that was not opened today');
      return { found, acting: withPurpose(context, purpose), by: 'staff' };
    }
    access.require(context, 'case.readOwn', null);
    const found = await findCase(tx, vault, id, { lock: true });
    if (!found || found.applicant !== actorRef(context.actor)) throw notFound(`case ${id}`);
    return { found, acting: context, by: 'applicant' };
  }

  async function journalled(
    tx: Tx,
    context: Context,
    found: Case,
    procedure: Procedure,
    type: EntryType,
    data: Record<string, string>,
  ): Promise<void> {
    const facts = { today: today(context.clock) };
    if (takesParts(found)) {
      const change = await recounted(tx, vault, found, procedure, found.content.answers, facts);
      await saveCase(tx, vault, found.id, change, context.clock.now());
    }
    await append(tx, context, {
      type,
      subject: caseSubject(found.id),
      data: { procedure: found.procedure, unit: found.unit, ...data },
    });
  }

  /** Ends a request that still runs; what was written in it goes. */
  async function end(tx: Tx, part: Part, state: PartState, now: Temporal.Instant): Promise<void> {
    await savePart(tx, vault, part.id, { state, endedAt: now, content: EMPTY });
    await files.erase(tx, partHolder(part.id));
  }

  return {
    /**
     * Asks for a part; a request of the same part that still runs is taken back. The secret of the link is told only now.
     * `after`: the newest request that the person saw ('' for none); null comes back when there is a newer one already.
     */
    invite: (
      context: Context,
      caseId: string,
      partId: string,
      after?: string,
    ): Promise<{ token: string; expiresAt: Temporal.Instant } | null> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { found, acting, by } = await held(tx, context, caseId);
        const procedure = await definitions.at(tx, found.procedure, found.version);
        const definition = procedure.thirdParties.find(({ id }) => id === partId);
        if (!definition) throw notFound(`part ${partId} of case ${caseId}`);
        if (!takesParts(found))
          throw new AppError('notAllowedNow', `a part of a case that is ${found.state}`);
        const now = context.clock.now();
        const earlier = (await partsOf(tx, vault, caseId)).filter(({ part }) => part === partId);
        if (after !== undefined && after !== (earlier.at(-1)?.id ?? '')) return null;
        for (const before of earlier) if (isLive(before)) await end(tx, before, 'cancelled', now);
        const token = randomBytes(32).toString('base64url');
        const expiresAt = now.add({ hours: 24 * definition.validDays });
        await insertPart(
          tx,
          vault,
          {
            id: uuidv7(now),
            caseId,
            part: partId,
            state: 'invited',
            invitedBy: actorRef(context.actor),
            invitedAt: now,
            expiresAt,
            openedBy: null,
            openedAt: null,
            endedAt: null,
            content: EMPTY,
          },
          token,
        );
        await journalled(tx, acting, found, procedure, 'case.partInvited', { part: partId, by });
        return { token, expiresAt };
      }),

    cancel: (context: Context, caseId: string, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { found, acting, by } = await held(tx, context, caseId);
        const part = await findPart(tx, vault, id, { lock: true });
        if (part?.caseId !== caseId) throw notFound(`part ${id} of case ${caseId}`);
        if (!isLive(part))
          throw new AppError('notAllowedNow', `a part that is ${part.state} cannot be taken back`);
        const procedure = await definitions.at(tx, found.procedure, found.version);
        await end(tx, part, 'cancelled', context.clock.now());
        await journalled(tx, acting, found, procedure, 'case.partCancelled', { part: part.part, by });
      }),

    /** The office has the part by another way, or does without; why is kept sealed. */
    waive: (context: Context, caseId: string, partId: string, reason: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { found, acting, by } = await held(tx, context, caseId);
        if (by !== 'staff') throw notFound(`part ${partId} of case ${caseId}`);
        const procedure = await definitions.at(tx, found.procedure, found.version);
        const parts = (await partsOf(tx, vault, caseId)).filter(({ part }) => part === partId);
        if (!procedure.thirdParties.some(({ id }) => id === partId)) throw notFound(`part ${partId}`);
        if (!takesParts(found) || parts.some(isDone))
          throw new AppError('notAllowedNow', `part ${partId} of ${caseId} is not missing`);
        const now = context.clock.now();
        for (const before of parts) if (isLive(before)) await end(tx, before, 'cancelled', now);
        await insertPart(
          tx,
          vault,
          {
            id: uuidv7(now),
            caseId,
            part: partId,
            state: 'waived',
            invitedBy: actorRef(context.actor),
            invitedAt: now,
            expiresAt: now,
            openedBy: null,
            openedAt: null,
            endedAt: now,
            content: { ...EMPTY, declaration: reason },
          },
          null,
        );
        await journalled(tx, acting, found, procedure, 'case.partWaived', { part: partId });
      }),

    /** A file of a part that was sent, for staff; a look like any other is journalled by whoever shows the case. */
    file: (context: Context, caseId: string, id: string, file: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, caseId);
        const purpose = await purposeToday(tx, context, caseId);
        if (purpose === null)
          throw new AppError('notAllowedNow', 'a file of a case that was not opened today');
        const part = await findPart(tx, vault, id);
        if (part?.caseId !== caseId || part.state !== 'sent') throw notFound(`part ${id} of case ${caseId}`);
        const stored = await files.read(tx, partHolder(id), file);
        if (!stored) throw notFound(`file ${file} of part ${id}`);
        await createDesk({ kernel }).journalLook(tx, context, found, purpose);
        return stored;
      }),

    /** Requests whose link is over; a case that waits for nothing else goes on. Run by a job. */
    expire: async (context: Context): Promise<void> => {
      const tenant = tenantOf(context);
      const now = context.clock.now();
      const over = await database.transaction(tenant, (tx) => overdueParts(tx, now, MOST_EXPIRED));
      for (const { id, case_id: caseId } of over) {
        await database.transaction(tenant, async (tx) => {
          const found = await findCase(tx, vault, caseId, { lock: true });
          const part = await findPart(tx, vault, id, { lock: true });
          if (!found || !part || !isLive(part)) return;
          const procedure = await definitions.at(tx, found.procedure, found.version);
          await end(tx, part, 'expired', now);
          await journalled(tx, context, found, procedure, 'case.partExpired', { part: part.part });
        });
      }
    },
  };
}
