import { langOf } from '#kernel/i18n/lang-of.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { type About, RESOURCE_FORMATS } from '../model.js';
import type { Published } from '../service/catalog.js';

/** The English title stands on pages that are in no kind of Japanese. */
export const titleOf = (
  t: Translator,
  { about }: { about: Pick<About, 'title' | 'titleEn'> },
): { text: string; lang: 'ja' | 'en' | undefined; quoted: LocalizedText } => {
  const quoted = about.titleEn ? { ja: about.title, en: about.titleEn } : about.title;
  return { text: localize(quoted, t.locale), lang: langOf(t, quoted), quoted };
};

export const formatsOf = ({ resources }: Published): string[] => [
  ...new Set(resources.map(({ format }) => RESOURCE_FORMATS[format].label)),
];
