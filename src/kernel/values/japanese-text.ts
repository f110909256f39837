/**
 * Unicode NFC for what people type, but names stay as typed. A phone sends か + U+3099 for が, which must be
 * stored as one が. Variation selectors survive NFC (辻󠄀 is 辻 + U+E0100, 葛󠄀 of 葛󠄀城市 is 葛 + U+E0100).
 * CJK compatibility ideographs would not: NFC replaces the forms of 福 at U+FA1B and of 神 at U+FA19 by the
 * common ones, and a family's own way of writing its name is lost. So NFC is applied around them.
 */
export const normalizeText = (text: string): string =>
  text.replace(/[^\u{F900}-\u{FAFF}\u{2F800}-\u{2FA1F}]+/gu, (run) => run.normalize('NFC'));

const FULL_WIDTH_OFFSET = 0xfee0;

const shifted = (text: string, pattern: RegExp, offset: number): string =>
  text.replace(pattern, (character) => String.fromCharCode(character.charCodeAt(0) + offset));

/** １２Ａ → 12A. Letters and digits only: （株） and ～ stay as they are. */
export const halfWidthAlphanumerics = (text: string): string =>
  shifted(text, /[０-９Ａ-Ｚａ-ｚ]/g, -FULL_WIDTH_OFFSET);

/** 12A → １２Ａ, as columns of older systems want addresses (１－２－３ is not made: the hyphen stays). */
export const fullWidthAlphanumerics = (text: string): string =>
  shifted(text, /[0-9A-Za-z]/g, FULL_WIDTH_OFFSET);

const KATAKANA_OFFSET = 0x60;

/** なら いすゞ → ナラ イスヾ. The rows of kana stand in the same order in both blocks, ヴ and the iteration marks included. */
export const katakana = (text: string): string => shifted(text, /[ぁ-ゖゝゞ]/g, KATAKANA_OFFSET);

/**
 * ｶﾞｯｺｳ → ガッコウ, ﾊﾟｰﾄ → パート, ｢ﾅﾗ｣ → 「ナラ」. Bank files and old registers are half-width. A sound mark joins
 * the kana before it, also a full-width one (カﾞ → ガ); one that cannot join stays visible (ｱﾞ → ア゛).
 */
export function fullWidthKana(text: string): string {
  const widened = text.replace(/[｡-ﾟ]+/g, (run) => run.normalize('NFKC'));
  return widened
    .replace(/[\u3041-\u30ff][\u3099\u309a]/g, (pair) => pair.normalize('NFC'))
    .replaceAll('\u3099', '゛')
    .replaceAll('\u309a', '゜');
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Characters that never join with a neighbour: most of what people type, and then each unit is one. */
const SEPARATE = /^[\n\u0020-\u007e\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff60]*$/;

/** Beyond this nobody counts exactly. */
const COUNTED = 100_000;

/** Length as a person counts it: 辻󠄀 is one (three UTF-16 units), 👨‍👩‍👧 is one (eight). For every length limit. */
export function characterCount(text: string): number {
  if (text.length > COUNTED || SEPARATE.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

const KANJI_DIGITS = '〇一二三四五六七八九';
const digitOf = (kanji: string): number => KANJI_DIGITS.indexOf(kanji === '零' ? '〇' : kanji);

/** Numbers below a hundred as words (八, 十二, 三十一) and years digit by digit (二〇二六) in figures; the rest as it is. */
export const kanjiNumbersInFigures = (text: string): string =>
  text.replace(/[〇零一二三四五六七八九十]+/g, (number) => {
    const [, tens, ones] = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(number) ?? [];
    if (tens !== undefined && ones !== undefined)
      return String((tens === '' ? 1 : digitOf(tens)) * 10 + (ones === '' ? 0 : digitOf(ones)));
    return number.includes('十') ? number : [...number].map(digitOf).join('');
  });
