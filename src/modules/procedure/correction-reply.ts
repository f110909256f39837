import { compiledForm } from '#forms/compile.js';
import { journey } from '#forms/journey.js';
import type { ErrorsByField, PageReading } from '#forms/page-reading.js';
import { type AskedQuestion, answerProblems } from '#forms/submission.js';
import { invariant } from '#kernel/errors.js';
import type { Procedure } from './definition.js';
import type { Correction } from './model.js';

/** The request that still waits for a reply. */
export function openCorrection(corrections: readonly Correction[]): Correction {
  const open = corrections.find(({ answeredAt }) => answeredAt === null);
  invariant(open, 'a case that waits for a correction has an open request');
  return open;
}

/** What only the whole form can tell; an error of a field that is not on the page stands at the first that is. */
export function wholeFormErrors(
  procedure: Procedure,
  reading: PageReading,
  facts: { today: Temporal.PlainDate },
): ErrorsByField {
  const { relevant } = journey(procedure.form, reading.answers, facts);
  const { questions } = compiledForm(procedure.form);
  const here = reading.fields.map(({ id }) => id).filter((id) => questions.has(id));
  const problems = answerProblems(procedure.form, relevant, facts).filter(
    // What was in order when it was submitted is not judged again because time went by.
    ({ field }) => here.includes(field) || !Object.hasOwn(relevant, field),
  );
  return Object.fromEntries(
    problems.map(({ field, error }) => [here.includes(field) ? field : (here[0] ?? field), [error]]),
  );
}

/** The questions as they were before, where the answer is now another one or is no longer asked. */
export const changedQuestions = (
  before: readonly AskedQuestion[],
  after: readonly AskedQuestion[],
): AskedQuestion[] =>
  before.filter(({ field, answer }) => after.find((one) => one.field === field)?.answer !== answer);
