import { findCycles } from '#kernel/expressions/dependencies.js';
import type { Condition } from '#kernel/expressions/expression.js';
import { isUsableName } from '#kernel/expressions/functions.js';
import type { FaultCode } from '#kernel/expressions/syntax.js';
import { CHANNELS, type CompiledPage, compilePages, type DocumentPath, FACTS, namesIn } from './compile.js';
import { conditionsOf, contradictEachOther, isNeverMet } from './conditions/contradictions.js';
import type { FormDefinition } from './definition.js';
import { PART_KINDS, type PrefillKey, partOfPerson } from './fields/base.js';
import { type Field, type FieldKind, isQuestion } from './fields/field.js';
import type { OptionProblem } from './fields/field-type.js';
import type { MemberField } from './fields/member.js';
import { fieldType } from './fields/registry.js';

export interface FormProblem {
  code:
    | FaultCode
    | OptionProblem['code']
    | 'duplicateId'
    | 'reservedId'
    | 'emptyPage'
    | 'looksAhead'
    | 'cycle'
    | 'unknownOption'
    | 'unknownField'
    | 'purposeMissing'
    | 'wrongPrefill'
    | 'wrongReuse'
    | 'tooManyFields'
    | 'neverMet'
    | 'contradiction';
  /** Where in the document: ['pages', 2, 'fields', 0, 'show']. */
  path: DocumentPath;
  /** The ids that are wrong. */
  ids: readonly string[];
  /** For the author, with the ids. */
  message: string;
  /** Offset within an expression. */
  at?: number;
  /** What of the expression is wrong. */
  excerpt?: string;
}

const MOST_FIELDS = 5_000;

/** Everything wrong with a form that its schema cannot say; empty when it can be used. */
export function formProblems(form: FormDefinition): FormProblem[] {
  const problems: FormProblem[] = [];
  const pages = compilePages(form, (path, source, { code, message, at, length }) => {
    const ids = code === 'unknownName' ? [source.slice(at, at + length)] : [];
    problems.push({
      code,
      path,
      ids,
      message: `"${source}": ${message} (at ${at})`,
      at,
      excerpt: source.slice(at, at + length),
    });
  });
  problems.push(...idProblems(form), ...pages.flatMap((page, index) => pageProblems(form, page, index)));
  problems.push(...orderProblems(pages), ...optionsThatDoNotExist(form, pages));
  problems.push(...impossible(form));
  return problems;
}

function idProblems(form: FormDefinition): FormProblem[] {
  const problems: FormProblem[] = [];
  const seenPages = new Set<string>();
  const seenFields = new Map<string, string>();
  form.pages.forEach((page, index) => {
    if (seenPages.has(page.id)) {
      const message = `more than one page is called "${page.id}"`;
      problems.push({ code: 'duplicateId', path: ['pages', index, 'id'], ids: [page.id], message });
    }
    seenPages.add(page.id);
    page.fields.forEach((field, at) => {
      const path = ['pages', index, 'fields', at, 'id'];
      const before = seenFields.get(field.id);
      if (before !== undefined) {
        const message = `the field "${field.id}" of page "${page.id}" is also on page "${before}"`;
        problems.push({ code: 'duplicateId', path, ids: [field.id], message });
      }
      seenFields.set(field.id, page.id);
      if (!isUsableName(field.id) || field.id in FACTS) {
        const message = `"${field.id}" means something else in conditions; choose another id`;
        problems.push({ code: 'reservedId', path, ids: [field.id], message });
      }
    });
  });
  const most = form.pages.reduce((sum, page) => sum + page.fields.length, 0);
  if (most > MOST_FIELDS) {
    const message = `${most} fields; at most ${MOST_FIELDS}`;
    problems.push({ code: 'tooManyFields', path: ['pages'], ids: [], message });
  }
  return problems;
}

function pageProblems(form: FormDefinition, { page }: CompiledPage, index: number): FormProblem[] {
  const problems: FormProblem[] = [];
  const path = ['pages', index];
  if (page.fields.length === 0) {
    problems.push({ code: 'emptyPage', path, ids: [page.id], message: `page "${page.id}" asks nothing` });
  }
  if (page.fields.length > 0 && !page.title && !isOneQuestion(page.fields)) {
    const message = `page "${page.id}" is not a single question and needs a title`;
    problems.push({ code: 'titleMissing', path, ids: [page.id], message });
  }
  page.fields.forEach((field, at) => {
    const place = [...path, 'fields', at];
    for (const problem of fieldType(field).problems?.(field) ?? []) {
      problems.push({ ...problem, path: [...place, ...problem.path] });
    }
    problems.push(...dataProtectionProblems(form, field, place), ...prefillProblems(field, place));
    problems.push(...reuseProblems(field, place));
  });
  page.checks.forEach(({ field }, at) => {
    if (page.fields.some(({ id }) => id === field)) return;
    const message = `a check of page "${page.id}" names the field "${field}", which is not on that page`;
    problems.push({ code: 'unknownField', path: [...path, 'checks', at, 'field'], ids: [field], message });
  });
  return problems;
}

/** Whose label can be the heading of the page. */
const isOneQuestion = ([first, ...more]: readonly Field[]): boolean =>
  first !== undefined && more.length === 0 && isQuestion(first) && first.kind !== 'consent';

/** 個人情報の保護に関する法律 第61条: a purpose must be stated; 要配慮個人情報 also needs its legal basis here. */
function dataProtectionProblems(form: FormDefinition, field: Field, path: DocumentPath): FormProblem[] {
  if (!isQuestion(field) || field.sensitivity === 'ordinary') return [];
  const missing = [
    ...((field.purpose ?? form.purpose) ? [] : ['purpose']),
    ...(field.sensitivity === 'personal' || (field.legalBasis ?? form.legalBasis) ? [] : ['legal basis']),
  ];
  if (missing.length === 0) return [];
  const message = `"${field.id}" is ${field.sensitivity} data without a ${missing.join(' and a ')}`;
  return [{ code: 'purposeMissing', path, ids: [field.id], message }];
}

