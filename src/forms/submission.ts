import { z } from 'zod';
import { Locale, type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { type Answers, walk, withBlanks } from './answers.js';
import { compiledForm, type DocumentPath, type Facts } from './compile.js';
import type { FormDefinition } from './definition.js';
import { Sensitivity } from './fields/base.js';
import { type Field, isQuestion } from './fields/field.js';
import type { FieldError } from './fields/field-type.js';
import { fieldType } from './fields/registry.js';
import type { Journey } from './journey.js';
import { placeInAnswer, storedProblems } from './stored-problems.js';

/**
 * One question as it was put to a person, with the answer. Kept with a case for good: when the definition
 * changes, the case still shows what was asked and answered.
 */
export const AskedQuestion = z.object({
  page: z.string().describe('Id of the page'),
  pageTitle: z.string().nullable(),
  field: z.string(),
  kind: z.string(),
  question: z.string().describe('Label in the language of the person'),
  /** Text of a statement or of what was agreed to, and the help beside the field: they are part of the question. */
  detail: z.string().nullable(),
  locale: Locale,
  sensitivity: Sensitivity,
  /** The answer in words; null when it was left blank. Statements have none. */
  answer: z.string().nullable(),
  /** The answer as stored. */
  raw: z.json(),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;

/** The questions that this person was asked on their way, in order, with the relevant answers. */
export function questionsAsAsked(
  { pages, relevant }: Pick<Journey, 'pages' | 'relevant'>,
  locale: Locale,
): AskedQuestion[] {
  const t = translatorFor(locale);
  const words = (text: LocalizedText | undefined) => (text === undefined ? null : localize(text, locale));
  return pages.flatMap(({ page, fields }) =>
    fields.map((field) => ({
      page: page.id,
      pageTitle: words(page.title),
      field: field.id,
      kind: field.kind,
      question: isQuestion(field) ? localize(field.label, locale) : (words(field.title) ?? ''),
      detail: words(detailOf(field)),
      locale,
      sensitivity: isQuestion(field) ? field.sensitivity : ('ordinary' as const),
      answer: answerText(field, relevant[field.id], t),
      // Answers are JSON from the moment at which they are stored.
      raw: (relevant[field.id] ?? null) as AskedQuestion['raw'],
    })),
  );
}

const detailOf = (field: Field): LocalizedText | undefined => {
  if (!isQuestion(field)) return field.text;
  return field.kind === 'consent' ? field.text : field.help;
};

/** A relevant answer in words; null when there is none. */
export const answerText = (
  field: Field,
  answer: unknown,
  t: ReturnType<typeof translatorFor>,
): string | null =>
  answer === null || answer === undefined ? null : fieldType(field).display(answer, field, t);

export interface AnswerProblem {
  field: string;
  /** Where in the stored answer, when a part of it is meant. */
  path?: DocumentPath;
  error: FieldError;
}

/**
 * What is wrong with answers that came all at once (API, a paper that was read): missing, not in their stored form,
 * not asked with these other answers, or unknown. Empty when they can be submitted.
 */
export function answerProblems(
  form: FormDefinition,
  sent: Answers,
  facts: Facts & { today: Temporal.PlainDate },
): AnswerProblem[] {
  const { questions } = compiledForm(form);
  const states = [...walk(form, withBlanks(form, sent), facts)].map(([, state]) => state);
  const asked = new Set(states.flatMap(({ fields }) => fields.map(({ id }) => id)));
  const unasked = Object.keys(sent).flatMap((id): AnswerProblem[] => {
    if (!questions.has(id))
      return [{ field: id, error: { code: 'forms.error.unknownField', params: { id } } }];
    return asked.has(id) || sent[id] === null ? [] : [{ field: id, error: { code: 'forms.error.notAsked' } }];
  });
  const wrong = states.flatMap(({ fields, answers, open, failed }) => [
    ...open.flatMap((field) =>
      storedProblems(field, questions.get(field.id)?.stored ?? null, sent[field.id], facts).map(
        (problem) => ({
          field: field.id,
          ...problem,
        }),
      ),
    ),
    ...fields.flatMap((field) =>
      judged(field, answers[field.id], facts).map((error) => ({
        field: field.id,
        path: placeInAnswer(answers[field.id], error.parts?.[0] ?? ''),
        error,
      })),
    ),
    ...failed.map(({ check: { field, message } }) => ({ field, error: { message } })),
  ]);
  return [...unasked, ...wrong];
}

/** Whether this can be the answer to a question today, whatever the other answers. */
export const isAnswerTo = (
  form: FormDefinition,
  id: string,
  answer: unknown,
  facts: { today: Temporal.PlainDate },
): boolean => {
  const question = compiledForm(form).questions.get(id);
  if (!question || answer === null || answer === undefined) return false;
  return question.stored.safeParse(answer).success && judged(question.field, answer, facts).length === 0;
};

/** What a person would have been told when typing this answer; rules about today hold for every channel. */
function judged(field: Field, answer: unknown, facts: { today: Temporal.PlainDate }): readonly FieldError[] {
  if (answer === null || answer === undefined) return [];
  const parsed = fieldType(field).parse(fieldType(field).toRaw(answer, field), field, facts);
  return parsed.ok ? [] : parsed.errors;
}
