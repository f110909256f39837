import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';

/** A sentence of the page that names a text of the plan, which is marked as Japanese where the page is not. */
export const Quoting = ({ t, sentence, text }: { t: Translator; sentence: string; text: string }) => {
  const lang = langOf(t);
  const at = text === '' ? -1 : sentence.indexOf(text);
  if (lang === undefined || at < 0) return <>{sentence}</>;
  return (
    <>
      {sentence.slice(0, at)}
      <span lang={lang}>{text}</span>
      {sentence.slice(at + text.length)}
    </>
  );
};