/** `deceased.name` under a question that takes no name. */
function reuseProblems(field: Field | MemberField, path: DocumentPath): FormProblem[] {
  const part = 'reuse' in field && field.reuse ? partOfPerson(field.reuse)?.part : undefined;
  if (part === undefined || PART_KINDS[part] === field.kind) return [];
  const message = `"${field.id}" (${field.kind}) is no ${part} of a person: that is a ${PART_KINDS[part]}`;
  return [{ code: 'wrongReuse', path: [...path, 'reuse'], ids: [field.id], message }];
}

export const PREFILLS = {
  'identity.name': ['name'],
  'identity.kana': ['kana'],
  'identity.birthDate': ['date'],
  'identity.address': ['postalAddress'],
  'identity.phone': ['phone'],
  'identity.email': ['email'],
} as const satisfies Record<PrefillKey, readonly FieldKind[]>;

function prefillProblems(field: Field | MemberField, path: DocumentPath): FormProblem[] {
  if (field.kind === 'people')
    return field.fields.flatMap((member, index) => prefillProblems(member, [...path, 'fields', index]));
  if (!('prefill' in field) || !field.prefill || field.prefill === 'identity') return [];
  const kinds: readonly FieldKind[] = PREFILLS[field.prefill];
  if (kinds.includes(field.kind)) return [];
  const message = `"${field.id}" (${field.kind}) cannot be filled from ${field.prefill}`;
  return [{ code: 'wrongPrefill', path: [...path, 'prefill'], ids: [field.id], message }];
}

/** A condition knows what was asked before it, and on the same page; circles there are named. */
function orderProblems(pages: readonly CompiledPage[]): FormProblem[] {
  const problems: FormProblem[] = [];
  const pageOf = new Map<string, number>();
  pages.forEach(({ page }, index) => {
    for (const { id } of page.fields) pageOf.set(id, Math.min(index, pageOf.get(id) ?? index));
  });
  const lookAhead = (
    condition: Pick<Condition, 'names'> | null,
    last: number,
    path: DocumentPath,
    whose: string,
  ) => {
    const ids = [...(condition?.names ?? [])].filter((name) => (pageOf.get(name) ?? -1) > last);
    if (ids.length === 0) return;
    const message = `the condition of ${whose} looks at what is asked later: ${ids.join(', ')}`;
    problems.push({ code: 'looksAhead', path, ids, message });
  };
  pages.forEach(({ page, show, fields, checks }, index) => {
    const path = ['pages', index];
    lookAhead(show, index - 1, [...path, 'show'], `page "${page.id}"`);
    for (const [at, one] of fields.entries()) {
      lookAhead(one.show, index, [...path, 'fields', at, 'show'], `"${one.field.id}"`);
      lookAhead(one.calculate, index, [...path, 'fields', at, 'value'], `the rule of "${one.field.id}"`);
    }
    for (const [at, { require }] of checks.entries()) {
      lookAhead(require, index, [...path, 'checks', at, 'require'], 'a check');
    }
    const needs = new Map(fields.map((one) => [one.field.id, namesIn(one)]));
    for (const ids of findCycles(needs)) {
      const message = `on page "${page.id}" these are shown only when each other is: ${ids.join(' → ')}`;
      problems.push({ code: 'cycle', path, ids, message });
    }
  });
  return problems;
}

/** `status = "maried"` would be false for ever. */
function optionsThatDoNotExist(form: FormDefinition, pages: readonly CompiledPage[]): FormProblem[] {
  const options = new Map<string, ReadonlySet<unknown>>([['channel', new Set(CHANNELS)]]);
  for (const field of form.pages.flatMap((page) => page.fields)) {
    if (field.kind === 'choice' || field.kind === 'choices') {
      options.set(field.id, new Set(field.options.map(({ value }) => value)));
    }
  }
  const problems: FormProblem[] = [];
  const look = (condition: Condition | null, path: DocumentPath) => {
    for (const { name, value, at } of condition?.literals ?? []) {
      if (options.get(name)?.has(value) ?? true) continue;
      const ids = [name, String(value)];
      const message = `"${condition?.source}": "${name}" has no answer "${value}"`;
      problems.push({ code: 'unknownOption', path, ids, message, at });
    }
  };
  pages.forEach(({ show, fields, checks }, index) => {
    look(show, ['pages', index, 'show']);
    for (const [at, one] of fields.entries()) look(one.show, ['pages', index, 'fields', at, 'show']);
    for (const [at, { require }] of checks.entries())
      look(require, ['pages', index, 'checks', at, 'require']);
  });
  return problems;
}

/** What nobody will ever be asked, and rules of a page that no answers can keep together. */
function impossible(form: FormDefinition): FormProblem[] {
  const never = conditionsOf(form)
    .filter(({ source, given }) => isNeverMet(source, form, given))
    .map(({ path, source, whose }): FormProblem => {
      const message = `"${source}" is never true, so "${whose}" is never asked`;
      return { code: 'neverMet', path, ids: [whose], message };
    });
  const rules = form.pages.flatMap((page, index): FormProblem[] => {
    if (
      !contradictEachOther(
        page.checks.map(({ require }) => require),
        form,
      )
    )
      return [];
    const message = `no answers keep all checks of page "${page.id}"`;
    return [{ code: 'contradiction', path: ['pages', index, 'checks'], ids: [page.id], message }];
  });
  return [...never, ...rules];
}
