import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Organization } from '#modules/organization/api.js';
import type { Issue, LetterWords, SealKind, SealPicture, Way } from '../issue.js';
import { type DocumentHead, documentSubject } from '../model.js';
import { disclosureOfLetter } from '../store/disclosures.js';
import { findDocument, headsOf } from '../store/documents.js';
import { draftOf } from '../store/drafts.js';
import { findIssue, insertIssue, issuesOf, saveIssue } from '../store/issues.js';
import { findSeal, listSeals } from '../store/seals.js';
import { doorOf, type RecordsDeps, staffId } from './deps.js';
import { keepLetter } from './keep-letter.js';
import { knownPerson } from './known-person.js';
import { letterPdf } from './letter-pdf.js';
import { once, register } from './register.js';

/** A title under which letters go out, with who bears it today. */
export interface Sender {
  id: string;
  title: string;
  name: string;
}

export interface IssueInput {
  kind: string;
  subject: string;
  issuedOn: Temporal.PlainDate;
  sender: string;
  seal: SealKind;
  sealId: string | null;
  way: Way;
  caseNumber: string;
  words: Omit<LetterWords, 'sender' | 'senderName'>;
  key: string;
}

export interface IssueAround {
  issue: Issue | null;
  /** What carries this document out. */
  issued: { issue: Issue; document: DocumentHead | null }[];
  /** The draft that it was. */
  draft: string | null;
  /** The request for disclosure whose decision it tells. */
  disclosure: string | null;
  mayIssue: boolean;
  mayWork: boolean;
  maySeal: boolean;
  /** Mails go from here, and need no mail program of the office. */
  sendsMail: boolean;
}

/** A received paper is answered, not carried out. */
const canBeIssued = ({ direction, state }: DocumentHead): boolean =>
  direction !== 'received' && (state === 'open' || state === 'completed' || state === 'bound');

/** The mayor, and the posts of the section and of those above it, as they are held today. */
export function sendersOf(
  { municipality }: Context,
  { everyUnit, postings, posts }: Organization,
  unit: string,
  names: ReadonlyMap<string, string>,
): Sender[] {
  const senders: Sender[] = [
    { id: 'head', title: municipality.head.title, name: municipality.head.name ?? '' },
  ];
  const seen = new Set<string>();
  for (let at: string | null = unit; at !== null && !seen.has(at); at = everyUnit.get(at)?.parent ?? null) {
    seen.add(at);
    for (const post of posts) {
      const holder = postings.get(at)?.find((one) => one.post === post.id);
      if (!holder) continue;
      senders.push({
        id: `${at}/${post.id}`,
        title: `${everyUnit.get(at)?.name ?? at}　${post.title}`,
        name: names.get(holder.staff) ?? '',
      });
    }
  }
  return senders;
}

