import { isDeepStrictEqual } from 'node:util';
import type { Answers } from '#forms/answers.js';
import { withTowns } from '#forms/fields/postalAddress/look-up.js';
import { afterPage, type Destination, type JourneyPage, reachablePage } from '#forms/journey.js';
import { type PageReading, type RawByField, rawAnswers, readPage } from '#forms/page-reading.js';
import { isFileField, receiveFiles, type SentPage, withFileErrors } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Kernel } from '#kernel/kernel.js';
import type { PlaceApi } from '#modules/place/api.js';
import type { ProcedureApi } from '#modules/procedure/api.js';
import { begunPersons } from '../combine/carry.js';
import { type CombinedForm, proposedFrom } from '../combine/combine.js';
import { knownPeople } from '../combine/known-people.js';
import { filesHolder, type Interview, type InterviewContent } from '../interview.js';
import { factsAt, type InterviewForms, type OpenInterview } from './interview-forms.js';

interface InterviewPage extends OpenInterview {
  page: JourneyPage;
  raw: RawByField;
}

type SavedInterviewPage =
  | { kind: 'next'; destination: Destination }
  | { kind: 'again'; open: OpenInterview; page: JourneyPage; reading: PageReading };

/** How an interview is found and kept, whoever fills it in. */
interface Keeping {
  changeable(tx: Tx, context: Context, id: string): Promise<Interview>;
  save(tx: Tx, context: Context, id: string, content: InterviewContent): Promise<void>;
}

interface FillingDeps {
  kernel: Kernel;
  procedures: Pick<ProcedureApi, 'knownOf'>;
  places: Pick<PlaceApi, 'townsOf'>;
  forms: InterviewForms;
}

/** The pages of an interview: what they show, and what is sent. */
export function createFilling(
  { kernel, procedures, places, forms }: FillingDeps,
  { changeable, save }: Keeping,
) {
  const { database } = kernel;

  return {
    page: (context: Context, id: string, pageId: string): Promise<InterviewPage | null> =>
      database.transaction(tenantOf(context), async (tx) => {
        const open = await forms.open(tx, context, await changeable(tx, context, id));
        const page = reachablePage(open.way, pageId);
        if (!page) return null;
        const { form } = open.combined;
        const { answers } = open;
        const raw = {
          ...(await procedures.knownOf(tx, context, page.page.fields)),
          ...knownPeople(open.combined, pageId, open.way.relevant, today(context.clock)),
          ...rawAnswers(form, page.page.fields, proposedFrom(open.combined, open.way.relevant)),
          ...begunPersons(page.page.fields, answers),
          ...rawAnswers(form, page.page.fields, { ...answers, ...open.way.relevant }),
        };
        return { ...open, page, raw };
      }),

    async savePage(
      context: Context,
      id: string,
      pageId: string,
      sentPage: SentPage,
      backToCheck: boolean,
    ): Promise<SavedInterviewPage | null> {
      const fields = await database.transaction(tenantOf(context), async (tx) => {
        const { combined } = await forms.open(tx, context, await changeable(tx, context, id));
        return combined.form.pages.find((page) => page.id === pageId)?.fields ?? [];
      });
      // Files are looked at outside the transaction: that takes its time.
      const { sent: received, errors } = fields.some(isFileField)
        ? await receiveFiles(kernel, context, fields, sentPage, filesHolder(id))
        : { sent: sentPage, errors: {} };
      const sent = await withTowns(received, (code) => places.townsOf(context, code));
      return database.transaction(tenantOf(context), async (tx) => {
        const open = await forms.open(tx, context, await changeable(tx, context, id));
        const page = reachablePage(open.way, pageId);
        if (!page) return null;
        const { content } = open.interview;
        const reading = withFileErrors(
          readPage(open.combined.form, pageId, sent, open.answers, factsAt(context)),
          errors,
        );
        const answers = ownAnswers(open.combined, reading.answers);
        const saved = { ...content, answers, signature: null, signed: null };
        await save(tx, context, id, saved);
        if (!reading.isComplete) return { kind: 'again', open, page, reading };
        const after = await forms.open(tx, context, { ...open.interview, content: saved });
        return { kind: 'next', destination: afterPage(after.way, pageId, { backToCheck }) };
      });
    },
  };
}

/** Only what the person was asked, or said otherwise than the guide has it: the rest follows again every time. */
const ownAnswers = ({ stated }: CombinedForm, answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).filter(
      ([id, answer]) => !Object.hasOwn(stated, id) || !isDeepStrictEqual(stated[id], answer),
    ),
  );
