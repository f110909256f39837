import enCommon from './en/common.js';
import enUi from './en/ui.js';
import jaCommon from './ja/common.js';
import jaUi from './ja/ui.js';
import easyCommon from './ja-x-easy/common.js';
import easyUi from './ja-x-easy/ui.js';
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
  ...prefixed('ui', jaUi),
};

export type MessageKey = keyof typeof ja;

const easy: Partial<Record<MessageKey, string>> = {
  ...prefixed('common', easyCommon),
  ...prefixed('ui', easyUi),
};

const en: Partial<Record<MessageKey, string>> = {
  ...prefixed('common', enCommon),
  ...prefixed('ui', enUi),
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
