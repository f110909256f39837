import { scopeOf } from '#forms/compile.js';
import { questionsBefore } from '#forms/conditions/rows.js';
import type { FormDefinition } from '#forms/definition.js';
import type { Question } from '#forms/fields/field.js';
import { BrokenExpression, compileCondition } from '#kernel/expressions/expression.js';
import type { ExpressionFault } from '#kernel/expressions/syntax.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { ConditionPlace } from '../edits/edit.js';
import { conditionPath, fieldPlace, valueAt } from '../edits/places.js';
import type { DraftDocument } from '../model.js';
import { actOnCondition, conditionControls, conditionTyped, readCondition } from './condition-rows.js';
import { formOf } from './condition-words.js';
import type { Part, Typed } from './control.js';
import { Errors } from './texts.js';
import { fieldWords, pageWords } from './words.js';

/** `page:<id>` or `field:<id>`: when it is asked. */
export function askedWhen(of: string | null): Extract<ConditionPlace, { kind: 'page' | 'field' }> | null {
  const [kind, id = ''] = (of ?? '').split(':');
  if (kind === 'page') return { kind, page: id };
  return kind === 'field' ? { kind, field: id } : null;
}

/** What a condition in this place may look at. */
export function questionsFor(document: DraftDocument, place: ConditionPlace): Question[] {
  const { pages } = document.form;
  const form = formOf(document);
  if (place.kind === 'reduction') return questionsBefore(form, pages.length - 1, 'all');
  const id = place.kind === 'field' ? fieldPlace(document, place.field)?.page.id : place.page;
  const index = pages.findIndex((page) => page.id === id);
  if (place.kind === 'field') return questionsBefore(form, index, { before: place.field });
  return questionsBefore(form, index, place.kind === 'page' ? 'none' : 'all');
}

/** Says of a formula what cannot be read or is unknown. */
export function checkFormula(
  t: Translator,
  form: FormDefinition,
  source: string | undefined,
  errors: Errors,
): void {
  if (source === undefined) return;
  try {
    compileCondition(source, scopeOf(form));
  } catch (error) {
    if (!(error instanceof BrokenExpression)) throw error;
    errors.add('formula', error.faults.map((fault) => faultWords(t, source, fault)).join(' '));
  }
}

/** What is wrong with a formula, with the place where it is. */
const faultWords = (t: Translator, source: string, { code, at, length }: ExpressionFault): string =>
  t(`editor.formula.${code}`, { place: source.slice(at, at + length) || t('editor.formula.end') });

/** When a page or a question is asked. */
export const condition: Part = {
  title: ({ t, document, of }) => {
    const place = askedWhen(of);
    const page = place?.kind === 'page' ? document.form.pages.find(({ id }) => id === place.page) : undefined;
    const field = place?.kind === 'field' ? fieldPlace(document, place.field)?.field : undefined;
    const label = page ? pageWords(t, page) : field ? fieldWords(t, field) : '';
    return t('authoring.condition.title', { label });
  },
  lead: ({ t }) => t('authoring.condition.lead'),
  typed: ({ document, of }): Typed | null => {
    const place = askedWhen(of);
    const path = place && conditionPath(document, place);
    if (!path) return null;
    const source = valueAt(document, path);
    return conditionTyped(typeof source === 'string' ? source : undefined, formOf(document));
  },
  controls: ({ t, document, of }, typed) => {
    const place = askedWhen(of);
    if (!place) return [];
    const questions = questionsFor(document, place);
    return conditionControls({ t, form: formOf(document), questions, place: place.kind }, typed);
  },
  act: ({ document }, typed, action) => actOnCondition(formOf(document), typed, action),
  read: ({ t, document, of }, typed) => {
    const errors = new Errors(t);
    const place = askedWhen(of);
    const form = formOf(document);
    const source = readCondition({ t, form }, typed, errors);
    checkFormula(t, form, source, errors);
    if (errors.any || !place) return { ok: false, errors: errors.found };
    return { ok: true, edits: [{ kind: 'setCondition', place, source }] };
  },
  shows: ({ document, of }) => {
    const place = askedWhen(of);
    if (place?.kind === 'page') return { kind: 'page', page: place.page };
    const found = place && fieldPlace(document, place.field);
    return found ? { kind: 'page', page: found.page.id, field: found.field.id } : null;
  },
};
