import type { Answers } from '#forms/answers.js';
import { type Journey, journey } from '#forms/journey.js';
import { type AnswerProblem, answerProblems } from '#forms/submission.js';
import { filesIn, isFileField } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { appendedWith } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import { type Channel, isAnonymous, type Procedure } from '../definition.js';
import type { PersonData } from '../model.js';
import { countedAnswer, publicAnswers } from '../public-answers.js';
import type { IdentityCheck } from '../staff-entry.js';
import { caseOfKey, insertCase, type KnownIntake } from '../store/cases.js';
import type { ProcedureDeps } from './deps.js';
import { newCase, rowsNamed } from './new-case.js';

/** An application on its way in, however it came. */
export interface Application {
  /**
   * What it came in with (procedure_case.intake_key): the same key again finds the same case. Files among the answers
   * are held under it until then.
   */
  key: string;
  /** SHA-256 of what a program sent, so that the same key with something else is noticed. */
  digest?: Uint8Array;
  procedure: Procedure;
  version: string;
  channel: Channel;
  /** resident/…, business/… or visitor/…; null for somebody without an account. */
  applicant: string | null;
  person: PersonData;
  /** As stored by the fields. */
  answers: Answers;
  locale: Locale;
  /** Whoever calls holds what alone becomes something under this key (a draft that is taken): it was not used before. */
  isKeyUnused?: boolean;
  /** Whoever calls does nothing in the transaction after this. */
  isLast?: boolean;
  /** The way through the form with these answers, on this day and by this channel, where whoever calls has it. */
  way?: Journey;
  /** Everything came at once: an answer that is not asked for is a fault, where a draft may hold it. */
  isExact?: boolean;
  /** How it was made sure who it is, where staff wrote it for somebody. */
  identityCheck?: IdentityCheck;
}

export type Intake =
  | { kind: 'taken'; caseId: string; number: ReferenceNumber; isNew: boolean; applicant: string | null }
  /** The key was used for something else. */
  | { kind: 'otherContent' }
  /** Nothing was written; where and what is wrong. */
  | { kind: 'wrong'; problems: readonly AnswerProblem[] };

export interface IntakeDeps extends Pick<ProcedureDeps, 'registers'> {
  kernel: Pick<Kernel, 'vault' | 'files'>;
}

/**
 * The one door through which applications become cases, for every channel. Whoever calls has checked who may do so;
 * the answers are judged here. However often and however simultaneously it is called, one key becomes one case.
 */
export async function takeIn(
  tx: Tx,
  context: Context,
  { kernel: { vault, files }, registers }: IntakeDeps,
  received: Application,
): Promise<Intake> {
  const application = withoutPerson(received);
  const { key, digest = null, procedure, version, channel } = application;
  const before = application.isKeyUnused ? undefined : await caseOfKey(tx, key);
  if (before) return known(before, digest);

  const facts = { today: today(context.clock), channel };
  const way = application.way ?? journey(procedure.form, application.answers, facts);
  const judged = application.isExact ? application.answers : way.relevant;
  const problems = answerProblems(procedure.form, judged, facts);
  const missing = await missingFiles(tx, files, key, procedure, way.relevant);
  if (problems.length + missing.length > 0) return { kind: 'wrong', problems: [...problems, ...missing] };

  const answer = countedAnswer(procedure, way.relevant);
  const whoIsNoted = isAnonymous(procedure) ? unnamed(context) : context;
  const submitted = newCase(context, application, way);
  const entry = {
    type: 'case.submitted',
    subject: `case/${submitted.id}`,
    data: { procedure: procedure.id, version, channel, unit: procedure.unit, ...(answer && { answer }) },
  };
  const named = filesIn(procedure.form, way.relevant);
  const about = rowsNamed(procedure, way.relevant);
  await insertCase(tx, vault, { key, digest }, submitted, {
    counted: publicAnswers(procedure, way.relevant),
    entry: (written) => appendedWith(tx, whoIsNoted, entry, written),
    isLast: application.isLast === true && named.length === 0 && about.length === 0,
  });
  await files.claim(tx, named, key, `case/${submitted.id}`);
  if (about.length > 0) await registers.relate(tx, context, { kind: 'case', id: submitted.id }, about);
  const { id: caseId, number, applicant } = submitted;
  return { kind: 'taken', caseId, number, isNew: true, applicant };
}

/** Where nobody is to be known, whoever is signed in is left out at the door. */
const withoutPerson = (received: Application): Application =>
  isAnonymous(received.procedure) ? { ...received, applicant: null, person: { name: '' } } : received;

/** The journal tells which member of staff typed in a sheet of paper, never who answered. */
const unnamed = (context: Context): Context =>
  context.actor.kind === 'staff' || context.actor.kind === 'system'
    ? context
    : { ...context, actor: { kind: 'anonymous' } };

function known({ id, number, applicant, digest: before }: KnownIntake, digest: Uint8Array | null): Intake {
  if (digest && before && !Buffer.from(digest).equals(before)) return { kind: 'otherContent' };
  return { kind: 'taken', caseId: id, number, isNew: false, applicant };
}

/** Files that the answers name and that did not come in with this application. */
async function missingFiles(
  tx: Tx,
  files: Kernel['files'],
  key: string,
  { form }: Procedure,
  relevant: Answers,
): Promise<AnswerProblem[]> {
  const named = form.pages.flatMap(({ fields }) =>
    fields.filter(isFileField).map(({ id }) => ({ field: id, ids: filesIn(form, { [id]: relevant[id] }) })),
  );
  const held = new Set(
    (
      await files.heldBy(
        tx,
        key,
        named.flatMap(({ ids }) => ids),
      )
    ).map(({ file }) => file),
  );
  return named
    .filter(({ ids }) => ids.some((id) => !held.has(id)))
    .map(({ field }) => ({ field, error: { code: 'forms.error.required.file' } }));
}
