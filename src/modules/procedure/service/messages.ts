import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Message, MessageKind } from '../model.js';
import { findCase } from '../store/cases.js';
import { insertMessage, markRead, messagesOf } from '../store/messages.js';
import { caseSubject, staffIdOf, withPurpose } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';
import { createDesk } from './desk.js';

/** All that is shown of a conversation; what is older is counted as "more". */
const SHOWN = 100;

export interface Conversation {
  messages: readonly (Message & { name: string | null })[];
  hasOlder: boolean;
}

/** Applicant and staff write to each other about a case; staff also write notes for themselves. */
export function createMessageService({ kernel, identity }: ProcedureDeps) {
  const { access, database, vault } = kernel;
  const { visible, purposeToday } = createDesk({ kernel });

  return {
    /** The applicant's side; what staff wrote is read by this. */
    mine: (context: Context, id: string): Promise<Conversation> =>
      database.transaction(tenantOf(context), async (tx) => {
        await requireOwn(tx, context, id);
        const { messages, hasOlder } = await messagesOf(
          tx,
          vault,
          id,
          ['toApplicant', 'fromApplicant'],
          SHOWN,
        );
        await markRead(tx, id, 'toApplicant', context.clock.now());
        return { messages: messages.map((one) => ({ ...one, name: null })), hasOlder };
      }),

    writeToOffice: (context: Context, id: string, text: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await requireOwn(tx, context, id);
        const now = context.clock.now();
        const author = actorRef(context.actor);
        const message = { id: uuidv7(now), kind: 'fromApplicant', author, text, sentAt: now } as const;
        await insertMessage(tx, vault, id, message);
        await append(tx, context, {
          type: 'case.messageSent',
          subject: caseSubject(id),
          data: { procedure: found.procedure, unit: found.unit, from: 'applicant' },
        });
      }),

    /** The office's side, with notes, for a case opened today; what the applicant wrote is read by this. */
    ofCase: (context: Context, id: string): Promise<Conversation> =>
      database.transaction(tenantOf(context), async (tx) => {
        await requireOpened(tx, context, id, 'case.read');
        const kinds: readonly MessageKind[] = ['toApplicant', 'fromApplicant', 'note'];
        const { messages, hasOlder } = await messagesOf(tx, vault, id, kinds, SHOWN);
        await markRead(tx, id, 'fromApplicant', context.clock.now());
        const ids = messages.map(({ author }) => staffIdOf(author)).filter((one) => one !== null);
        const names = await identity.staffNames(tx, [...new Set(ids)]);
        const nameOf = (author: string) => names.get(staffIdOf(author) ?? '') ?? null;
        return { messages: messages.map((one) => ({ ...one, name: nameOf(one.author) })), hasOlder };
      }),

    /** A message to the applicant, or a note. */
    write: (context: Context, id: string, kind: 'toApplicant' | 'note', text: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { found, purpose } = await requireOpened(tx, context, id, 'case.work');
        if (kind === 'toApplicant' && found.applicant === null)
          throw new AppError('notAllowedNow', 'the applicant has no page on which to read it');
        const now = context.clock.now();
        const message = { id: uuidv7(now), kind, author: actorRef(context.actor), text, sentAt: now };
        await insertMessage(tx, vault, id, message);
        const about = { procedure: found.procedure, unit: found.unit };
        await append(tx, withPurpose(context, purpose), {
          type: kind === 'note' ? 'case.noted' : 'case.messageSent',
          subject: caseSubject(id),
          data: kind === 'note' ? about : { ...about, from: 'staff' },
        });
      }),
  };

  async function requireOwn(tx: Parameters<typeof findCase>[0], context: Context, id: string) {
    access.require(context, 'case.readOwn', null);
    const found = await findCase(tx, vault, id);
    if (!found || found.applicant !== actorRef(context.actor)) throw notFound(`case ${id}`);
    return found;
  }

  async function requireOpened(
    tx: Parameters<typeof findCase>[0],
    context: Context,
    id: string,
    action: 'case.read' | 'case.work',
  ) {
    const found = await visible(tx, context, id);
    access.require(context, action, found.unit);
    const purpose = await purposeToday(tx, context, id);
    if (purpose === null) throw new AppError('notAllowedNow', 'messages of a case that was not opened today');
    return { found, purpose };
  }
}
