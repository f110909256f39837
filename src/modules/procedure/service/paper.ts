import type { Answers } from '#forms/answers.js';
import { newSheetId } from '#forms/paper/code.js';
import type { PlacedRect } from '#forms/paper/geometry.js';
import { copyDocument, type PaperLayout, paperDocument, paperLayout } from '#forms/paper/paper-form.js';
import { isFileField } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { Channel, Procedure } from '../definition.js';
import { paperForm, paperFrame, withDeclaration } from '../paper.js';
import { insertSheet, keepLayout } from '../store/paper.js';
import type { ApplyService } from './apply.js';
import type { ProcedureDeps } from './deps.js';

export interface PrintedSheet {
  pdf: Uint8Array;
  /** For its file: 住民票の写しの交付請求_様式. */
  name: string;
}

export interface PaperPreview {
  pdf: Uint8Array;
  /** Where each field stands, in millimetres. */
  places: ReadonlyMap<string, readonly PlacedRect[]>;
}

/** What was answered about a procedure, on its way or as a case. */
export interface FilledApplication {
  procedure: Procedure;
  answers: Answers;
  channel: Channel;
}

/** No definition has it: what carries it cannot come back as a case. */
const NO_VERSION = '0';

/** Printing procedures as paper forms: empty for everybody, filled from a draft for whoever wrote it. */
export function createPaperService(
  { kernel, definitions }: Pick<ProcedureDeps, 'kernel' | 'definitions'>,
  apply: Pick<ApplyService, 'openDraft'>,
) {
  const { database, vault, typesetter } = kernel;

  /** Its place among the forms of the municipality; a procedure that is no longer offered has none. */
  const numberOf = (context: Context, id: string): number =>
    definitions.offered(context).findIndex(({ procedure }) => procedure.id === id) + 1;

  const metaOf = ({ municipality, clock }: Context) => ({
    author: localize(municipality.name, 'ja'),
    date: today(clock),
  });

  async function typeset(
    context: Context,
    procedure: Procedure,
    version: string,
    sheet: string,
    layout: PaperLayout,
  ): Promise<Uint8Array> {
    const { municipality } = context;
    const frame = paperFrame(procedure, municipality, numberOf(context, procedure.id));
    const code = { tenant: municipality.code, procedure: procedure.id, version, sheet };
    return typesetter.renderPdf(await paperDocument(layout, frame, code, metaOf(context)));
  }

  return {
    /** An empty form. Each print has a number of its own, of which nothing is kept until it comes back. */
    async empty(context: Context, procedureId: string): Promise<PrintedSheet> {
      const offered = definitions.current(context, procedureId);
      if (!offered) throw notFound(`procedure ${procedureId}`);
      const { procedure, version } = offered;
      const frame = paperFrame(procedure, context.municipality, numberOf(context, procedureId));
      const layout = paperLayout(paperForm(procedure), frame);
      const { digest, positions } = layout;
      await database.transaction(tenantOf(context), (tx) =>
        keepLayout(tx, { procedure: procedureId, version, digest, positions }, context.clock.now()),
      );
      return {
        pdf: await typeset(context, procedure, version, newSheetId(), layout),
        name: `${localize(procedure.title, 'ja')}_様式`,
      };
    },

    /** How a definition that nobody offers yet will look on paper. Its code leads nowhere: it cannot come back as a case. */
    async preview(context: Context, procedure: Procedure): Promise<PaperPreview> {
      const frame = paperFrame(procedure, context.municipality, numberOf(context, procedure.id));
      const layout = paperLayout(paperForm(procedure), frame);
      const pdf = await typeset(context, procedure, NO_VERSION, newSheetId(), layout);
      return { pdf, places: new Map(layout.positions.fields.map(({ field, areas }) => [field, areas])) };
    },

    /**
     * Applications that were filled in at a screen, each printed into its form, all as one file: for the person to take
     * home, or for a section that keeps paper. They are copies without a code, so that none comes back as a second case.
     */
    async copies(context: Context, applications: readonly FilledApplication[]): Promise<Uint8Array> {
      const { PDFDocument } = await import('pdf-lib');
      const whole = await PDFDocument.create();
      for (const { procedure, answers, channel } of applications) {
        const frame = paperFrame(procedure, context.municipality, numberOf(context, procedure.id));
        const form = paperForm(procedure, { isFilled: true });
        const filled = { answers: withDeclaration(answers), today: today(context.clock), channel };
        const pdf = await typesetter.renderPdf(
          copyDocument(paperLayout(form, frame, filled), frame, metaOf(context)),
        );
        const part = await PDFDocument.load(pdf);
        for (const page of await whole.copyPages(part, part.getPageIndices())) whole.addPage(page);
      }
      whole.setTitle('記入済みの様式');
      whole.setLanguage('ja');
      return whole.save();
    },

    /** The answers of a draft that is complete, printed into the form. Papers are handed in on paper too. */
    async filled(context: Context, draftId: string): Promise<PrintedSheet> {
      const { draft, procedure, journey: way } = await apply.openDraft(context, draftId);
      if (way.current) throw new AppError('notAllowedNow', `draft ${draftId} is not complete`);
      const frame = paperFrame(procedure, context.municipality, numberOf(context, procedure.id));
      const form = paperForm(procedure, { isFilled: true });
      const day = today(context.clock);
      const layout = paperLayout(form, frame, { answers: withDeclaration(way.relevant), today: day });
      const { digest, positions } = layout;
      const kept = Object.entries(way.relevant).filter(([id]) => !isLeftOut(procedure, id));
      const sheet = {
        id: newSheetId(),
        procedure: procedure.id,
        version: draft.version,
        person: actorRef(context.actor),
        content: {
          answers: withDeclaration(Object.fromEntries(kept)),
          person: draft.content.person,
          positions,
          digest,
        },
        madeAt: context.clock.now(),
        draft: draftId,
      };
      const pdf = await typeset(context, procedure, draft.version, sheet.id, layout);
      await database.transaction(tenantOf(context), async (tx) => {
        await insertSheet(tx, vault, sheet);
        await append(tx, context, {
          type: 'paper.sheetMade',
          subject: `sheet/${sheet.id}`,
          data: { procedure: procedure.id, version: draft.version, unit: procedure.unit },
        });
      });
      return { pdf, name: `${localize(procedure.title, 'ja')}_記入済み` };
    },
  };
}

/** Files come on paper, and a signature is written by hand. */
const isLeftOut = ({ form }: Procedure, id: string): boolean =>
  form.pages.some(({ fields }) =>
    fields.some((field) => field.id === id && (isFileField(field) || field.kind === 'signature')),
  );

export type PaperService = ReturnType<typeof createPaperService>;