/** Outgoing documents until they have their seal. */
export function createIssuing(deps: RecordsDeps) {
  const { kernel, identity, organization } = deps;
  const { access, database, vault } = kernel;

  async function originOf(tx: Tx, context: Context, id: string): Promise<DocumentHead> {
    const found = await findDocument(tx, vault, doorOf(kernel, context), id);
    if (!found || !access.can(context, 'records.keep', found.unit)) throw notFound(documentSubject(id));
    if (!canBeIssued(found)) throw new AppError('notAllowedNow', `${documentSubject(id)} is not issued`);
    return found;
  }

  async function senders(tx: Tx, context: Context, unit: string): Promise<Sender[]> {
    const on = await organization.organizationOn(tx, context, today(context.clock));
    const holders = [...on.postings.values()].flat().map(({ staff }) => staff);
    return sendersOf(context, on, unit, await identity.staffNames(tx, [...new Set(holders)]));
  }

  return {
    /** For the page of a document. */
    around: (context: Context, document: DocumentHead): Promise<IssueAround> =>
      database.transaction(tenantOf(context), async (tx) => {
        const issue = (await findIssue(tx, vault, document.id)) ?? null;
        const issued = await issuesOf(tx, vault, document.id);
        const heads = await headsOf(
          tx,
          vault,
          issued.map(({ documentId }) => documentId),
        );
        const mayWork = access.can(context, 'records.keep', document.unit);
        return {
          issue,
          issued: issued.map((one) => ({ issue: one, document: heads.get(one.documentId) ?? null })),
          draft: (await draftOf(tx, document.id)) ?? null,
          disclosure: (await disclosureOfLetter(tx, vault, document.id))?.id ?? null,
          mayIssue: mayWork && issue === null && canBeIssued(document),
          mayWork,
          maySeal: access.can(context, 'records.seal', document.unit),
          sendsMail: kernel.mailer.serves(context.municipality),
        };
      }),

    /** What the form offers. */
    choices: (
      context: Context,
      origin: string,
    ): Promise<{ origin: DocumentHead; senders: Sender[]; seals: SealPicture[] }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await originOf(tx, context, origin);
        const seals = (await listSeals(tx)).filter(({ retiredAt }) => retiredAt === null);
        return { origin: found, senders: await senders(tx, context, found.unit), seals };
      }),

    /**
     * An outgoing document gets its number and its text; without a seal it is ready at once. Throws invalidInput naming
     * `caseNumber`, `sender` or `body` (characters that cannot be printed). The same key again is the same document.
     */
    async prepare(context: Context, origin: string, input: IssueInput): Promise<string> {
      const tenant = tenantOf(context);
      const { seal, sealId, way, issuedOn, subject } = input;
      const { found, words, recipient } = await database.transaction(tenant, async (tx) => {
        const found = await originOf(tx, context, origin);
        const sender = (await senders(tx, context, found.unit)).find(({ id }) => id === input.sender);
        if (!sender)
          throw new AppError('invalidInput', `no sender ${input.sender}`, { fields: { sender: 'gone' } });
        return {
          found,
          words: { ...input.words, sender: sender.title, senderName: sender.name },
          recipient: way === 'my' ? await knownPerson(deps, tx, context, input.caseNumber) : null,
        };
      });
      // What cannot be printed is found out before a number is taken for it.
      await letterPdf(
        kernel,
        context,
        { document: null, subject, unit: found.unit, words, issuedOn, seal },
        { mode: 'preview' },
      );
      const { id, isNew } = await once(() =>
        database.transaction(tenant, async (tx) => {
          if (sealId !== null && !(await findSeal(tx, sealId)))
            throw new AppError('invalidInput', `no seal ${sealId}`, { fields: { seal: 'gone' } });
          const { unit, grade, classification } = found;
          const { id: made, number } = await register(deps, tx, context, {
            intakeKey: `issue/${staffId(context)}/${input.key}`,
            direction: 'drafted',
            kind: input.kind,
            unit,
            grade,
            classification,
            inCharge: staffId(context),
            documentDate: issuedOn,
            receivedOn: null,
            subject,
            correspondent: words.addressee,
            theirNumber: '',
            files: { from: 'draft/records/none', ids: [] },
          });
          if (!number) return { id: made, isNew: false };
          const preparedBy = actorRef(context.actor);
          await insertIssue(tx, vault, {
            ...{ documentId: made, originId: origin, seal, sealId, way, issuedOn, recipient, words },
            preparedBy,
            preparedAt: context.clock.now(),
          });
          const data = { unit, grade, origin, seal, way };
          await append(tx, context, { type: 'document.issued', subject: documentSubject(made), data });
          return { id: made, isNew: true };
        }),
      );
      if (isNew && seal === 'omitted') await keepLetter(deps, context, id, { revision: 1, sealedBy: null });
      return id;
    },

    /** How it will look; nothing of it is valid. */
    preview: async (context: Context, id: string): Promise<{ pdf: Uint8Array; document: DocumentHead }> => {
      const { document, issue } = await database.transaction(tenantOf(context), async (tx) => {
        const document = await findDocument(tx, vault, doorOf(kernel, context), id);
        const issue = document && (await findIssue(tx, vault, id));
        if (!document || !issue?.words) throw notFound(`letter of ${documentSubject(id)}`);
        return { document, issue: { ...issue, words: issue.words } };
      });
      const facts = { ...issue, document, subject: document.subject, unit: document.unit };
      return { pdf: await letterPdf(kernel, context, facts, { mode: 'preview' }), document };
    },

    /** It does not go out; its number stays in the register. */
    cancel: (context: Context, id: string, revision: number): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const document = await findDocument(tx, vault, doorOf(kernel, context), id);
        const issue = document && (await findIssue(tx, vault, id, { lock: true }));
        if (!document || !issue) throw notFound(documentSubject(id));
        access.require(context, 'records.keep', document.unit);
        // A decision is told: its letter does not stay away.
        if (issue.state !== 'prepared' || issue.revision !== revision || issue.originId === null)
          throw new AppError('conflict', `letter ${id} is ${issue.state}`);
        await saveIssue(tx, id, { state: 'cancelled' });
        const data = { unit: document.unit };
        await append(tx, context, { type: 'document.issueCancelled', subject: documentSubject(id), data });
      }),
  };
}
