import type { Answers } from '#forms/answers.js';
import { type CompiledField, type CompiledPage, compiledForm, FACTS } from '#forms/compile.js';
import type { FormDefinition, FormPageDefinition } from '#forms/definition.js';
import { type Field, isQuestion, type Question } from '#forms/fields/field.js';
import { type Expression, withNames } from '#kernel/expressions/expression.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { type OwnPage, weightOf } from './arrange.js';
import { fieldId } from './ids.js';
import type { Source } from './questions.js';
import { isLeftOut } from './shared.js';

/** One of the forms, while it becomes part of the whole. */
export interface OwnForm {
  number: number;
  procedure: string;
  form: FormDefinition;
  own: ReadonlyMap<string, Source>;
  /** Asked elsewhere, or known. */
  elsewhere: ReadonlySet<string>;
  /** Asked here for others, too. */
  asked: ReadonlyMap<string, Question>;
}

const renaming =
  ({ own }: OwnForm) =>
  (name: string): string | null => {
    const source = own.get(name);
    return source?.kind === 'field' || source?.kind === 'some' ? source.id : null;
  };

function ownField({ field, show, calculate }: CompiledField, at: number, of: OwnForm): Field {
  const rename = renaming(of);
  const renamed = (expression: Expression | null) => expression && withNames(expression, rename);
  const condition = renamed(show);
  const rule = renamed(calculate);
  return {
    ...field,
    id: rename(field.id) ?? fieldId(of.number, field.id, `statement${at}`),
    ...(condition !== null && { show: condition }),
    ...(field.kind === 'calculated' && rule !== null && { value: rule }),
    ...(isQuestion(field) && { purpose: field.purpose ?? of.form.purpose }),
    ...(isQuestion(field) && { legalBasis: field.legalBasis ?? of.form.legalBasis }),
  } as Field;
}

/** A page of one procedure with what is still to be asked on it; null when that is nothing. */
export function ownPage(
  { page, show, fields, checks }: CompiledPage,
  of: OwnForm,
  closed: ReadonlySet<string>,
): OwnPage | null {
  const left = fields.filter((one) => !of.elsewhere.has(one.field.id) && !isLeftOut(show, one.show));
  if (left.length === 0) return null;
  const rename = renaming(of);
  const made: FormPageDefinition = {
    id: page.id,
    fields: left.map((one, at) => of.asked.get(one.field.id) ?? ownField(one, at, of)),
    checks: checks.map(({ check, require }) => ({
      ...check,
      require: withNames(require, rename),
      field: rename(check.field) ?? check.field,
    })),
  };
  if (show !== null) made.show = withNames(show, rename);
  if (page.title !== undefined) made.title = page.title;
  const expressions = [
    show,
    ...left.flatMap((one) => [one.show, one.calculate]),
    ...checks.map((one) => one.require),
  ];
  const names = expressions.flatMap((expression) => [...(expression?.names ?? [])]);
  return {
    page: made,
    procedure: of.procedure,
    weight: weightOf(made.fields.filter((_, at) => !closed.has(left[at]?.field.id ?? ''))),
    looksAt: new Set(names.filter((name) => !(name in FACTS)).map((name) => rename(name) ?? name)),
  };
}

/** What is known of one procedure, as a page of its own before the others; null when that is nothing. */
export function statedPage(
  of: OwnForm,
  stated: Answers,
  title: LocalizedText,
): { page: FormPageDefinition; answers: Answers } | null {
  const rename = renaming(of);
  const answers: Record<string, unknown> = {};
  const fields = compiledForm(of.form).pages.flatMap(({ show: pageShow, fields: all }) =>
    all
      .filter(({ field }) => Object.hasOwn(stated, field.id))
      .map((one, at): Field => {
        const made = ownField(one, at, of);
        answers[made.id] = stated[one.field.id];
        const conditions = [pageShow, one.show].flatMap((show) => (show ? [withNames(show, rename)] : []));
        return conditions.length > 0
          ? { ...made, show: conditions.map((show) => `(${show})`).join(' and ') }
          : made;
      }),
  );
  if (fields.length === 0) return null;
  return { page: { id: `stated-${of.number}`, title, fields, checks: [] }, answers };
}
