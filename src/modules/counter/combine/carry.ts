import type { Answers } from '#forms/answers.js';
import type { Field } from '#forms/fields/field.js';
import { personMembers } from '#forms/fields/person/person.js';
import { fieldType } from '#forms/fields/registry.js';
import type { RawByField } from '#forms/page-reading.js';
import { answersFor, type CombinedForm } from './combine.js';

/**
 * Other procedures make another form: answers are carried over by what they answer, none is typed again. `keeps` says
 * whether a question of the new form may have its answer from before.
 */
export function carried(
  before: CombinedForm,
  after: CombinedForm,
  answers: Answers,
  keeps: (question: string) => boolean,
): Answers {
  const questions = new Map(after.form.pages.flatMap(({ fields }) => fields).map((one) => [one.id, one]));
  const found: Record<string, unknown> = {};
  const put = (question: string, answer: unknown) => {
    if (answer !== undefined && keeps(question)) found[question] = asAsked(questions.get(question), answer);
  };
  /** One procedure may know another part of a person than the other. */
  const add = (question: string, parts: Readonly<Record<string, unknown>>) => {
    if (Object.keys(parts).length > 0)
      put(question, { ...(found[question] as object | undefined), ...parts });
  };
  for (const [procedure, sources] of after.sources) {
    const own = answersFor(before, procedure, answers);
    for (const [id, to] of sources) {
      const from = before.sources.get(procedure)?.get(id);
      const answer = own[id];
      if (to.kind === 'person')
        for (const [member, question] of to.members)
          put(
            question,
            from?.kind === 'person'
              ? answers[from.members.get(member) ?? '']
              : isRecord(answer)
                ? answer[member]
                : undefined,
          );
      else if (to.kind === 'part')
        add(to.id, answer === undefined || answer === null ? {} : { [to.part]: answer });
      else if (to.kind === 'some') add(to.id, isRecord(answer) ? answer : {});
      // More may have been asked than this procedure needs of the person.
      else if (from?.kind === 'some') put(to.id, answers[from.id]);
      else if (from?.kind !== 'part' || answer !== null) put(to.id, answer);
    }
  }
  return found;
}

const isRecord = (answer: unknown): answer is Readonly<Record<string, unknown>> =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer);

/** Of a person only what is asked now. */
function asAsked(field: Field | undefined, answer: unknown): unknown {
  if (field?.kind !== 'person' || !isRecord(answer)) return answer;
  const members = new Set(personMembers(field).map(({ id }) => id));
  return Object.fromEntries(Object.entries(answer).filter(([member]) => members.has(member)));
}

/** Persons of whom more is asked now than was answered: what is there already stands in its boxes. */
export const begunPersons = (fields: readonly Field[], answers: Answers): RawByField =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const answer = answers[field.id];
      return field.kind === 'person' && isRecord(answer)
        ? [[field.id, fieldType(field).toRaw(answer, field)]]
        : [];
    }),
  );
