import enCommon from './en/common.js';
import jaCommon from './ja/common.js';
import easyCommon from './ja-x-easy/common.js';
import type { Locale } from './locales.js';

/*
 * One file a namespace and language. Japanese is the source: its keys are the type of every message key.
 * Which citizen namespaces must be complete in which language is stated and tested in catalogues.test.ts.
 */

type Messages = Record<string, string>;

const prefixed = <Namespace extends string, Catalogue extends Messages>(
  namespace: Namespace,
  messages: Catalogue,
) =>
  Object.fromEntries(
    Object.entries(messages).map(([key, text]) => [`${namespace}.${key}`, text]),
  ) as { [Key in keyof Catalogue & string as `${Namespace}.${Key}`]: string };

const ja = {
  ...prefixed('common', jaCommon),
};

export type MessageKey = keyof typeof ja;

const easy: Partial<Record<MessageKey, string>> = {
  ...prefixed('common', easyCommon),
};

const en: Partial<Record<MessageKey, string>> = {
  ...prefixed('common', enCommon),
};

export const CATALOGUES: Record<Locale, Partial<Record<MessageKey, string>>> = {
  ja,
  'ja-x-easy': easy,
  en,
  'zh-Hans': {},
  ko: {},
  vi: {},
  pt: {},
};
