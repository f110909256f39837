import type { Answers } from '#forms/answers.js';
import { compiledForm } from '#forms/compile.js';
import type { FormDefinition } from '#forms/definition.js';
import type { Question } from '#forms/fields/field.js';

/*
 * Answers to the questions of a guide travel in the address: nothing about a visitor is kept, the list can be shared
 * and comes back with the back button. There is no name among them.
 */

function read(field: Question, text: string): unknown {
  if (text === '') return null;
  if (field.kind === 'yesNo') return text === 'true' ? true : text === 'false' ? false : undefined;
  return field.kind === 'choices' ? text.split(',') : text;
}

/** What fits the questions; everything else in the address is left out. */
export function answersInQuery(form: FormDefinition, query: URLSearchParams): Answers {
  const answers: Record<string, unknown> = {};
  for (const [id, { field, stored }] of compiledForm(form).questions) {
    const text = query.get(id);
    if (text === null) continue;
    const answer = read(field, text);
    if (answer === null ? field.optional : stored.safeParse(answer).success) answers[id] = answer;
  }
  return answers;
}

/** As answersInQuery reads it, in the order of the questions; '' when there is nothing. */
export function queryOf(form: FormDefinition, answers: Answers): string {
  const query = new URLSearchParams();
  for (const id of compiledForm(form).questions.keys()) {
    const answer = answers[id];
    if (answer === undefined) continue;
    query.set(id, answer === null ? '' : Array.isArray(answer) ? answer.join(',') : String(answer));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
