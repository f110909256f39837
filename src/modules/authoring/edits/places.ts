import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { DraftDocument, DraftField, DraftPage } from '../model.js';
import type { ConditionPlace, Path } from './edit.js';

interface FieldPlace {
  page: DraftPage;
  at: number;
  field: DraftField;
}

export function fieldPlace({ form }: DraftDocument, id: string): FieldPlace | undefined {
  for (const page of form.pages) {
    const at = page.fields.findIndex((field) => field.id === id);
    const field = page.fields[at];
    if (field) return { page, at, field };
  }
  return undefined;
}

/** Where in the document a condition stands; null when its page, question or rule does not exist. */
export function conditionPath(document: DraftDocument, place: ConditionPlace): Path | null {
  const { pages } = document.form;
  if (place.kind === 'reduction')
    return document.fee?.reductions?.[place.at] ? ['fee', 'reductions', place.at, 'when'] : null;
  if (place.kind === 'field') {
    const index = pages.findIndex(({ fields }) => fields.some(({ id }) => id === place.field));
    const at = pages[index]?.fields.findIndex(({ id }) => id === place.field);
    return at === undefined ? null : ['form', 'pages', index, 'fields', at, 'show'];
  }
  const index = pages.findIndex(({ id }) => id === place.page);
  if (index === -1) return null;
  if (place.kind === 'page') return ['form', 'pages', index, 'show'];
  return pages[index]?.checks?.[place.at] ? ['form', 'pages', index, 'checks', place.at, 'require'] : null;
}

/** A text with its words in one language; empty words are taken out, Japanese ones never. */
export function withText(before: LocalizedText | undefined, locale: string, text: string): LocalizedText {
  const words = typeof before === 'string' ? { ja: before } : { ...before };
  const all: Record<string, string> = { ...words, [locale]: text.trim() };
  if (locale !== 'ja' && all[locale] === '') delete all[locale];
  const [only, ...more] = Object.keys(all);
  return only === 'ja' && more.length === 0 ? (all.ja ?? '') : (all as unknown as LocalizedText);
}

export const isRecord = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;

export const valueAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), document);

/** Puts a value in its place; `undefined` takes the key out. */
export function writeAt(document: object, path: Path, value: unknown): void {
  const parent = valueAt(document, path.slice(0, -1));
  const key = path.at(-1);
  if (!isRecord(parent) || key === undefined) return;
  if (value === undefined) delete parent[key];
  else parent[key] = value;
}
