import type { z } from 'zod';
import type { DocumentPath } from './compile.js';
import type { Field } from './fields/field.js';
import type { FieldError, ParseContext } from './fields/field-type.js';
import type { MemberField } from './fields/member.js';
import { personMembers } from './fields/person/person.js';
import { fieldType } from './fields/registry.js';

/** Something wrong with an answer in its stored form, and where in it: [] is the whole. */
export interface StoredProblem {
  path: DocumentPath;
  error: FieldError;
}

/** What keeps a stored answer from holding, each part of it by itself. */
export function storedProblems(
  field: Field,
  stored: z.ZodType | null,
  answer: unknown,
  today: ParseContext,
): StoredProblem[] {
  if (answer === undefined || answer === null)
    return [{ path: [], error: { code: fieldType(field).missing } }];
  const parsed = stored?.safeParse(answer, { reportInput: true });
  const seen = new Set<string>();
  const problems = (parsed?.error?.issues ?? []).flatMap((issue): StoredProblem[] => {
    const path = issue.path.filter((key) => typeof key !== 'symbol');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((id) => ({
        path: [...path, id],
        error: { code: 'forms.error.unknownField', params: { id } },
      }));
    const place = path.join('/');
    // What fails a pattern fails the comparison behind it, too.
    if (seen.has(place)) return [];
    seen.add(place);
    const isMissing = issue.path.length > 0 && issue.input === undefined;
    return isMissing
      ? [{ path, error: missingPart(field, path) }]
      : wrongPart(field, path, issue.input, today).map((error) => ({ path, error }));
  });
  return problems.length > 0 ? problems : [{ path: [], error: { code: 'forms.error.stored' } }];
}

/** The member in which a place of a stored answer lies, and whether it is the whole of it. */
function memberAt(field: Field, path: DocumentPath): { member: MemberField; isWhole: boolean } | null {
  const within = field.kind === 'people' ? path.slice(1) : path;
  const members =
    field.kind === 'people' ? field.fields : field.kind === 'person' ? personMembers(field) : [];
  const member = members.find(({ id }) => id === within[0]);
  return member ? { member, isWhole: within.length === 1 } : null;
}

function missingPart(field: Field, path: DocumentPath): FieldError {
  const found = memberAt(field, path);
  if (found?.isWhole) return { code: fieldType(found.member).missing, label: found.member.label };
  return { code: 'forms.error.partMissing', params: { part: String(path.at(-1)) } };
}

/** What a person is told who types it, where the field finds fault with that; else how it is stored, where it can be. */
function wrongPart(field: Field, path: DocumentPath, value: unknown, today: ParseContext): FieldError[] {
  const found = memberAt(field, path);
  const label = found && { label: found.member.label };
  const asked = path.length === 0 ? field : found?.isWhole ? found.member : null;
  const parsed = asked && asTyped(asked, value, today);
  if (parsed?.ok === false) return parsed.errors.map((error) => ({ ...label, ...error }));
  if (typeof parsed?.value === 'string')
    return [{ code: 'forms.error.storedForm', params: { form: parsed.value }, ...label }];
  if (asked?.kind === 'consent' && value === false) return [{ code: fieldType(asked).missing, ...label }];
  const isOther = typeof value === 'string' && asked !== null && NOT_TEXT.has(asked.kind);
  return [{ code: isOther ? 'forms.error.storedAsText' : 'forms.error.stored', ...label }];
}

const NOT_TEXT: ReadonlySet<string> = new Set(['number', 'yen', 'age', 'yesNo', 'consent']);

function asTyped(field: Field | MemberField, value: unknown, today: ParseContext) {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const type = fieldType(field);
  return type.parse({ [type.whole ?? '']: [String(value)] }, field, today);
}

/**
 * Where in a stored answer a part of the form stands (applicant.birthDate.year): as much of its name as the stored
 * answer has.
 */
export function placeInAnswer(answer: unknown, part: string): DocumentPath {
  const path: string[] = [];
  let value = answer;
  for (const key of part.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) break;
    path.push(key);
    value = (value as Record<string, unknown>)[key];
  }
  return path;
}
