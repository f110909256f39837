import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { ADDRESS_SHEET } from '#kernel/documents/address-sheet.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { eraDate } from '#kernel/values/era.js';
import type { Issue, LetterWords } from '../issue.js';
import { type DocumentHead, documentSubject, numberText } from '../model.js';
import { findDocument, headsOf } from '../store/documents.js';
import { findIssue, readyToSend, saveIssue } from '../store/issues.js';
import { versionsOf } from '../store/versions.js';
import { doorOf, type RecordsDeps, unitName } from './deps.js';
import { draftMail } from './draft-mail.js';
import type { IssueLine } from './sealing.js';

const POSTING_LIST = new URL('../templates/posting-list.typ', import.meta.url);
const MOST_READY = 200;

interface Ready {
  document: DocumentHead;
  issue: Issue & { words: LetterWords };
}

/** What is ready goes out: to the my page at once, by post and mail through the hands of staff, who say so. */
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

  return {
    list,

    /** Marks as sent what is ready; to the my page this is the sending. Conflict when it was sent meanwhile. */
    dispatch: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { document, issue } = await ready(tx, context, id, { lock: true });
        if (issue.state !== 'ready') throw new AppError('conflict', `letter ${id} is ${issue.state}`);
        await saveIssue(tx, id, {
          state: 'dispatched',
          dispatched_by: actorRef(context.actor),
          dispatched_at: context.clock.now(),
        });
        const data = { unit: document.unit, way: issue.way };
        await append(tx, context, { type: 'document.dispatched', subject: documentSubject(id), data });
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
    mail: async (context: Context, id: string): Promise<{ text: string; name: string }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { document, issue } = await ready(tx, context, id);
        if (issue.way !== 'mail') throw notFound(`mail of ${documentSubject(id)}`);
        const [newest] = await versionsOf(tx, vault, id);
        const [file] = newest?.content?.files ?? [];
        const read = file && (await files.read(tx, documentSubject(id), file.file));
        if (!read) throw notFound(`file of ${documentSubject(id)}`);
        const { unit, grade } = document;
        await append(tx, context, {
          type: 'document.downloaded',
          subject: documentSubject(id),
          data: { unit, grade, version: newest?.version ?? 1 },
        });
        const { words } = issue;
        const text = draftMail({
          to: words.mail,
          subject: document.subject,
          text: `${words.addressee}　${words.honorific}\n\n${document.subject}（${numberText(document)}）を添付のとおりお送りします。\n\n${words.sender}\n${unitName(context, unit)}　${context.municipality.office.phone}\n`,
          attachment: { name: read.name, mediaType: read.mediaType, bytes: read.bytes },
        });
        return { text, name: `${numberText(document)}.eml` };
      }),
  };
}
