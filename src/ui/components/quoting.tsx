import { langOf } from '#kernel/i18n/lang-of.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';

interface QuotingProps {
  t: Translator;
  sentence: string;
  /** Texts of the town that stand in the sentence, in the page's language where they have it. */
  text: LocalizedText | readonly LocalizedText[] | undefined;
}

/** A sentence of the page that names texts of the town, which are marked with their language where it is not the page's. */
export const Quoting = ({ t, sentence, text }: QuotingProps) => {
  const languages = new Map(
    [text ?? []].flat().flatMap((one) => {
      const lang = langOf(t, one);
      return lang === undefined ? [] : [[localize(one, t.locale), lang] as const];
    }),
  );
  if (languages.size === 0) return <>{sentence}</>;
  // The longest first: 件 is found in 件/月, too.
  const alternatives = [...languages.keys()].toSorted((a, b) => b.length - a.length).map(RegExp.escape);
  return (
    <>
      {sentence
        .split(new RegExp(`(${alternatives.join('|')})`))
        .map((part, index) => (index % 2 === 1 ? <span lang={languages.get(part)}>{part}</span> : part))}
    </>
  );
};

/** A text of the town by itself. */
export const Quoted = ({ t, text }: { t: Translator; text: LocalizedText }) => (
  <Quoting t={t} sentence={localize(text, t.locale)} text={text} />
);
