import { z } from 'zod';
import { scopeOf } from '#forms/compile.js';
import { FormDefinition, PageId } from '#forms/definition.js';
import { ConditionText } from '#forms/fields/base.js';
import { isQuestion } from '#forms/fields/field.js';
import { formProblems } from '#forms/problems.js';
import { BrokenExpression, compileCondition } from '#kernel/expressions/expression.js';
import { LocalizedText } from '#kernel/i18n/locales.js';
import { AssuranceLevel } from '../assurance.js';
import { brokenExpression } from '../broken-expression.js';

/**
 * A part of a procedure that neither applicant nor office completes: the doctor's opinion, the employer's
 * certificate. It has a form of its own and is asked for by a link that works once.
 */
export const ThirdParty = z.strictObject({
  id: PageId.describe('Name of the part, unique in the procedure'),
  title: LocalizedText.describe('What is completed: 医師の意見書'),
  who: LocalizedText.describe('Who completes it: 指定医'),
  assuranceLevel: AssuranceLevel.default('low'),
  validDays: z.int().min(1).max(90).default(14).describe('So long the link works'),
  caseWaits: z
    .boolean()
    .default(true)
    .describe('The standard processing time stands while it is asked for and not there'),
  required: z
    .union([z.boolean(), ConditionText])
    .default(true)
    .describe(
      'Whether the case cannot be approved without it: yes, no, or a FEEL condition over the answers of the applicant',
    ),
  shows: z
    .array(z.string())
    .default([])
    .describe('Fields whose answers by the applicant are shown to who completes it: whom it is about'),
  form: FormDefinition,
  declaration: LocalizedText.describe('What is agreed to on sending it'),
});
export type ThirdParty = z.infer<typeof ThirdParty>;

interface Problem {
  path: (string | number)[];
  message: string;
  code: string;
  ids: readonly string[];
}

/** Addresses below /parts/{part}/ that are taken. */
const RESERVED_PAGES = new Set(['check', 'done']);

/** Cross-checks of the parts against each other and the applicant's form; paths begin at `thirdParties`. */
export function thirdPartyProblems(
  thirdParties: readonly ThirdParty[],
  applicantForm: FormDefinition,
): Problem[] {
  const asked = new Set(
    applicantForm.pages.flatMap(({ fields }) => fields.filter(isQuestion)).map(({ id }) => id),
  );
  return thirdParties.flatMap((part, index) => {
    const at = ['thirdParties', index];
    const problems: Problem[] = formProblems(part.form).map(({ path, message, code, ids }) => ({
      path: [...at, 'form', ...path],
      message,
      code,
      ids,
    }));
    if (thirdParties.findIndex(({ id }) => id === part.id) !== index)
      problems.push({
        path: [...at, 'id'],
        message: `another part is called "${part.id}"`,
        code: 'duplicatePart',
        ids: [part.id],
      });
    part.form.pages.forEach(({ id }, page) => {
      if (RESERVED_PAGES.has(id))
        problems.push({
          path: [...at, 'form', 'pages', page, 'id'],
          message: `a page cannot be called "${id}"`,
          code: 'reservedPage',
          ids: [id],
        });
    });
    if (!part.form.pages.some(({ fields }) => fields.some(isQuestion)))
      problems.push({
        path: [...at, 'form', 'pages'],
        message: 'the form of the part asks nothing',
        code: 'partAsksNothing',
        ids: [part.id],
      });
    part.shows.forEach((id, show) => {
      if (!asked.has(id))
        problems.push({
          path: [...at, 'shows', show],
          message: `there is no field "${id}"`,
          code: 'unknownField',
          ids: [id],
        });
    });
    return typeof part.required === 'string'
      ? [...problems, ...conditionProblems([...at, 'required'], part.required, applicantForm)]
      : problems;
  });
}

function conditionProblems(path: Problem['path'], source: string, form: FormDefinition): Problem[] {
  try {
    compileCondition(source, scopeOf(form));
    return [];
  } catch (error) {
    if (!(error instanceof BrokenExpression)) throw error;
    return [{ path, message: error.message, ...brokenExpression(error) }];
  }
}
