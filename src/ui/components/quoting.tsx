import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';

interface QuotingProps {
  t: Translator;
  sentence: string;
  /** Texts of the town as they stand in the sentence. */
  text: string | readonly string[] | undefined;
}

/** A sentence of the page that names texts of the town, which are marked as Japanese where the page is not. */
export const Quoting = ({ t, sentence, text }: QuotingProps) => {
  const quoted = [text ?? []].flat().filter((one) => langOf(t, one) !== undefined);
  if (quoted.length === 0) return <>{sentence}</>;
  // The longest first: 件 is found in 件/月, too.
  const alternatives = quoted.toSorted((a, b) => b.length - a.length).map((one) => RegExp.escape(one));
  return (
    <>
      {sentence
        .split(new RegExp(`(${alternatives.join('|')})`))
        .map((part, index) => (index % 2 === 1 ? <span lang="ja">{part}</span> : part))}
    </>
  );
};

/** A text of the town by itself. */
export const Quoted = ({ t, text }: { t: Translator; text: string }) => (
  <Quoting t={t} sentence={text} text={text} />
);
