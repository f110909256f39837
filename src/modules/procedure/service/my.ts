import type { Field } from '#forms/fields/field.js';
import { withTowns } from '#forms/fields/postalAddress/look-up.js';
import { journey } from '#forms/journey.js';
import { type ErrorsByField, type RawByField, rawAnswers, readPage } from '#forms/page-reading.js';
import { isFileField, receiveFiles, type SentPage, withFileErrors } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant, notFound } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { append, readEntries } from '#kernel/journal/journal.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import type { PaymentHead } from '#modules/payment/api.js';
import { CORRECTION_PAGE, correctionForm } from '../correction-form.js';
import { changedQuestions, openCorrection, wholeFormErrors } from '../correction-reply.js';
import type { Procedure } from '../definition.js';
import { feeOf } from '../fee.js';
import {
  type Case,
  type CaseSummary,
  type Certificate,
  type Correction,
  deliveryOf,
  type Reissue,
  type Revocation,
  requireAction,
  resumed,
} from '../model.js';
import { recounted } from '../parts/progress.js';
import { type PartStanding, standingOf } from '../parts/service.js';
import type { PickUpCode } from '../pick-up-code.js';
import { publicAnswers } from '../public-answers.js';
import { casesOfApplicant, findCase, saveCase } from '../store/cases.js';
import { removeCheckMarks } from '../store/checks.js';
import {
  answerCorrection,
  certificateFile,
  certificateOf,
  correctionsOf,
  reissueOf,
  revocationOf,
} from '../store/documents.js';
import { type DraftHead, draftsOf } from '../store/drafts.js';
import { pickUpCodeOf } from '../store/hand-over.js';
import { savePublicAnswers } from '../store/public-answers.js';
import {
  caseSubject,
  type HistoryItem,
  historyOf,
  isForApplicants,
  type Look,
  looksIn,
} from '../timeline.js';
import type { ProcedureDeps } from './deps.js';
import { createFees } from './fees.js';
import { answeredContent, rowsNamed } from './new-case.js';

export interface CaseLine extends CaseSummary {
  title: LocalizedText;
  kind: Procedure['kind'];
}

export interface DraftLine extends DraftHead {
  title: LocalizedText;
}

export interface MyOverview {
  /** Corrections and fees that wait for the person. */
  todo: CaseLine[];
  running: CaseLine[];
  done: CaseLine[];
  /** Older finished cases follow after this. */
  nextDone: string | null;
  drafts: DraftLine[];
  looks: Look[];
}

export interface MyCase {
  case: Case;
  procedure: Procedure;
  history: HistoryItem[];
  looks: Look[];
  corrections: Correction[];
  certificate: Certificate | null;
  /** In whose place it came, and why. */
  reissue: Reissue | null;
  /** Why it was revoked. */
  revocation: Revocation | null;
  /** What is owed for it, or was paid. */
  payment: PaymentHead | null;
  /** With the number of the case it hands the document over. */
  pickUpCode: PickUpCode | null;
  /** What third parties complete. */
  parts: PartStanding[];
}

export interface CorrectionPage extends MyCase {
  open: Correction;
  fields: readonly Field[];
  raw: RawByField;
  errors: ErrorsByField;
  revealed: readonly string[];
}

const DONE_PAGE = 10;
const MOST_OPEN = 100;
const HISTORY = 200;
const LOOKS = 10;
const CORRECTION_TITLE: LocalizedText = {
  ja: '直していただく内容',
  'ja-x-easy': '直（なお）すところ',
  en: 'What to correct',
};

export type MyService = ReturnType<typeof createMyService>;

