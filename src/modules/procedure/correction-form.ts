import { compiledForm } from '#forms/compile.js';
import type { FormDefinition } from '#forms/definition.js';
import type { Field } from '#forms/fields/field.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';

/** The page on which a person corrects what was asked for. */
export const CORRECTION_PAGE = 'correction';

/**
 * The form with the named fields on one last page, together with those that depend on them: choosing another way
 * of delivery may bring up the address. Everything else stands as it was answered and is not on that page.
 * Checks over several answers are left to answerProblems() on the whole form.
 */
export function correctionForm(
  form: FormDefinition,
  named: readonly string[],
  title: LocalizedText,
): FormDefinition {
  const moved = withDependents(form, new Set(named));
  const pages = form.pages.map((page) => ({
    ...page,
    checks: [],
    fields: page.fields.filter(({ id }) => !moved.has(id)),
  }));
  const fields = form.pages.flatMap(({ show, fields: all }) =>
    all.filter(({ id }) => moved.has(id)).map((field) => withPageCondition(field, show)),
  );
  return {
    ...form,
    pages: [
      ...pages.filter((page) => page.fields.length > 0),
      { id: CORRECTION_PAGE, title, fields, checks: [] },
    ],
  };
}

const withPageCondition = (field: Field, pageShow: string | undefined): Field => {
  if (pageShow === undefined) return field;
  return { ...field, show: field.show === undefined ? pageShow : `(${pageShow}) and (${field.show})` };
};

/** A condition looks only at what was asked before, so one pass over the fields in order finds all. */
function withDependents(form: FormDefinition, named: ReadonlySet<string>): Set<string> {
  const moved = new Set(named);
  for (const { show: pageShow, ordered } of compiledForm(form).pages) {
    for (const { field, show } of ordered) {
      const names = [...(pageShow?.names ?? []), ...(show?.names ?? [])];
      if (names.some((name) => moved.has(name))) moved.add(field.id);
    }
  }
  return moved;
}
