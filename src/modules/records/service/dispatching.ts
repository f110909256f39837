import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { ADDRESS_SHEET } from '#kernel/documents/address-sheet.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { draftOf, type Mail, MailNotSent } from '#kernel/mail/mail.js';
import { eraDate } from '#kernel/values/era.js';
import type { Issue, LetterWords } from '../issue.js';
import { type DocumentHead, documentSubject, numberText } from '../model.js';
import { findDocument, headsOf } from '../store/documents.js';
import { findIssue, readyToSend, saveIssue } from '../store/issues.js';
import { versionsOf } from '../store/versions.js';
import { doorOf, type RecordsDeps, unitName } from './deps.js';
import { noteDispatched } from './noting-dispatch.js';
import type { IssueLine } from './sealing.js';

const POSTING_LIST = new URL('../templates/posting-list.typ', import.meta.url);
const MOST_READY = 200;
/** Somebody else does not begin it anew before the mail server's time to answer is over several times. */
const SENDING = { minutes: 3 };

interface Ready {
  document: DocumentHead;
  issue: Issue & { words: LetterWords };
}

/** What is ready goes out: to the my page at once, by mail where a mail server is set; else by hand, and staff say so. */
export function createDispatching({ kernel }: RecordsDeps) {
  const { access, database, files, vault } = kernel;
  const reachOf = (context: Context) => ({
    door: doorOf(kernel, context),
    units: access.unitsFor(context, 'records.keep'),
  });

  async function ready(tx: Tx, context: Context, id: string, options?: { lock: boolean }): Promise<Ready> {
    const document = await findDocument(tx, vault, doorOf(kernel, context), id);
    const issue = document && (await findIssue(tx, vault, id, options));
    if (!document || !issue?.words || !access.can(context, 'records.keep', document.unit))
      throw notFound(`letter of ${documentSubject(id)}`);
    if (issue.state !== 'ready' && issue.state !== 'dispatched')
      throw new AppError('notAllowedNow', `letter ${id} is ${issue.state}`);
    return { document, issue: { ...issue, words: issue.words } };
  }

  async function list(context: Context): Promise<IssueLine[]> {
    access.requireAnywhere(context, 'records.keep');
    return database.transaction(tenantOf(context), async (tx) => {
      const issues = await readyToSend(tx, vault, reachOf(context), MOST_READY);
      const heads = await headsOf(
        tx,
        vault,
        issues.map(({ documentId }) => documentId),
      );
      return issues.flatMap((issue) => {
        const document = heads.get(issue.documentId);
        return document ? [{ issue, document }] : [];
      });
    });
  }

  /** What a letter by mail is. */
  async function mailOf(
    tx: Tx,
    context: Context,
    document: DocumentHead,
    { way, words }: Ready['issue'],
  ): Promise<Mail & { version: number }> {
    if (way !== 'mail') throw notFound(`mail of ${documentSubject(document.id)}`);
    const [newest] = await versionsOf(tx, vault, document.id);
    const [file] = newest?.content?.files ?? [];
    const read = file && (await files.read(tx, documentSubject(document.id), file.file));
    if (!newest || !read) throw notFound(`file of ${documentSubject(document.id)}`);
    return {
      to: words.mail,
      subject: document.subject,
      text: `${words.addressee}　${words.honorific}\n\n${document.subject}（${numberText(document)}）を添付のとおりお送りします。\n\n${words.sender}\n${unitName(context, document.unit)}　${context.municipality.office.phone}\n`,
      attachments: [{ name: read.name, mediaType: read.mediaType, bytes: read.bytes }],
      version: newest.version,
    };
  }

  return {
    list,

    /** Marks as sent what is ready; to the my page this is the sending. Conflict when it was sent meanwhile. */
    dispatch: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { document, issue } = await ready(tx, context, id, { lock: true });
        if (issue.state !== 'ready') throw new AppError('conflict', `letter ${id} is ${issue.state}`);
        await noteDispatched(tx, context, id, document.unit, issue.way);
      }),

    /** The sheet for a window envelope. */
    addressSheet: async (context: Context, id: string): Promise<Uint8Array> => {
      const { municipality } = context;
      const { document, issue } = await database.transaction(tenantOf(context), (tx) =>
        ready(tx, context, id),
      );
      if (issue.way !== 'post') throw notFound(`address sheet of ${documentSubject(id)}`);
      const { addressee, honorific, postalCode, address } = issue.words;
      const day = today(context.clock);
      return kernel.typesetter.renderPdf({
        template: ADDRESS_SHEET,
        data: {
          postalCode,
          address,
          name: addressee,
          honorific,
          numberLabel: '文書番号',
          municipality: localize(municipality.name, 'ja'),
          office: municipality.office,
          unit: unitName(context, document.unit),
          issuedOn: eraDate(day),
          text: '次の文書をお送りします。内容をお確かめください。',
          document: document.subject,
          number: numberText(document),
        },
        meta: { title: document.subject, author: municipality.head.title, date: day },
        missingGlyph: 'mark',
      });
    },

    /** 発送簿: everything that is ready for the post. */
    postingList: async (context: Context): Promise<Uint8Array> => {
      const { municipality } = context;
      const lines = (await list(context)).filter(({ issue }) => issue.way === 'post');
      const day = today(context.clock);
      return kernel.typesetter.renderPdf({
        template: POSTING_LIST,
        data: {
          municipality: localize(municipality.name, 'ja'),
          madeOn: eraDate(day),
          letters: lines.map(({ issue, document }) => ({
            number: numberText(document),
            subject: document.grade === 'open' ? document.subject : '（秘密の区分のある文書）',
            addressee: `${issue.words?.addressee ?? ''}　${issue.words?.honorific ?? ''}`,
            address: [issue.words?.postalCode && `〒${issue.words.postalCode}`, issue.words?.address]
              .filter(Boolean)
              .join('\n'),
          })),
        },
        meta: { title: '発送簿', author: municipality.head.title, date: day },
        missingGlyph: 'mark',
      });
    },

    /** A mail with the document attached, to be sent with the mail program of the office. */
    draft: async (context: Context, id: string): Promise<{ bytes: Uint8Array; name: string }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { document, issue } = await ready(tx, context, id);
        const mail = await mailOf(tx, context, document, issue);
        const { unit, grade } = document;
        const data = { unit, grade, version: mail.version };
        await append(tx, context, { type: 'document.downloaded', subject: documentSubject(id), data });
        return { bytes: await draftOf(mail), name: `${numberText(document)}.eml` };
      }),

    /**
     * Sends it by the mail server, and then it is dispatched. Conflict while somebody else sends it. Throws unavailable
     * naming `mail`: why it did not go; where that is `unsure` it stays marked as begun.
     */
    async sendMail(context: Context, id: string): Promise<void> {
      const tenant = tenantOf(context);
      const now = context.clock.now();
      const subject = documentSubject(id);
      const { mail, unit } = await database.transaction(tenant, async (tx) => {
        const { document, issue } = await ready(tx, context, id, { lock: true });
        const isUnderWay =
          issue.mailBegunAt !== null && Temporal.Instant.compare(issue.mailBegunAt.add(SENDING), now) > 0;
        if (issue.state !== 'ready' || isUnderWay)
          throw new AppError('conflict', `letter ${id} is being sent`);
        const mail = await mailOf(tx, context, document, issue);
        await saveIssue(tx, id, { mail_begun_at: now });
        await append(tx, context, { type: 'document.mailBegun', subject, data: { unit: document.unit } });
        return { mail, unit: document.unit };
      });
      // Outside of any transaction: a slow server holds nobody else up.
      const fault = await kernel.mailer.send(context.municipality, mail, id).then(
        () => null,
        (error: unknown) => {
          if (error instanceof MailNotSent) return error;
          throw error;
        },
      );
      await database.transaction(tenant, async (tx) => {
        if (fault) {
          if (fault.fault !== 'unsure') await saveIssue(tx, id, { mail_begun_at: null });
          const data = { unit, reason: fault.fault };
          await append(tx, context, { type: 'document.mailFailed', subject, data });
          return;
        }
        const { issue } = await ready(tx, context, id, { lock: true });
        if (issue.state === 'ready') await noteDispatched(tx, context, id, unit, issue.way);
      });
      if (fault)
        throw new AppError('unavailable', `letter ${id} was not mailed`, {
          cause: fault,
          fields: { mail: fault.fault },
        });
    },
  };
}
