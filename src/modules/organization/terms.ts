import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { readPlainDate } from '#kernel/values/plain-date.js';
import { type DatedUnit, POSTING_KINDS, type Post, type PostingKind } from './model.js';

/** What a form or a line of a file says of a posting, as typed. */
export interface TypedPosting {
  staff: string;
  unit: string;
  post: string;
  kind: string;
  from: string;
  to: string;
}
export type PostingField = keyof TypedPosting;
export type Faults = Partial<Record<PostingField, MessageKey>>;

/** A posting whose words are understood; `staff` is still as typed. */
export interface PostingTerms {
  staff: string;
  unit: string;
  post: string;
  kind: PostingKind;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate | null;
}

const KIND_WORDS: Record<PostingKind, readonly string[]> = {
  regular: ['regular', '本務'],
  concurrent: ['concurrent', '兼務'],
  acting: ['acting', '事務取扱'],
};

/** 2026-04-01, 2026/4/1 or 2026年4月1日; null for what is no day. */
export function readDay(text: string): Temporal.PlainDate | null {
  const [, year, month = '', day = ''] =
    /^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?$/.exec(text.normalize('NFKC').trim()) ?? [];
  return readPlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) < 0;

/** Understands a posting: units and posts by id or name, days, and that the unit is open all the time. */
export function readTerms(
  typed: TypedPosting,
  known: { units: readonly DatedUnit[]; posts: readonly Post[] },
): { terms: PostingTerms | null; faults: Faults } {
  const faults: Faults = {};
  const word = (field: PostingField) => typed[field].trim();
  if (word('staff') === '') faults.staff = 'organization.error.staff';
  const from = readDay(typed.from);
  if (!from) faults.from = 'organization.error.from';
  const to = word('to') === '' ? null : readDay(typed.to);
  if (word('to') !== '' && !to) faults.to = 'organization.error.to';
  if (from && to && isBefore(to, from)) faults.to = 'organization.error.toBeforeFrom';
  const post = known.posts.find(({ id, title }) => id === word('post') || title === word('post'));
  if (!post) faults.post = 'organization.error.post';
  const kind = POSTING_KINDS.find((one) => KIND_WORDS[one].includes(word('kind')));
  if (!kind) faults.kind = 'organization.error.kind';
  const called = known.units.filter(({ id, name }) => id === word('unit') || name === word('unit'));
  const unit = called.find((one) => !from || isOpen(one, from, to)) ?? called[0];
  if (!unit) faults.unit = 'organization.error.unit';
  else if (from && !isOpen(unit, from, to)) faults.unit = 'organization.error.unitClosed';
  const terms = unit && post && kind && from && { unit: unit.id, post: post.id, kind, from, to };
  return { terms: terms ? { staff: word('staff'), ...terms } : null, faults };
}

/** Open on the first day and not closed before the last; a posting without an end may outlive its unit. */
function isOpen(unit: DatedUnit, from: Temporal.PlainDate, to: Temporal.PlainDate | null): boolean {
  if (isBefore(from, unit.from)) return false;
  return unit.to === null || !isBefore(unit.to, to ?? from);
}

export const CSV_COLUMNS = ['staff', 'unit', 'post', 'kind', 'from', 'to'] as const;
const HEADERS: Record<PostingField, readonly string[]> = {
  staff: ['職員', '氏名', '職員番号', 'staff'],
  unit: ['所属', 'unit'],
  post: ['職', '職名', 'post'],
  kind: ['区分', 'kind'],
  from: ['開始日', '発令日', 'from'],
  to: ['終了日', 'to'],
};

export type ReadLines =
  | { ok: true; lines: { line: number; typed: TypedPosting }[] }
  /** Columns that the first line lacks. */
  | { ok: false; missing: PostingField[] };

/** Lines of a table of postings; the first names the columns, in any order. Empty lines are skipped. */
export function readLines(rows: readonly (readonly string[])[]): ReadLines {
  const head = (rows[0] ?? []).map((cell) => cell.trim());
  const at = (field: PostingField) => head.findIndex((cell) => HEADERS[field].includes(cell));
  const missing = CSV_COLUMNS.filter((field) => field !== 'to' && at(field) === -1);
  if (missing.length > 0) return { ok: false, missing };
  const lines = rows.slice(1).flatMap((row, index) => {
    if (row.every((cell) => cell.trim() === '')) return [];
    const typed = Object.fromEntries(CSV_COLUMNS.map((field) => [field, row[at(field)] ?? '']));
    return [{ line: index + 2, typed: typed as unknown as TypedPosting }];
  });
  return { ok: true, lines };
}
