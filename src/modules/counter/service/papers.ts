import { journey } from '#forms/journey.js';
import { type AskedQuestion, questionsAsAsked } from '#forms/submission.js';
import { dateIn, today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { qrSvg } from '#kernel/documents/qr.js';
import { notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { eraDate } from '#kernel/values/era.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { answersFor } from '../combine/combine.js';
import { type EntryCode, formatEntryCode } from '../entry-code.js';
import { casesOfInterview } from '../store/interviews.js';
import { bringList, leftToDo } from '../todo.js';
import { lineOf } from './booklet.js';
import type { GuideService } from './guide.js';
import type { InterviewDeps, InterviewService } from './interview.js';
import { factsAt } from './interview-forms.js';

const PRE_ENTRY = new URL('../templates/pre-entry.typ', import.meta.url);
const PAPERS = new URL('../templates/papers.typ', import.meta.url);

export type PaperService = ReturnType<typeof createPaperService>;

const printed = (asked: readonly AskedQuestion[]) =>
  asked
    .filter(({ kind }) => kind !== 'statement')
    .map(({ question, answer, pageTitle }) => ({ question, answer: answer ?? '', page: pageTitle ?? '' }));

/** What is printed at the guided counter: the slip with the code, the filled-in papers, the receipt. */
export function createPaperService(
  { kernel, procedures, forms }: InterviewDeps,
  interviews: InterviewService,
  guides: GuideService,
) {
  const { database, typesetter } = kernel;

  const frame = ({ municipality, clock }: Context) => ({
    municipality: localize(municipality.name, 'ja'),
    office: { ...municipality.office, hours: localize(municipality.office.hours, 'ja') },
    madeOn: eraDate(today(clock)),
  });

  /** Where a scanner at the counter leads. */
  function codeAddress({ municipality }: Context, code: EntryCode): string {
    const [host] = municipality.hosts;
    const base = host === undefined ? `${kernel.config.publicUrl}/${municipality.slug}` : `https://${host}`;
    return `${base}/staff/counter?code=${formatEntryCode(code)}`;
  }

  return {
    codeAddress,
    codePicture: (context: Context, code: EntryCode): Promise<string> => qrSvg(codeAddress(context, code)),

    /** 事前入力票: the code, the QR code, what to bring. */
    async slip(context: Context, id: string): Promise<Uint8Array> {
      const { interview, procedures: chosen } = await interviews.open(context, id);
      const { code, guide: answers } = interview.content;
      if (code === null) throw notFound(`code of interview ${id}`);
      const used = guides.guide(context, interview.guide);
      const list = guides.list(context, used, answers, 'ja');
      const title = '事前入力票';
      return typesetter.renderPdf({
        template: PRE_ENTRY,
        data: {
          ...frame(context),
          title,
          event: localize(used.guide.title, 'ja'),
          code: formatEntryCode(code),
          until: eraDate(dateIn(interview.expiresAt)),
          procedures: chosen.map(({ procedure }) => ({
            title: localize(procedure.title, 'ja'),
            unit: context.municipality.units.find((unit) => unit.id === procedure.unit)?.name ?? '',
          })),
          bring: bringList(list?.todos ?? []),
        },
        files: { 'qr.svg': await qrSvg(codeAddress(context, code)) },
        meta: { title, author: localize(context.municipality.name, 'ja'), date: today(context.clock) },
        missingGlyph: 'mark',
      });
    },

    /** 記入済みの様式: the form of each procedure with the answers printed into it, as one file. */
    async forms(context: Context, id: string): Promise<Uint8Array> {
      const filled = await database.transaction(tenantOf(context), async (tx) => {
        const interview = await interviews.held(tx, context, id);
        if (interview.state === 'open') {
          const { combined, way, procedures: chosen } = await forms.open(tx, context, interview);
          return chosen.map(({ procedure }) => ({
            procedure,
            answers: answersFor(combined, procedure.id, way.relevant),
            channel: factsAt(context).channel,
          }));
        }
        const cases = [];
        for (const { caseId } of await casesOfInterview(tx, id)) {
          const found = await procedures.askedIn(tx, caseId);
          if (found) cases.push(found);
        }
        return cases;
      });
      return procedures.paperCopies(context, filled);
    },

    /** Every procedure with its answers: before it is taken in to be read and signed, afterwards as receipt. */
    async papers(context: Context, id: string): Promise<Uint8Array> {
      const t = translatorFor('ja');
      const { interview, sheets, signature } = await database.transaction(tenantOf(context), async (tx) => {
        const interview = await interviews.held(tx, context, id);
        const { signature } = interview.content;
        if (interview.state === 'open') {
          const { combined, way, procedures: chosen } = await forms.open(tx, context, interview);
          const facts = factsAt(context);
          const sheets = chosen.map(({ procedure }) => ({
            title: localize(procedure.title, 'ja'),
            number: '',
            fee: procedure.fee ? localize(procedure.fee.text, 'ja') : '',
            dueOn: '',
            declaration: localize(procedure.declaration, 'ja'),
            asked: printed(
              questionsAsAsked(
                journey(procedure.form, answersFor(combined, procedure.id, way.relevant), facts),
                'ja',
              ),
            ),
          }));
          return { interview, sheets, signature };
        }
        const sheets = [];
        for (const { caseId } of await casesOfInterview(tx, id)) {
          const found = await procedures.askedIn(tx, caseId);
          if (!found) continue;
          sheets.push({
            title: localize(found.title, 'ja'),
            number: formatReference(found.number),
            fee: found.fee > 0 ? t.yen(found.fee) : 'なし',
            dueOn: eraDate(found.dueOn),
            declaration: '',
            asked: printed(found.asked),
          });
        }
        return { interview, sheets, signature };
      });
      const isReceipt = interview.state === 'submitted';
      const used = guides.guide(context, interview.guide);
      const list = guides.list(context, used, interview.content.guide, 'ja');
      const received = interview.content.procedures.map(({ id: procedure }) => procedure);
      const others = isReceipt ? leftToDo(list?.todos ?? [], received) : [];
      const title = isReceipt ? '受付控え' : '申請内容の確認書';
      const drawn = signature && 'png' in signature ? Buffer.from(signature.png, 'base64') : null;
      return typesetter.renderPdf({
        template: PAPERS,
        data: {
          ...frame(context),
          title,
          event: localize(used.guide.title, 'ja'),
          isReceipt,
          others: others.map(lineOf),
          sheets,
          signature: signature && {
            isDrawn: drawn !== null,
            name: 'name' in signature ? signature.name : '',
            signedOn: eraDate(Temporal.PlainDate.from(signature.signedOn)),
          },
        },
        files: drawn ? { 'signature.png': drawn } : {},
        meta: { title, author: localize(context.municipality.name, 'ja'), date: today(context.clock) },
        missingGlyph: 'mark',
      });
    },
  };
}
