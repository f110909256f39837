import { dateIn } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Entry } from '#kernel/journal/entry.js';
import { eraDate } from '#kernel/values/era.js';
import type { DraftPaper } from '#modules/decision/api.js';
import { documentSubject, type Grade, numberText, takesConfirmations, UNCLASSIFIED } from '../model.js';
import { headOf, saveDocument } from '../store/documents.js';
import {
  confirmedDrafts,
  type DraftRow,
  findDraftRow,
  markConfirmed,
  markDecided,
  markRegistered,
  markRenewed,
  saveChoice,
  waitingDrafts,
} from '../store/drafts.js';
import { versionsOf } from '../store/versions.js';
import { type RecordsDeps, staffId } from './deps.js';
import { confirmationsOf, draftPdf, PAPER_NAME } from './draft-paper.js';
import type { Indexing } from './indexing.js';
import { keepVersion, once, register } from './register.js';

const AT_ONCE = 50;
/** Papers of the office are in Japanese. */
const t = translatorFor('ja');

export interface OpenedDraft {
  paper: DraftPaper;
  /** What it has become; null while it is not decided. */
  document: string | null;
  choice: Pick<DraftRow, 'classification' | 'grade'>;
  mayChoose: boolean;
}

/** Decided drafts become documents of the register: what was decided, as a PDF, with everything that was attached. */
export function createDecided({ kernel, decision, rulesOf }: RecordsDeps, indexing: Indexing) {
  const { access, database, files, log, vault } = kernel;

  /** What the draft names, and the numbers of what it is linked to: a number says nothing of what it is the number of. */
  async function relatedText(tx: Tx, context: Context, { content }: DraftPaper): Promise<string> {
    const lines = [];
    for (const { kind, id } of content.links) {
      const document = kind === 'document' ? id : (await findDraftRow(tx, id))?.documentId;
      const head = document ? await headOf(tx, vault, document) : undefined;
      const draft = kind === 'draft' && !head ? await decision.papers.of(tx, context, id) : null;
      if (head)
        lines.push(t('draftLinks.document', { number: numberText(head), year: String(head.fiscalYear) }));
      else if (draft?.decidedAt)
        lines.push(t('draftLinks.draft', { kind: draft.kindTitle, day: eraDate(dateIn(draft.decidedAt)) }));
    }
    return [content.related, ...lines].filter((line) => line !== '').join('\n');
  }

  /** What was decided with everything attached, in a transaction of its own. Repeating it gives the same document. */
  async function enter(context: Context, draft: string): Promise<string> {
    const tenant = tenantOf(context);
    const { paper, related } = await database.transaction(tenant, async (tx) => {
      const found = await decision.papers.of(tx, context, draft);
      return { paper: found, related: found ? await relatedText(tx, context, found) : '' };
    });
    if (paper?.state !== 'decided' || !paper.decidedAt) throw new AppError('notAllowedNow', `draft ${draft}`);
    const { decidedAt, content } = paper;
    const pdf = await draftPdf(kernel, context, paper, related);
    const marked = await decision.markedCopies(context, draft);
    const id = await once(() =>
      database.transaction(tenant, async (tx) => {
        const row = await findDraftRow(tx, draft);
        if (row?.documentId) return row.documentId;
        const now = context.clock.now();
        const holder = `draft/records/decision/${draft}`;
        const body = { name: PAPER_NAME, mediaType: 'application/pdf', bytes: pdf };
        const kept = [await files.keep(tx, now, holder, body)];
        for (const file of paper.files.ids) {
          const read = await files.read(tx, paper.files.holder, file);
          if (!read) throw new AppError('internal', `file ${file} of the draft ${draft} is missing`);
          kept.push(await files.keep(tx, now, holder, read));
          const copy = marked.get(file);
          if (copy) kept.push(await files.keep(tx, now, holder, { ...copy, mediaType: 'application/pdf' }));
        }
        const { id: made } = await register({ kernel, rulesOf }, tx, context, {
          intakeKey: `decision/${draft}`,
          direction: 'drafted',
          kind: 'proposal',
          unit: paper.unit,
          grade: row?.grade ?? 'open',
          classification: row?.classification ?? UNCLASSIFIED,
          inCharge: paper.drafter,
          documentDate: dateIn(decidedAt),
          receivedOn: null,
          subject: content.title,
          correspondent: '',
          theirNumber: '',
          files: { from: holder, ids: kept.map(({ file }) => file) },
        });
        await markRegistered(tx, draft, made, confirmationsOf(paper));
        return made;
      }),
    );
    await indexing.read(context, id);
    return id;
  }

  /**
   * What was confirmed after the decision goes into its record as a further version, with the files of the newest one:
   * also where the record is finished or bound, for what was decided is not changed by it.
   */
  async function renew(context: Context, draft: string): Promise<void> {
    const tenant = tenantOf(context);
    const { paper, related, row } = await database.transaction(tenant, async (tx) => {
      const found = await decision.papers.of(tx, context, draft);
      return {
        paper: found,
        related: found ? await relatedText(tx, context, found) : '',
        row: await findDraftRow(tx, draft),
      };
    });
    const id = row?.documentId;
    if (!paper || !row?.confirmedAt || !id) return;
    const seen = { confirmedAt: row.confirmedAt, confirmations: confirmationsOf(paper) };
    const pdf =
      seen.confirmations > row.confirmations ? await draftPdf(kernel, context, paper, related) : null;
    await database.transaction(tenant, async (tx) => {
      const document = await headOf(tx, vault, id, { lock: true });
      // Of two that renew it, the second finds that it is done.
      const isStillDue = (await findDraftRow(tx, draft))?.confirmations === row.confirmations;
      await markRenewed(tx, draft, seen);
      if (!pdf || !document || !isStillDue || !takesConfirmations(document)) return;
      const now = context.clock.now();
      const holder = documentSubject(id);
      const [newest] = await versionsOf(tx, vault, id);
      const kept = await files.keep(tx, now, holder, {
        name: PAPER_NAME,
        mediaType: 'application/pdf',
        bytes: pdf,
      });
      const others = newest?.content?.files.filter(({ name }) => name !== PAPER_NAME) ?? [];
      const ids = [kept.file, ...others.map(({ file }) => file)];
      await saveDocument(tx, id, {}, now);
      await keepVersion(kernel, tx, context, document, (newest?.version ?? 0) + 1, { from: holder, ids });
    });
    await indexing.read(context, id);
  }

  const mayChoose = (context: Context, { drafter, unit, state }: DraftPaper) =>
    drafter === staffId(context) && state !== 'decided' && access.can(context, 'records.keep', unit);

  return {
    /** A draft was decided: it waits to be registered. Setting its pages takes too long for where this is called. */
    note: async (tx: Tx, _context: Context, { subject, at }: Pick<Entry, 'subject' | 'at'>): Promise<void> =>
      markDecided(tx, subject.slice('decision/'.length), at),

    /** A draft was confirmed later: its record gets a further version. */
    noteConfirmed: async (
      tx: Tx,
      _context: Context,
      { subject, at }: Pick<Entry, 'subject' | 'at'>,
    ): Promise<void> => markConfirmed(tx, subject.slice('decision/'.length), at),

    /** Registers and renews what waits; what cannot be done keeps nothing else from it. */
    run: async (context: Context): Promise<void> => {
      const waiting = await database.transaction(tenantOf(context), (tx) => waitingDrafts(tx, AT_ONCE));
      for (const draft of waiting) {
        try {
          await enter(context, draft);
        } catch (error) {
          log.error({ err: error, draft }, 'a decided draft could not be registered');
        }
      }
      const confirmed = await database.transaction(tenantOf(context), (tx) => confirmedDrafts(tx, AT_ONCE));
      for (const draft of confirmed) {
        try {
          await renew(context, draft);
        } catch (error) {
          log.error({ err: error, draft }, 'the record of a draft that was confirmed could not be renewed');
        }
      }
    },

    /** A draft for whom it concerns; one that is decided is in the register from now on at the latest. */
    open: async (context: Context, draft: string): Promise<OpenedDraft> => {
      access.requireAnywhere(context, 'records.read');
      const { paper, row } = await database.transaction(tenantOf(context), async (tx) => ({
        paper: await decision.papers.seen(tx, context, draft),
        row: await findDraftRow(tx, draft),
      }));
      if (!paper) throw notFound(`draft ${draft}`);
      const document = row?.documentId ?? (paper.state === 'decided' ? await enter(context, draft) : null);
      return {
        paper,
        document,
        choice: { classification: row?.classification ?? null, grade: row?.grade ?? null },
        mayChoose: mayChoose(context, paper),
      };
    },

    /** The drafter says beforehand how it is to be kept. */
    choose: (
      context: Context,
      draft: string,
      choice: { classification: string; grade: Grade },
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const paper = await decision.papers.seen(tx, context, draft);
        if (!paper || !mayChoose(context, paper))
          throw new AppError('notAllowedNow', `class of draft ${draft}`);
        if (!rulesOf(context).classOf(choice.classification))
          throw new AppError('invalidInput', `no class ${choice.classification}`);
        await saveChoice(tx, draft, choice);
      }),
  };
}
