import type { Unit } from '#kernel/tenancy/municipality.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { MESSAGE_LIMIT } from '../model.js';

/** What a reply template is put into. */
export const REPLY_KINDS = ['message', 'correction', 'refusal'] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

export interface ReplyText {
  unit: string;
  kind: ReplyKind;
  title: string;
  text: string;
}

export interface Reply extends ReplyText {
  id: string;
  version: number;
  savedAt: Temporal.Instant;
  savedBy: string;
}

export const REPLY_TITLE_LIMIT = 60;
/** Characters of each kind: as many as the box that it is put into takes. */
export const REPLY_LIMITS = {
  message: MESSAGE_LIMIT,
  correction: 1000,
  refusal: 2000,
} as const satisfies Record<ReplyKind, number>;
/** Of one kind in one section; nobody finds their way among more. */
export const MOST_REPLIES = 100;

/** What stands in braces is filled in from the case. */
export const PLACEHOLDERS = ['氏名', '受付番号', '手続名', '課名', '電話'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const BRACES = /[{｛]([^{}｛｝]*)[}｝]/g;
const isPlaceholder = (name: string): name is Placeholder => PLACEHOLDERS.some((one) => one === name);

/** What stands in braces and is no placeholder. */
export const unknownPlaceholders = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(BRACES)].map(([, name = '']) => name.trim()).filter((name) => !isPlaceholder(name)),
  ),
];

export const filledIn = (text: string, values: Record<Placeholder, string>): string =>
  text.replaceAll(BRACES, (whole: string, name: string) => {
    const known = name.trim();
    return isPlaceholder(known) ? values[known] : whole;
  });

/** What is put in goes after what is there already. */
export const appended = (typed: string, text: string): string =>
  typed.trim() === '' ? text : `${typed.trimEnd()}\n\n${text}`;

export type ReplyFault =
  | { field: 'unit' | 'title' | 'text'; code: 'missing' }
  | { field: 'title' | 'text'; code: 'tooLong'; limit: number }
  | { field: 'text'; code: 'unknown'; names: string[] };

/** What is wrong with a reply template as typed. */
export function faultsOf({ unit, kind, title, text }: ReplyText, units: readonly string[]): ReplyFault[] {
  const faults: ReplyFault[] = [];
  if (!units.includes(unit)) faults.push({ field: 'unit', code: 'missing' });
  if (title === '') faults.push({ field: 'title', code: 'missing' });
  else if (title.length > REPLY_TITLE_LIMIT * 4 || characterCount(title) > REPLY_TITLE_LIMIT)
    faults.push({ field: 'title', code: 'tooLong', limit: REPLY_TITLE_LIMIT });
  const names = unknownPlaceholders(text);
  if (text === '') faults.push({ field: 'text', code: 'missing' });
  else if (characterCount(text) > REPLY_LIMITS[kind])
    faults.push({ field: 'text', code: 'tooLong', limit: REPLY_LIMITS[kind] });
  else if (names.length > 0) faults.push({ field: 'text', code: 'unknown', names });
  return faults;
}

/** A section and those that it belongs to: their texts are used in it. */
export function withAncestors(unit: string, units: readonly Unit[]): string[] {
  const line: string[] = [];
  for (let current: string | undefined = unit; current !== undefined && !line.includes(current); ) {
    const id: string = current;
    line.push(id);
    current = units.find((one) => one.id === id)?.parent;
  }
  return line;
}
