import type { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { inDependencyOrder } from '#kernel/expressions/dependencies.js';
import {
  BrokenExpression,
  type Condition,
  compileCondition,
  compileExpression,
  type Expression,
} from '#kernel/expressions/expression.js';
import type { ExpressionFault } from '#kernel/expressions/syntax.js';
import { fits, type Scope, typeName, type ValueType } from '#kernel/expressions/value-type.js';
import type { FormDefinition, FormPageDefinition, PageCheck } from './definition.js';
import type { CalculatedField } from './fields/calculated/definition.js';
import { type Field, isQuestion, type Question } from './fields/field.js';
import { fieldType } from './fields/registry.js';

/** What conditions may know besides the answers. Whoever computes a journey gives them. */
export const FACTS = { today: 'date', channel: 'string' } as const satisfies Record<string, ValueType>;

/** How an application comes; a condition may leave out at the counter what only a visit to come needs. */
export const CHANNELS = ['online', 'counter', 'paper', 'phone', 'api', 'bulk'] as const;

export type Facts = {
  readonly today?: Temporal.PlainDate | string;
  /** Absent where nobody knows: then nothing that depends on it is left out. */
  readonly channel?: (typeof CHANNELS)[number];
};

export interface CompiledField {
  field: Field;
  show: Condition | null;
  /** Schema of the stored answer; null for a field without answer. */
  stored: z.ZodType | null;
  /** The rule of a calculated field; null for every other. */
  calculate: Expression | null;
}

export interface CompiledPage {
  page: FormPageDefinition;
  show: Condition | null;
  /** As they are shown. */
  fields: readonly CompiledField[];
  /** So that each stands after those its condition looks at. */
  ordered: readonly CompiledField[];
  checks: readonly { check: PageCheck; require: Condition }[];
}

export interface CompiledForm {
  form: FormDefinition;
  pages: readonly CompiledPage[];
  questions: ReadonlyMap<string, { field: Question; page: FormPageDefinition; stored: z.ZodType }>;
}

export type DocumentPath = readonly (string | number)[];
export type ReportFault = (path: DocumentPath, source: string, fault: ExpressionFault) => void;

export function scopeOf(form: FormDefinition): Scope {
  const questions = form.pages.flatMap((page) => page.fields.filter(isQuestion));
  return new Map<string, ValueType>([
    ...questions.map((field): [string, ValueType] => [field.id, fieldType(field).valueType(field)]),
    ...Object.entries(FACTS),
  ]);
}

/** Reads every condition; faults are reported, and a condition that cannot be read counts as absent. */
export function compilePages(form: FormDefinition, report: ReportFault): CompiledPage[] {
  const scope = scopeOf(form);
  const compile = (path: DocumentPath, source: string | undefined): Condition | null => {
    if (source === undefined) return null;
    try {
      return compileCondition(source, scope);
    } catch (error) {
      if (!(error instanceof BrokenExpression)) throw error;
      for (const fault of error.faults) report(path, source, fault);
      return null;
    }
  };
  const calculate = (path: DocumentPath, field: CalculatedField): Expression | null => {
    try {
      const rule = compileExpression(field.value, scope);
      if (fits(rule.type, field.result)) return rule;
      const message = `the rule gives ${typeName(rule.type)}, not ${field.result}`;
      report(path, field.value, { code: 'wrongType', message, at: 0, length: field.value.length });
    } catch (error) {
      if (!(error instanceof BrokenExpression)) throw error;
      for (const fault of error.faults) report(path, field.value, fault);
    }
    return null;
  };
  return form.pages.map((page, index) => {
    const path = ['pages', index];
    const fields = page.fields.map((field, at) => ({
      field,
      show: compile([...path, 'fields', at, 'show'], field.show),
      stored: isQuestion(field) ? fieldType(field).stored(field) : null,
      calculate: field.kind === 'calculated' ? calculate([...path, 'fields', at, 'value'], field) : null,
    }));
    const byId = new Map(fields.map((compiled) => [compiled.field.id, compiled]));
    const order = inDependencyOrder(new Map(fields.map((one) => [one.field.id, namesIn(one)])));
    const checks = page.checks.flatMap((check, at) => {
      const require = compile([...path, 'checks', at, 'require'], check.require);
      return require ? [{ check, require }] : [];
    });
    const ordered = order.flatMap((id) => byId.get(id) ?? []);
    return { page, show: compile([...path, 'show'], page.show), fields, ordered, checks };
  });
}

/** What must be settled before a field is: whether it is shown, and what it is calculated from. */
export const namesIn = ({
  show,
  calculate,
}: Pick<CompiledField, 'show' | 'calculate'>): readonly string[] => [
  ...(show?.names ?? []),
  ...(calculate?.names ?? []),
];

const compiledForms = new WeakMap<FormDefinition, CompiledForm>();

/**
 * The form ready for use, made once for each definition object. A form that was not checked at load and has a
 * condition that cannot be read throws here, so that nothing is ever hidden by mistake.
 */
export function compiledForm(form: FormDefinition): CompiledForm {
  const known = compiledForms.get(form);
  if (known) return known;
  const pages = compilePages(form, (path, source, fault) => {
    throw new AppError('internal', `${path.join('.')}: "${source}": ${fault.message}`);
  });
  const questions = new Map<string, { field: Question; page: FormPageDefinition; stored: z.ZodType }>();
  for (const { page, fields } of pages) {
    for (const { field, stored } of fields)
      if (isQuestion(field) && stored) questions.set(field.id, { field, page, stored });
  }
  const compiled = { form, pages, questions };
  compiledForms.set(form, compiled);
  return compiled;
}
