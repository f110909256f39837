import { langOf } from '#kernel/i18n/lang-of.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { type About, RESOURCE_FORMATS } from '../model.js';
import type { Published } from '../service/catalog.js';

interface Said {
  text: string;
  lang: 'ja' | 'en' | undefined;
  quoted: LocalizedText;
}

/** English, where somebody wrote it, stands on pages that are in no kind of Japanese. */
export const saidIn = (t: Translator, ja: string, en: string): Said => {
  const quoted = en ? { ja, en } : ja;
  return { text: localize(quoted, t.locale), lang: langOf(t, quoted), quoted };
};

export const titleOf = (t: Translator, { about }: { about: Pick<About, 'title' | 'titleEn'> }): Said =>
  saidIn(t, about.title, about.titleEn);

export const formatsOf = ({ resources }: Published): string[] => [
  ...new Set(resources.map(({ format }) => RESOURCE_FORMATS[format].label)),
];
