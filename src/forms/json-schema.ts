import { z } from 'zod';
import { type Locale, localize } from '#kernel/i18n/locales.js';
import { compiledForm } from './compile.js';
import type { FormDefinition } from './definition.js';
import { isTyped } from './fields/field.js';

/**
 * JSON Schema (draft 2020-12) of a form's answers, for the API. It says what each answer looks like; which answers
 * are needed depends on the others and is checked by answerProblems().
 */
export function answersJsonSchema(form: FormDefinition, locale: Locale): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  const required: string[] = [];
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
    if (isTyped(field) && !field.optional && !field.show && !page.show) required.push(field.id);
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  };
}
