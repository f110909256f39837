import type { Field } from '#forms/fields/field.js';
import { journey } from '#forms/journey.js';
import {
  type ErrorsByField,
  type RawByField,
  rawAnswers,
  readPage,
  type SentForm,
} from '#forms/page-reading.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { CORRECTION_PAGE } from '../correction-form.js';
import { changedQuestions, wholeFormErrors } from '../correction-reply.js';
import type { Procedure } from '../definition.js';
import { type Case, type Certificate, correctableFields, deliveryOf } from '../model.js';
import { newPickUpCode } from '../pick-up-code.js';
import type { ProcedureDeps } from '../service/deps.js';
import type { Desk } from '../service/desk.js';
import { renderDocument } from '../service/documents.js';
import { answeredContent } from '../service/new-case.js';
import type { Step } from '../service/step.js';
import { numberFor } from '../store/document-numbers.js';
import { certificatesOf, insertCertificate, revocationOf } from '../store/documents.js';
import { publishedTemplate } from '../store/templates.js';
import { REISSUE_REASON, reissueForm } from './form.js';

/** The page on which answers are put right. */
export interface ReissuePage {
  case: Case;
  procedure: Procedure;
  /** Answers that can be put right, with their questions; files are as they were handed in. */
  correctable: { field: string; question: string }[];
  named: readonly string[];
  fields: readonly Field[];
  raw: RawByField;
  errors: ErrorsByField;
  revealed: readonly string[];
}

export type Reissued = { kind: 'issued' } | { kind: 'again'; page: ReissuePage };

/** A document that was revoked for wrong content is issued again from the same case, corrected. */
export function createReissue({ kernel }: ProcedureDeps, desk: Desk, { admitted, step }: Step) {
  const { database, vault } = kernel;

  /** The revoked document in whose place the new one comes; throws when it was not revoked for its content. */
  async function replaced(tx: Tx, id: string): Promise<{ last: Certificate; edition: number }> {
    const issued = await certificatesOf(tx, id);
    const last = issued.at(-1);
    const revocation = last?.revokedAt && (await revocationOf(tx, vault, last.id));
    if (!last || !revocation || revocation.reason !== 'wrongContent')
      throw new AppError('notAllowedNow', `no document of ${id} was revoked for its content`);
    return { last, edition: issued.length + 1 };
  }

  const correctableOf = (found: Case): ReissuePage['correctable'] => {
    const possible = new Set(correctableFields(found));
    return (found.content.askedInJapanese ?? found.content.asked)
      .filter(
        ({ field, kind }) =>
          possible.has(field) && !['file', 'photo', 'signature', 'calculated'].includes(kind),
      )
      .map(({ field, question }) => ({ field, question }));
  };

  const namedOf = (found: Case, wanted: readonly string[]): string[] =>
    correctableOf(found).flatMap(({ field }) => (wanted.includes(field) ? [field] : []));

  const factsOf = (context: Context, { channel }: Case) => ({ today: today(context.clock), channel });

  return {
    reissuePage: (context: Context, id: string, wanted: readonly string[]): Promise<ReissuePage> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { revision } = await desk.visible(tx, context, id);
        const { found, procedure } = await admitted(tx, context, id, revision, 'reissue');
        await replaced(tx, id);
        const named = namedOf(found, wanted);
        const form = reissueForm(procedure.form, named);
        const { answers } = found.content;
        const way = journey(form, answers, factsOf(context, found));
        const fields = way.pages.find(({ id: page }) => page === CORRECTION_PAGE)?.fields ?? [];
        return {
          case: found,
          procedure,
          correctable: correctableOf(found),
          named,
          fields,
          raw: rawAnswers(form, fields, answers),
          errors: {},
          revealed: [],
        };
      }),

    /** As with the first document, the database waits for no typesetting. No fee is taken again. */
    reissue: async (
      context: Context,
      id: string,
      revision: number,
      wanted: readonly string[],
      sent: SentForm,
    ): Promise<Reissued> => {
      const ready = await database.transaction(tenantOf(context), async (tx) => {
        const { found, procedure } = await admitted(tx, context, id, revision, 'reissue');
        const { last, edition } = await replaced(tx, id);
        const named = namedOf(found, wanted);
        const form = reissueForm(procedure.form, named);
        const facts = factsOf(context, found);
        const reading = readPage(form, CORRECTION_PAGE, sent, found.content.answers, facts);
        const { [REISSUE_REASON]: reason, ...answers } = reading.answers;
        const errors = reading.isComplete
          ? wholeFormErrors(procedure, { ...reading, answers }, facts)
          : reading.errors;
        if (!reading.isComplete || Object.keys(errors).length > 0) {
          const { fields, raw, revealed } = reading;
          const correctable = correctableOf(found);
          const page = { case: found, procedure, correctable, named, fields, raw, errors, revealed };
          return { kind: 'again' as const, page };
        }
        const way = journey(procedure.form, answers, facts);
        const { relevant } = way;
        const content = {
          ...found.content,
          ...answeredContent(procedure, way, found.content.locale, facts),
          // What was due was paid for the first document.
          feeReason: found.content.feeReason,
        };
        const delivery = found.applicant === null ? found.delivery : deliveryOf(procedure.output, relevant);
        const { output } = procedure;
        return {
          kind: 'ready' as const,
          corrected: { ...found, content, delivery },
          procedure,
          last,
          correction: {
            reason: typeof reason === 'string' ? reason : '',
            before: changedQuestions(found.content.asked, content.asked),
          },
          edition: {
            number: await numberFor(tx, id, fiscalYearOf(today(context.clock)), edition),
            template: output.kind === 'none' ? undefined : await publishedTemplate(tx, output.template),
          },
        };
      });
      if (ready.kind === 'again') return ready;
      const { corrected, procedure, last, correction, edition } = ready;
      const { certificate, pdf } = await renderDocument(kernel, context, corrected, procedure, edition);
      await step(context, id, revision, 'reissue', async (tx, found) => {
        const { content, delivery } = corrected;
        const newId = uuidv7(context.clock.now());
        await insertCertificate(
          tx,
          vault,
          {
            ...certificate,
            id: newId,
            issuedBy: desk.staffId(context),
            pickUpCode: delivery === 'counter' ? newPickUpCode() : null,
            correction,
          },
          pdf,
        );
        return {
          change: { state: 'issued', phase: 'closed', content, delivery },
          entry: 'certificate.reissued',
          data: {
            certificate: newId,
            replaces: last.id,
            channel: found.channel,
            delivery: delivery ?? 'myPage',
          },
        };
      });
      return { kind: 'issued' };
    },
  };
}
