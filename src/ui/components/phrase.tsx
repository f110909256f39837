import { model } from 'budoux/dist/data/models/ja.js';
import { Parser } from 'budoux/dist/parser.js';
import { Fragment } from 'hono/jsx';

const parser = new Parser(model);
const KANA = /[\u3041-\u30ff]/;
const MAX_REMEMBERED = 5_000;
const remembered = new Map<string, string[]>();

/** Ends and beginnings that must not stand alone at the edge of a line: "さが|す", "「|…", "…|）". */
const CLOSES = /^([\u3041-\u3096]$|[、。，．・：；？！ー）」』】〉》〕］])/;
const OPENS = /[（「『【〈《〔［]$/;
/** Words that the model of phrases takes apart. */
const WHOLE = ['一文字', '1文字', '文字ずつ', '文字数', '一人ひとり', '1人ずつ', '何文字'] as const;

/** Whether a word that stays whole begins in one phrase and ends in the next. */
const isWithinWord = (before: string, after: string): boolean =>
  WHOLE.some((word) =>
    Array.from({ length: word.length - 1 }, (_, index) => index + 1).some(
      (cut) => before.endsWith(word.slice(0, cut)) && after.startsWith(word.slice(cut)),
    ),
  );

function joined(phrases: string[]): string[] {
  const result: string[] = [];
  for (const phrase of phrases) {
    const last = result.at(-1);
    if (last !== undefined && (CLOSES.test(phrase) || OPENS.test(last) || isWithinWord(last, phrase)))
      result[result.length - 1] = last + phrase;
    else result.push(phrase);
  }
  return result;
}

/** The phrases (文節) of a Japanese text, between which a line may break. */
export function phrasesOf(text: string): string[] {
  const known = remembered.get(text);
  if (known) return known;
  const phrases = joined(parser.parse(text));
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(text, phrases);
  return phrases;
}

/** Japanese text that breaks between phrases only: for headings, buttons, labels. Other text passes unchanged. */
export const Phrase = ({ text }: { text: string }) => {
  if (!KANA.test(text)) return <>{text}</>;
  return (
    <span class="phrase">
      {phrasesOf(text).map((phrase, index) => (
        <Fragment>
          {index > 0 && <wbr />}
          {phrase}
        </Fragment>
      ))}
    </span>
  );
};
