import type { Translator } from '#kernel/i18n/translate.js';
import { type About, RESOURCE_FORMATS } from '../model.js';
import type { Published } from '../service/catalog.js';

/** The English title stands on pages that are in no kind of Japanese. */
export const titleOf = (
  t: Translator,
  { about }: { about: Pick<About, 'title' | 'titleEn'> },
): { text: string; lang: string | undefined } => {
  if (t.locale === 'ja' || t.locale === 'ja-x-easy') return { text: about.title, lang: undefined };
  return about.titleEn
    ? { text: about.titleEn, lang: t.locale === 'en' ? undefined : 'en' }
    : { text: about.title, lang: 'ja' };
};

export const formatsOf = ({ resources }: Published): string[] => [
  ...new Set(resources.map(({ format }) => RESOURCE_FORMATS[format].label)),
];
