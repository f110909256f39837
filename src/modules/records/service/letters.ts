import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import { parseVerificationCode } from '#kernel/values/verification-code.js';
import { type DocumentNumber, documentSubject } from '../model.js';
import { headOf, headsOf } from '../store/documents.js';
import { findIssue, issueByCode, saveIssue, sentTo } from '../store/issues.js';
import { versionsOf } from '../store/versions.js';
import type { RecordsDeps } from './deps.js';
import type { IssueLine } from './sealing.js';

const PAGE = 50;

/** What anybody who holds the paper may know: nothing about whom it is for, nor what it says. */
export type LetterCheck =
  | { kind: 'mistyped' }
  | { kind: 'unknown' }
  | { kind: 'found'; number: DocumentNumber; issuedOn: Temporal.PlainDate; sender: string };

/** Outgoing documents as those see them to whom they go. What is another person's is not found. */
export function createLetters({ kernel }: RecordsDeps) {
  const { database, files, vault } = kernel;

  async function own(tx: Tx, context: Context, id: string, options?: { lock: boolean }) {
    const issue = await findIssue(tx, vault, id, options);
    const isOwn = issue?.recipient === actorRef(context.actor) && issue.state === 'dispatched';
    const document = isOwn ? await headOf(tx, vault, id) : undefined;
    if (!issue || !document) throw notFound(`letter ${id}`);
    return { issue, document };
  }

  return {
    list: (context: Context, after?: TimePlace): Promise<{ lines: IssueLine[]; next: TimePlace | null }> => {
      kernel.access.requireAnywhere(context, 'records.receiveOwn');
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await sentTo(tx, vault, actorRef(context.actor), { after, limit: PAGE + 1 });
        const shown = found.slice(0, PAGE);
        const heads = await headsOf(
          tx,
          vault,
          shown.map(({ documentId }) => documentId),
        );
        const last = shown.at(-1);
        return {
          lines: shown.flatMap((issue) => {
            const document = heads.get(issue.documentId);
            return document ? [{ issue, document }] : [];
          }),
          next:
            found.length > PAGE && last?.dispatchedAt ? { at: last.dispatchedAt, id: last.documentId } : null,
        };
      });
    },

    open: (context: Context, id: string): Promise<IssueLine> =>
      database.transaction(tenantOf(context), (tx) => own(tx, context, id)),

    /** The document itself; that it was opened first is known to the section. */
    file: (context: Context, id: string): Promise<{ bytes: Uint8Array; mediaType: string; name: string }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { issue, document } = await own(tx, context, id, { lock: true });
        const [newest] = await versionsOf(tx, vault, id);
        const [file] = newest?.content?.files ?? [];
        const read = file && (await files.read(tx, documentSubject(id), file.file));
        if (!read) throw notFound(`file of letter ${id}`);
        if (issue.openedAt === null) {
          await saveIssue(tx, id, { opened_at: context.clock.now() });
          const data = { unit: document.unit };
          await append(tx, context, { type: 'document.received', subject: documentSubject(id), data });
        }
        return read;
      }),

    verify: (context: Context, typed: string): Promise<LetterCheck> => {
      const code = parseVerificationCode(typed);
      if (!code.ok) return Promise.resolve({ kind: 'mistyped' });
      return database.transaction(tenantOf(context), async (tx): Promise<LetterCheck> => {
        const issue = await issueByCode(tx, vault, code.value);
        const document = issue && (await headOf(tx, vault, issue.documentId));
        if (!issue || !document) return { kind: 'unknown' };
        const data = { unit: document.unit };
        await append(tx, context, {
          type: 'document.verified',
          subject: documentSubject(issue.documentId),
          data,
        });
        return {
          kind: 'found',
          number: document,
          issuedOn: issue.issuedOn,
          sender: issue.words?.sender ?? '',
        };
      });
    },
  };
}
