import { FormDefinition } from '#forms/definition.js';
import { formProblems } from '#forms/problems.js';
import { Procedure, type ProcedureProblem, procedureProblems } from '#modules/procedure/api.js';
import type { Path } from './edits/edit.js';
import type { DraftDocument } from './model.js';

/** Something that keeps a definition from being published, and where it is mended. */
export interface Problem {
  path: Path;
  code: string;
  ids: readonly string[];
  /** The fault as a file's author reads it, for those who know the language of definitions. */
  message: string;
  /** What of an expression is wrong. */
  excerpt?: string;
}

/** Everything that is missing or does not fit together. */
export function problemsOf(document: DraftDocument, units: ReadonlySet<string>): Problem[] {
  const whole = Procedure.safeParse({ ...document, version: 1 });
  if (whole.success) return procedureProblems(whole.data, units).map(toProblem);
  const missing = whole.error.issues.map(({ path, message, code, ...issue }): Problem => {
    const place = path.filter((key): key is string | number => typeof key !== 'symbol');
    const isMissing =
      (code === 'invalid_type' || code === 'invalid_union') && valueIsMissing(document, place);
    const isEmpty = code === 'too_small' && 'minimum' in issue && issue.minimum === 1;
    return {
      path: place,
      code: isMissing || isEmpty ? 'missing' : 'wrongValue',
      ids: place.slice(-1).map(String),
      message,
    };
  });
  // What is said about the questions does not wait for the rest.
  const form = FormDefinition.safeParse(document.form);
  const ofForm = form.success
    ? formProblems(form.data).map(({ path, ...problem }) =>
        toProblem({ ...problem, path: ['form', ...path] }),
      )
    : [];
  return [...missing, ...ofForm];
}

const toProblem = ({ path, message, code = 'other', ids = [], excerpt }: ProcedureProblem): Problem => ({
  path,
  message,
  code,
  ids,
  ...(excerpt !== undefined && { excerpt }),
});

function valueIsMissing(document: object, path: Path): boolean {
  let value: unknown = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return true;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value === undefined || value === '';
}

/** The part of the editor in which something is changed. */
export interface PartPlace {
  part:
    | 'general'
    | 'page'
    | 'field'
    | 'condition'
    | 'check'
    | 'fee'
    | 'output'
    | 'review'
    | 'rules'
    | 'thirdParty'
    | 'outline';
  /** Which page, question, rule. */
  of: string | null;
  /** The part of others in whose form it stands. */
  third?: string;
}

/** Where in the editor a path of the document is changed. */
export function placeOf(document: DraftDocument, path: Path): PartPlace {
  const { form } = document;
  const [root, ...rest] = path;
  if (root === 'thirdParties') return thirdPlace(document, rest);
  if (root === 'form') return formPlace(form, rest);
  if (root === 'fee') {
    const isWhen = rest[0] === 'reductions' && rest[2] === 'when';
    return isWhen ? { part: 'condition', of: `reduction:${rest[1]}` } : { part: 'fee', of: null };
  }
  if (root === 'output') return { part: 'output', of: null };
  if (root === 'review') return { part: 'review', of: null };
  if (root === 'representation' || root === 'public' || root === 'retention' || root === 'period')
    return { part: 'rules', of: null };
  return { part: 'general', of: null };
}

function thirdPlace({ thirdParties }: DraftDocument, [index, what, ...rest]: Path): PartPlace {
  const part = thirdParties?.[Number(index)];
  if (!part) return { part: 'outline', of: null };
  if (what !== 'form' || rest[0] !== 'pages') return { part: 'thirdParty', of: part.id };
  return { ...formPlace(part.form, rest), third: part.id };
}

function formPlace(form: DraftDocument['form'], [list, index, what, at, key]: Path): PartPlace {
  if (list === 'purpose' || list === 'legalBasis') return { part: 'rules', of: null };
  const page = form.pages[Number(index)];
  if (list !== 'pages' || index === undefined || !page) return { part: 'outline', of: null };
  const field = what === 'fields' ? page.fields[Number(at)] : undefined;
  if (field) {
    return key === 'show' ? { part: 'condition', of: `field:${field.id}` } : { part: 'field', of: field.id };
  }
  if (what === 'checks' && at !== undefined) return { part: 'check', of: `${page.id}:${at}` };
  if (what === 'show') return { part: 'condition', of: `page:${page.id}` };
  return { part: 'page', of: page.id };
}
