import { dateIn } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Entry } from '#kernel/journal/entry.js';
import { eraDate } from '#kernel/values/era.js';
import { formatYen, yen } from '#kernel/values/yen.js';
import type { DraftPaper } from '#modules/decision/api.js';
import { type Grade, UNCLASSIFIED } from '../model.js';
import {
  type DraftRow,
  findDraftRow,
  markDecided,
  markRegistered,
  saveChoice,
  waitingDrafts,
} from '../store/drafts.js';
import { type RecordsDeps, staffId, unitName } from './deps.js';
import type { Indexing } from './indexing.js';
import { once, register } from './register.js';

const TEMPLATE = new URL('../templates/draft.typ', import.meta.url);
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
  const { access, database, files, log } = kernel;

  function paperPdf(context: Context, paper: DraftPaper): Promise<Uint8Array> {
    const { municipality } = context;
    const { content, decidedAt } = paper;
    const day = dateIn(decidedAt ?? context.clock.now());
    return kernel.typesetter.renderPdf({
      template: TEMPLATE,
      data: {
        municipality: localize(municipality.name, 'ja'),
        kind: paper.kindTitle,
        unit: unitName(context, paper.unit),
        drafter: paper.drafterName,
        decidedOn: eraDate(day),
        article: paper.article ?? '',
        amount: paper.amount === null ? '' : formatYen(yen(paper.amount)),
        title: content.title,
        body: content.body,
        reason: content.reason,
        budget: content.budget,
        related: content.related,
        acts: paper.acts.map(({ act, unit, title, name, right, at, comment }) => ({
          at: t.dateTime(at),
          who: [unit, title, name].filter(Boolean).join(' '),
          what: `${t(`decision.done.${act}`)}${right && right !== 'holder' ? `（${t(`decision.right.${right}`)}）` : ''}`,
          comment: comment ?? '',
        })),
        files: paper.files.ids.length,
      },
      meta: { title: content.title, author: municipality.head.title, date: day },
      missingGlyph: 'mark',
    });
  }

  /** What was decided with everything attached, in a transaction of its own. Repeating it gives the same document. */
  async function enter(context: Context, draft: string): Promise<string> {
    const tenant = tenantOf(context);
    const paper = await database.transaction(tenant, (tx) => decision.papers.of(tx, context, draft));
    if (paper?.state !== 'decided' || !paper.decidedAt) throw new AppError('notAllowedNow', `draft ${draft}`);
    const { decidedAt, content } = paper;
    const pdf = await paperPdf(context, paper);
    const id = await once(() =>
      database.transaction(tenant, async (tx) => {
        const row = await findDraftRow(tx, draft);
        if (row?.documentId) return row.documentId;
        const now = context.clock.now();
        const holder = `draft/records/decision/${draft}`;
        const body = { name: '起案文書.pdf', mediaType: 'application/pdf', bytes: pdf };
        const kept = [await files.keep(tx, now, holder, body)];
        for (const file of paper.files.ids) {
          const read = await files.read(tx, paper.files.holder, file);
          if (!read) throw new AppError('internal', `file ${file} of the draft ${draft} is missing`);
          kept.push(await files.keep(tx, now, holder, read));
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
        await markRegistered(tx, draft, made);
        return made;
      }),
    );
    await indexing.read(context, id);
    return id;
  }

  const mayChoose = (context: Context, { drafter, unit, state }: DraftPaper) =>
    drafter === staffId(context) && state !== 'decided' && access.can(context, 'records.keep', unit);

  return {
    /** A draft was decided: it waits to be registered. Setting its pages takes too long for where this is called. */
    note: async (tx: Tx, _context: Context, { subject, at }: Pick<Entry, 'subject' | 'at'>): Promise<void> =>
      markDecided(tx, subject.slice('decision/'.length), at),

    /** Registers what waits; what cannot be registered keeps nothing else from it. */
    run: async (context: Context): Promise<void> => {
      const waiting = await database.transaction(tenantOf(context), (tx) => waitingDrafts(tx, AT_ONCE));
      for (const draft of waiting) {
        try {
          await enter(context, draft);
        } catch (error) {
          log.error({ err: error, draft }, 'a decided draft could not be registered');
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
