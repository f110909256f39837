import type { Answers } from '#forms/answers.js';
import type { FormDefinition } from '#forms/definition.js';
import type { Field } from '#forms/fields/field.js';
import { isFileField } from '#forms/uploads.js';
import { typedPage } from '#modules/procedure/fixtures.js';
import { type CombinedForm, combine } from './combine/combine.js';
import type { Guide } from './definition.js';
import { guideForm } from './guide-form.js';
import { TITLES } from './interview-titles.js';
import type { UsedGuide } from './model.js';
import { askingOf, statedAnswers } from './stated.js';

/** One grey point, as PNG. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/** A page as a browser would send it, with a picture where a file is asked for. */
export function filledPage(fields: readonly Field[], answers: Answers): FormData {
  const typed = typedPage(
    fields.filter((field) => !isFileField(field)),
    answers,
  );
  for (const field of fields.filter(isFileField)) {
    typed.append('_asked', field.id);
    typed.append(`${field.id}.upload`, new File([new Uint8Array(PICTURE)], '見本.png'));
  }
  return typed;
}

/** The form of an interview about these procedures, once the guide was answered so. */
export function interviewForm(
  guide: Guide,
  answers: Answers,
  procedures: readonly string[],
  forms: ReadonlyMap<string, FormDefinition>,
  today: Temporal.PlainDate,
): CombinedForm {
  const used: UsedGuide = { guide, form: guideForm(guide), units: new Map() };
  const parts = procedures.flatMap((id) => {
    const form = forms.get(id);
    return form ? [{ id, form }] : [];
  });
  const stated = statedAnswers(used, answers, today, parts);
  return combine(
    parts.map(({ id, form }) => ({ procedure: id, form, stated: stated.get(id) ?? {} })),
    TITLES,
    askingOf(guide),
  );
}

/** Yes to everything and the first of every choice, but for what is given. */
export const agreeing = (form: FormDefinition, given: Answers, day: string): Answers => ({
  ...Object.fromEntries(
    form.pages
      .flatMap(({ fields }) => fields)
      .map((field) => [
        field.id,
        field.kind === 'yesNo'
          ? true
          : field.kind === 'choice'
            ? field.options[0]?.value
            : field.kind === 'choices'
              ? field.options.map(({ value }) => value)
              : field.kind === 'date'
                ? day
                : null,
      ]),
  ),
  ...given,
});