/** What a person sees of their own procedures. Everybody else's cases do not exist here. */
export function createMyService(deps: ProcedureDeps) {
  const { kernel, places, definitions, registers } = deps;
  const fees = createFees(deps);
  const { access, database, vault } = kernel;

  async function own(tx: Tx, context: Context, id: string, { lock = false } = {}): Promise<Case> {
    access.require(context, 'case.readOwn', null);
    const found = await findCase(tx, vault, id, { lock });
    if (!found || found.applicant !== actorRef(context.actor)) throw notFound(`case ${id}`);
    return found;
  }

  async function withHistory(tx: Tx, context: Context, found: Case): Promise<MyCase> {
    const { entries } = await readEntries(tx, { subject: caseSubject(found.id) }, { limit: HISTORY });
    const certificate = (await certificateOf(tx, found.id)) ?? null;
    const procedure = await definitions.at(tx, found.procedure, found.version);
    return {
      case: found,
      procedure,
      parts: await standingOf(tx, { kernel }, context, found, procedure),
      history: historyOf(entries).filter(isForApplicants),
      looks: looksIn(entries),
      corrections: await correctionsOf(tx, vault, found.id),
      certificate,
      reissue: certificate && (await reissueOf(tx, vault, certificate)),
      revocation: certificate?.revokedAt ? await revocationOf(tx, vault, certificate.id) : null,
      payment: await fees.standing(tx, context, found, procedure),
      pickUpCode: certificate && (await pickUpCodeOf(tx, vault, certificate.id)),
    };
  }

  const titled =
    (tx: Tx) =>
    async <Line extends { procedure: string; version: string }>(line: Line) => {
      const { title, kind } = await definitions.at(tx, line.procedure, line.version);
      return { ...line, title, kind };
    };

  return {
    overview: async (context: Context, after?: string): Promise<MyOverview> => {
      access.require(context, 'case.readOwn', null);
      const me = actorRef(context.actor);
      return database.transaction(tenantOf(context), async (tx) => {
        const open = await casesOfApplicant(tx, vault, me, {
          phases: ['working', 'waiting'],
          limit: MOST_OPEN,
        });
        const closed = await casesOfApplicant(tx, vault, me, {
          phases: ['closed'],
          after: readTimePlace(after),
          limit: DONE_PAGE + 1,
        });
        const lines = await Promise.all(open.map(titled(tx)));
        const done = await Promise.all(closed.slice(0, DONE_PAGE).map(titled(tx)));
        const drafts = await Promise.all((await draftsOf(tx, me)).map(titled(tx)));
        const subjects = [...open, ...closed].map(({ id }) => caseSubject(id));
        const seen =
          subjects.length === 0
            ? []
            : (await readEntries(tx, { type: 'case.viewed', subject: subjects }, { limit: LOOKS })).entries;
        const last = done.at(-1);
        return {
          todo: lines.filter(({ phase }) => phase === 'waiting'),
          running: lines.filter(({ phase }) => phase !== 'waiting'),
          done,
          nextDone: closed.length > DONE_PAGE && last ? placeText(last.submittedAt, last.id) : null,
          drafts,
          looks: looksIn(seen),
        };
      });
    },

    caseOf: (context: Context, id: string): Promise<MyCase> =>
      database.transaction(tenantOf(context), async (tx) =>
        withHistory(tx, context, await own(tx, context, id)),
      ),

    /** The page on which named fields are corrected, as they stand now. */
    correctionPage: (context: Context, id: string): Promise<CorrectionPage> =>
      database.transaction(tenantOf(context), async (tx) => {
        const mine = await withHistory(tx, context, await own(tx, context, id));
        requireAction(mine.case, 'correct');
        const open = openCorrection(mine.corrections);
        const form = correctionForm(mine.procedure.form, open.fields, CORRECTION_TITLE);
        const facts = { today: today(context.clock), channel: mine.case.channel };
        const way = journey(form, mine.case.content.answers, facts);
        const fields = way.pages.find((page) => page.id === CORRECTION_PAGE)?.fields ?? [];
        return {
          ...mine,
          open,
          fields,
          raw: rawAnswers(form, fields, mine.case.content.answers),
          errors: {},
          revealed: [],
        };
      }),

    /** Takes the corrected fields, and only them; answers the page again when something is wrong with them. */
    correct: async (
      context: Context,
      id: string,
      page: SentPage,
    ): Promise<{ kind: 'corrected' } | { kind: 'again'; page: CorrectionPage }> => {
      const fileFields = await database.transaction(tenantOf(context), async (tx) => {
        const { procedure: name, version } = await own(tx, context, id);
        const { form } = await definitions.at(tx, name, version);
        return form.pages.flatMap(({ fields }) => fields.filter(isFileField));
      });
      const received = await receiveFiles(kernel, context, fileFields, page, caseSubject(id));
      const sent = await withTowns(received.sent, (code) => places.townsOf(context, code));
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await own(tx, context, id, { lock: true });
        requireAction(found, 'correct');
        const corrections = await correctionsOf(tx, vault, id);
        const open = openCorrection(corrections);
        const procedure = await definitions.at(tx, found.procedure, found.version);
        const form = correctionForm(procedure.form, open.fields, CORRECTION_TITLE);
        const now = context.clock.now();
        const facts = { today: today(context.clock), channel: found.channel };
        const reading = withFileErrors(
          readPage(form, CORRECTION_PAGE, sent, found.content.answers, facts),
          received.errors,
        );
        const errors = reading.isComplete ? wholeFormErrors(procedure, reading, facts) : reading.errors;
        if (!reading.isComplete || Object.keys(errors).length > 0) {
          const page = {
            ...(await withHistory(tx, context, found)),
            open,
            fields: reading.fields,
            raw: reading.raw,
            errors,
            revealed: reading.revealed,
          };
          return { kind: 'again', page };
        }
        const way = journey(procedure.form, reading.answers, facts);
        const { relevant } = way;
        const content = {
          ...found.content,
          ...answeredContent(procedure, way, found.content.locale, facts),
        };
        const fee = { fee: feeOf(procedure, relevant, facts), feeReceipt: found.feeReceipt };
        const clock = await recounted(
          tx,
          vault,
          { ...found, ...fee, state: 'inReview' },
          procedure,
          relevant,
          facts,
        );
        await answerCorrection(tx, vault, open, changedQuestions(found.content.asked, content.asked), now);
        await saveCase(
          tx,
          vault,
          id,
          {
            state: 'inReview',
            fee: fee.fee,
            delivery: deliveryOf(procedure.output, relevant),
            content,
            ...clock,
          },
          now,
        );
        await removeCheckMarks(tx, id);
        await savePublicAnswers(tx, id, found.procedure, publicAnswers(procedure, relevant));
        await registers.relate(tx, context, { kind: 'case', id }, rowsNamed(procedure, relevant));
        await append(tx, context, {
          type: 'case.corrected',
          subject: caseSubject(id),
          data: { procedure: found.procedure, unit: found.unit },
        });
        return { kind: 'corrected' };
      });
    },

    /** A file that the person handed in, as it was kept. */
    file: (context: Context, id: string, file: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        await own(tx, context, id);
        const stored = await kernel.files.read(tx, caseSubject(id), file);
        if (!stored) throw notFound(`file ${file} of case ${id}`);
        return stored;
      }),

    withdraw: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await own(tx, context, id, { lock: true });
        requireAction(found, 'withdraw');
        const decidedOn = today(context.clock);
        const { stoppedDays, stoppedOn } = resumed(found, decidedOn);
        const procedure = await definitions.at(tx, found.procedure, found.version);
        await fees.cancel(tx, context, found, procedure, 'withdrawn');
        await saveCase(
          tx,
          vault,
          id,
          { state: 'withdrawn', phase: 'closed', decidedOn, stoppedDays, stoppedOn },
          context.clock.now(),
        );
        await savePublicAnswers(tx, id, found.procedure, []);
        await append(tx, context, {
          type: 'case.withdrawn',
          subject: caseSubject(id),
          data: { procedure: found.procedure, unit: found.unit },
        });
      }),

    /** The document that was issued to the person, when it is handed over on this page. */
    download: (
      context: Context,
      id: string,
    ): Promise<{ file: Uint8Array; title: LocalizedText; number: string }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await own(tx, context, id);
        const certificate = await certificateOf(tx, id);
        const procedure = await definitions.at(tx, found.procedure, found.version);
        if (
          !certificate ||
          certificate.revokedAt ||
          found.delivery !== 'myPage' ||
          procedure.output.kind === 'none'
        ) {
          throw notFound(`document of case ${id}`);
        }
        const file = await certificateFile(tx, vault, certificate.id);
        invariant(file, 'a certificate has its file');
        await append(tx, context, {
          type: 'certificate.downloaded',
          subject: caseSubject(id),
          data: { procedure: found.procedure, certificate: certificate.id },
        });
        return { file, title: procedure.output.title, number: found.number };
      }),

    casesOf: (context: Context, limit: number): Promise<CaseLine[]> =>
      database.transaction(tenantOf(context), async (tx) => {
        const lines = await casesOfApplicant(tx, vault, actorRef(context.actor), {
          phases: ['working', 'waiting'],
          limit,
        });
        return Promise.all(lines.map(titled(tx)));
      }),
  };
}
