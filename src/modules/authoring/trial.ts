import type { Answers } from '#forms/answers.js';
import type { FormDefinition } from '#forms/definition.js';
import { isQuestion } from '#forms/fields/field.js';
import { errorText } from '#forms/fields/field-type.js';
import { journey } from '#forms/journey.js';
import { answerProblems } from '#forms/submission.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { feeDue, type Procedure } from '#modules/procedure/api.js';
import { fieldWords, pageWords } from './parts/words.js';

/** What a changed definition would have made of one application of the past. */
export interface Trial {
  /** What would now be refused or is missing, in words. */
  refused: readonly string[];
  /** Pages that would be asked besides, and pages that would not be asked any more. */
  morePages: readonly string[];
  fewerPages: readonly string[];
  /** Questions that were answered and are not asked any more. */
  unasked: readonly string[];
  fee: { before: number; after: number } | null;
}

interface Past {
  answers: Answers;
  day: Temporal.PlainDate;
}

/** Runs the definition over answers that were given to an earlier version of it. */
export function tryOn(t: Translator, before: Procedure, after: Procedure, { answers, day }: Past): Trial {
  const facts = { today: day };
  const known = new Map(
    after.form.pages.flatMap(({ fields }) => fields.filter(isQuestion)).map((field) => [field.id, field]),
  );
  const sent = Object.fromEntries(Object.entries(answers).filter(([id]) => known.has(id)));
  const problems = answerProblems(after.form, sent, facts);
  const refused = problems.flatMap(({ field: id, error }) => {
    const field = known.get(id);
    // What is merely asked no longer is told below.
    if (!field || ('code' in error && error.code === 'forms.error.notAsked')) return [];
    return [
      t('authoring.past.refusedField', {
        label: fieldWords(t, field),
        error: errorText(error, field.label, t),
      }),
    ];
  });
  const notAsked = problems.flatMap(({ field, error }) =>
    'code' in error && error.code === 'forms.error.notAsked' ? [field] : [],
  );
  const gone = Object.keys(answers).filter((id) => !known.has(id) && answers[id] !== null);
  const old = pagesOf(before.form, answers, facts);
  const now = pagesOf(after.form, sent, facts);
  const titles = (form: FormDefinition, ids: readonly string[]) =>
    form.pages.filter(({ id }) => ids.includes(id)).map((page) => pageWords(t, page));
  const fees = { before: feeOf(before, answers, facts), after: feeOf(after, sent, facts) };
  return {
    refused,
    morePages: titles(
      after.form,
      now.filter((id) => !old.includes(id)),
    ),
    fewerPages: titles(
      before.form,
      old.filter((id) => !now.includes(id)),
    ),
    unasked: [...gone, ...notAsked].map((id) => nameIn(t, before.form, id)),
    fee:
      fees.before === fees.after || fees.before === null || fees.after === null
        ? null
        : { before: fees.before, after: fees.after },
  };
}

const pagesOf = (form: FormDefinition, answers: Answers, facts: { today: Temporal.PlainDate }): string[] =>
  journey(form, answers, facts).pages.map(({ id }) => id);

function feeOf(procedure: Procedure, answers: Answers, facts: { today: Temporal.PlainDate }): number | null {
  const way = journey(procedure.form, answers, facts);
  return way.canSubmit ? feeDue(procedure, way.relevant, facts).amount : null;
}

function nameIn(t: Translator, form: FormDefinition, id: string): string {
  const field = form.pages.flatMap(({ fields }) => fields).find((one) => one.id === id);
  return field ? fieldWords(t, field) : id;
}

export const changesNothing = ({ refused, morePages, fewerPages, unasked, fee }: Trial): boolean =>
  refused.length + morePages.length + fewerPages.length + unasked.length === 0 && fee === null;

export interface TriedCase {
  number: string;
  day: Temporal.PlainDate;
  version: string;
  trial: Trial;
}

/** How many of the last cases a draft is tried on. */
export const TRIED_CASES = 20;
