import { z } from 'zod';
import { type Locale, localize } from '#kernel/i18n/locales.js';
import { compiledForm } from './compile.js';
import { type AnswersSchema, conditionSchema, joined } from './conditions/condition-schema.js';
import type { FormDefinition } from './definition.js';
import { isTyped } from './fields/field.js';

/**
 * JSON Schema (draft 2020-12) of a form's answers, for the API. It says what each answer looks like, which are needed,
 * and which are needed with which other answers, as far as a schema can say a condition. answerProblems() has the last
 * word: rules of a calculation, and answers that are not asked.
 */
export function answersJsonSchema(form: FormDefinition, locale: Locale): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  const required: string[] = [];
  const neededIf = new Map<string, { when: AnswersSchema; fields: string[] }>();
  for (const { field, page, stored } of compiledForm(form).questions.values()) {
    const { $schema: _, ...schema } = z.toJSONSchema(field.optional ? stored.nullable() : stored, {
      target: 'draft-2020-12',
      io: 'input',
    });
    properties[field.id] = {
      ...schema,
      title: localize(field.label, locale),
      ...(field.help && { description: localize(field.help, locale) }),
      'x-sensitivity': field.sensitivity,
      ...(field.kind === 'calculated' && { readOnly: true }),
    };
    if (!isTyped(field) || field.optional) continue;
    const when = joined(
      'all',
      [page.show, field.show].map((show) => show === undefined || conditionSchema(show, form)),
    );
    if (when === true) required.push(field.id);
    if (when === null || typeof when === 'boolean') continue;
    const key = JSON.stringify(when);
    const known = neededIf.get(key);
    if (known) known.fields.push(field.id);
    else neededIf.set(key, { when, fields: [field.id] });
  }
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  const rules = [...neededIf.values()].map(({ when, fields }) => ({ if: when, then: { required: fields } }));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties,
    required,
    ...(rules.length > 0 && { allOf: rules }),
    additionalProperties: false,
  };
}
