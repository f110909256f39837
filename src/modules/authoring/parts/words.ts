import { CATALOGUES, type MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { DraftField } from '../model.js';
import { ja } from './texts.js';

export const isKey = (key: string): key is MessageKey => Object.hasOwn(CATALOGUES.ja, key);

/** Words that go with a name of the schema, or the name itself: a kind that was added later is usable without them. */
export const wordsOf = (t: Translator, key: string, fallback: string): string =>
  isKey(key) ? t(key) : fallback;

export const maybeWords = (t: Translator, key: string): string | undefined =>
  isKey(key) ? t(key) : undefined;

export const kindWords = (t: Translator, kind: string): string => wordsOf(t, `authoring.kind.${kind}`, kind);

/** What a question is called in the editor. */
export const fieldWords = (t: Translator, field: DraftField): string => {
  const label = field.kind === 'statement' ? (field.title ?? field.text) : field.label;
  const text = ja(label);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text || kindWords(t, field.kind);
};

export const pageWords = (
  t: Translator,
  page: { id: string; title?: unknown; fields: readonly DraftField[] },
): string => {
  const title = ja(page.title as Parameters<typeof ja>[0]);
  const [first] = page.fields;
  return title || (first ? fieldWords(t, first) : t('authoring.page.untitled'));
};
