import type { Answers } from '#forms/answers.js';
import { journey } from '#forms/journey.js';
import { type AnswerProblem, answerProblems } from '#forms/submission.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Channel, Procedure } from '../definition.js';
import type { PersonData } from '../model.js';
import { caseOfKey, insertCase } from '../store/cases.js';
import { filesIn } from './attachments.js';
import { newCase } from './new-case.js';

/** An application on its way in, however it came. */
export interface Application {
  /**
   * What it came in with (procedure_case.intake_key): the same key again finds the same case. Files among the answers
   * are held under it until then.
   */
  key: string;
  procedure: Procedure;
  version: string;
  channel: Channel;
  /** resident/…, business/… or visitor/…; null for somebody without an account. */
  applicant: string | null;
  person: PersonData;
  /** As stored by the fields; what is not relevant may be among them only where a draft held it. */
  answers: Answers;
  locale: Locale;
}

export type Intake =
  | { kind: 'taken'; caseId: string; number: ReferenceNumber; isNew: boolean; applicant: string | null }
  /** Nothing was written; where and what is wrong. */
  | { kind: 'wrong'; problems: readonly AnswerProblem[] };

const MAX_NUMBER_DRAWS = 5;

/**
 * The one door through which applications become cases, for every channel. Whoever calls has checked who may do so;
 * the answers are judged here. However often and however simultaneously it is called, one key becomes one case.
 */
export async function takeIn(
  tx: Tx,
  context: Context,
  { vault, files }: Pick<Kernel, 'vault' | 'files'>,
  application: Application,
): Promise<Intake> {
  const { key, procedure, version, channel } = application;
  const before = await caseOfKey(tx, key);
  if (before) return known(before);

  const facts = { today: today(context.clock) };
  const way = journey(procedure.form, application.answers, facts);
  const problems = answerProblems(procedure.form, way.relevant, facts);
  if (problems.length > 0) return { kind: 'wrong', problems };

  for (let draw = 1; draw <= MAX_NUMBER_DRAWS; draw += 1) {
    const submitted = newCase(context, application, way.relevant);
    if (await insertCase(tx, vault, key, submitted)) {
      await files.claim(tx, filesIn(procedure.form, way.relevant), key, `case/${submitted.id}`);
      await append(tx, context, {
        type: 'case.submitted',
        subject: `case/${submitted.id}`,
        data: { procedure: procedure.id, version, channel, unit: procedure.unit },
      });
      const { id: caseId, number, applicant } = submitted;
      return { kind: 'taken', caseId, number, isNew: true, applicant };
    }
    const meanwhile = await caseOfKey(tx, key);
    if (meanwhile) return known(meanwhile);
  }
  invariant(false, `a free reference number within ${MAX_NUMBER_DRAWS} draws`);
}

const known = ({
  id,
  number,
  applicant,
}: {
  id: string;
  number: string;
  applicant: string | null;
}): Intake => ({
  kind: 'taken',
  caseId: id,
  number: number as ReferenceNumber,
  isNew: false,
  applicant,
});
