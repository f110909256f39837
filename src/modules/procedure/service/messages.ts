import { type ReceivedFiles, receiveFiles, type SentPage } from '#forms/uploads.js';
import { actorRef, type Context, staffIdOf, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { messageFiles, messageHolder } from '../message-files.js';
import { MESSAGE_KINDS, type Message, type MessageKind } from '../model.js';
import { findCase } from '../store/cases.js';
import { hasMessage, insertMessage, markRead, messagesOf } from '../store/messages.js';
import { caseSubject, withPurpose } from '../timeline.js';
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

  /** Where files wait until their message is sent; what never is goes with the drafts. */
  const waitingAt = (context: Context, caseId: string) =>
    `draft/message/${caseId}/${actorRef(context.actor)}`;

  async function claimed(tx: Tx, context: Context, caseId: string, message: string, ids: readonly string[]) {
    const from = waitingAt(context, caseId);
    const held = await kernel.files.heldBy(tx, from, ids);
    await kernel.files.claim(
      tx,
      held.map(({ file }) => file),
      from,
      messageHolder(message),
    );
    return held;
  }

  return {
    /** Takes in what came with a message that is not sent yet. */
    receive: async (context: Context, id: string, sent: SentPage): Promise<ReceivedFiles> => {
      await database.transaction(tenantOf(context), async (tx) => {
        if (context.actor.kind === 'staff') await requireOpened(tx, context, id, 'case.work');
        else await requireOwn(tx, context, id);
      });
      return receiveFiles(kernel, context, [messageFiles('-')], sent, waitingAt(context, id));
    },

    /** A file of a message, for whoever may read the message. */
    file: (context: Context, id: string, message: string, file: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        const isStaff = context.actor.kind === 'staff';
        if (isStaff) await requireOpened(tx, context, id, 'case.read');
        else await requireOwn(tx, context, id);
        const kinds: readonly MessageKind[] = isStaff ? MESSAGE_KINDS : ['toApplicant', 'fromApplicant'];
        const stored =
          (await hasMessage(tx, id, message, kinds)) &&
          (await kernel.files.read(tx, messageHolder(message), file));
        if (!stored) throw notFound(`file ${file} of message ${message}`);
        return stored;
      }),

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

    writeToOffice: (
      context: Context,
      id: string,
      text: string,
      fileIds: readonly string[] = [],
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await requireOwn(tx, context, id);
        const now = context.clock.now();
        const author = actorRef(context.actor);
        const message = { id: uuidv7(now), kind: 'fromApplicant', author, text, sentAt: now } as const;
        await insertMessage(tx, vault, id, {
          ...message,
          files: await claimed(tx, context, id, message.id, fileIds),
        });
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
        const { messages, hasOlder } = await messagesOf(tx, vault, id, MESSAGE_KINDS, SHOWN);
        await markRead(tx, id, 'fromApplicant', context.clock.now());
        const ids = messages.map(({ author }) => staffIdOf(author)).filter((one) => one !== null);
        const names = await identity.staffNames(tx, [...new Set(ids)]);
        const nameOf = (author: string) => names.get(staffIdOf(author) ?? '') ?? null;
        return { messages: messages.map((one) => ({ ...one, name: nameOf(one.author) })), hasOlder };
      }),

    /** A message to the applicant, or a note. */
    write: (
      context: Context,
      id: string,
      kind: 'toApplicant' | 'note',
      text: string,
      fileIds: readonly string[] = [],
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { found, purpose } = await requireOpened(tx, context, id, 'case.work');
        if (kind === 'toApplicant' && found.applicant === null)
          throw new AppError('notAllowedNow', 'the applicant has no page on which to read it');
        const now = context.clock.now();
        const message = { id: uuidv7(now), kind, author: actorRef(context.actor), text, sentAt: now };
        await insertMessage(tx, vault, id, {
          ...message,
          files: await claimed(tx, context, id, message.id, fileIds),
        });
        const about = { procedure: found.procedure, unit: found.unit };
        await append(tx, withPurpose(context, purpose), {
          type: kind === 'note' ? 'case.noted' : 'case.messageSent',
          subject: caseSubject(id),
          data: kind === 'note' ? about : { ...about, from: 'staff' },
        });
      }),
  };

  async function requireOwn(tx: Tx, context: Context, id: string) {
    access.require(context, 'case.readOwn', null);
    const found = await findCase(tx, vault, id);
    if (!found || found.applicant !== actorRef(context.actor)) throw notFound(`case ${id}`);
    return found;
  }

  async function requireOpened(tx: Tx, context: Context, id: string, action: 'case.read' | 'case.work') {
    const found = await visible(tx, context, id);
    access.require(context, action, found.unit);
    const purpose = await purposeToday(tx, context, id);
    if (purpose === null) throw new AppError('notAllowedNow', 'messages of a case that was not opened today');
    return { found, purpose };
  }
}
