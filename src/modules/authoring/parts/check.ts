import { isQuestion } from '#forms/fields/field.js';
import { checkFormula, questionsFor } from './condition.js';
import { actOnCondition, conditionControls, conditionTyped, readCondition } from './condition-rows.js';
import { formOf } from './condition-words.js';
import { isTicked, type Part, type PartContext, textOf } from './control.js';
import { Errors, ja, typedText } from './texts.js';
import { fieldWords } from './words.js';

/** `<page>:<n>`, or `<page>:new`. */
function subjectOf({ document, of }: Pick<PartContext, 'document' | 'of'>) {
  const [id = '', place] = (of ?? '').split(':');
  const page = document.form.pages.find((one) => one.id === id);
  if (!page) return null;
  if (place === 'new') return { page, at: null, before: null };
  const at = Number(place);
  const before = page.checks?.[at];
  return before ? { page, at, before } : null;
}

/** A rule over the answers of a page: what must be true, and what is said otherwise. */
export const check: Part = {
  title: ({ t }) => t('authoring.check.title'),
  lead: ({ t }) => t('authoring.check.lead'),
  typed: ({ document, of }) => {
    const subject = subjectOf({ document, of });
    if (!subject) return null;
    const { before, page } = subject;
    return {
      ...conditionTyped(before?.require, formOf(document)),
      message: ja(before?.message),
      field: before?.field ?? page.fields[0]?.id ?? '',
    };
  },
  controls: ({ t, document, of }, typed) => {
    const subject = subjectOf({ document, of });
    if (!subject) return [];
    const { at } = subject;
    const questions = questionsFor(document, { kind: 'check', page: subject.page.id, at: 0 });
    return [
      { as: 'heading', label: t('authoring.check.require') },
      ...conditionControls({ t, form: formOf(document), questions }, typed),
      {
        as: 'area',
        name: 'message',
        rows: 2,
        label: t('authoring.check.message'),
        hint: t('authoring.check.messageHint'),
        required: true,
      },
      {
        as: 'select',
        name: 'field',
        label: t('authoring.check.field'),
        required: true,
        options: formOf(document)
          .pages.filter(({ id }) => id === subject.page.id)
          .flatMap(({ fields }) =>
            fields.filter(isQuestion).map((field) => ({ value: field.id, label: fieldWords(t, field) })),
          ),
      },
      ...(at === null ? [] : [{ as: 'check' as const, name: 'remove', label: t('authoring.check.remove') }]),
    ];
  },
  act: ({ document }, typed, action) => actOnCondition(formOf(document), typed, action),
  read: ({ t, document, of }, typed) => {
    const subject = subjectOf({ document, of });
    if (subject && subject.at !== null && isTicked(typed, 'remove'))
      return { ok: true, edits: [{ kind: 'removeCheck', page: subject.page.id, at: subject.at }] };
    const errors = new Errors(t);
    const form = formOf(document);
    const require = readCondition({ t, form }, typed, errors);
    checkFormula(t, form, require, errors);
    errors.need(typed, 'message', t('authoring.check.message'));
    if (!require && !errors.any) errors.add('newField', t('authoring.check.requireMissing'));
    const message = typedText(typed, 'message', subject?.before?.message);
    const field = textOf(typed, 'field');
    if (!subject?.page.fields.some(({ id }) => id === field))
      errors.add('field', t('editor.error.choose', { label: t('authoring.check.field') }));
    if (errors.any || !subject || !require || !message) return { ok: false, errors: errors.found };
    return {
      ok: true,
      edits: [
        { kind: 'setCheck', page: subject.page.id, at: subject.at, check: { require, message, field } },
      ],
    };
  },
  shows: (context) => {
    const subject = subjectOf(context);
    if (!subject) return null;
    const field = subject.before?.field;
    return { kind: 'page', page: subject.page.id, ...(field && { field }) };
  },
};
