import { characterCount } from '#kernel/values/japanese-text.js';

/*
 * How hard a text is to read: sentences, runs of kanji, rare characters, turns of phrase of offices. Measured by rules
 * that a person can follow (after 出入国在留管理庁・文化庁 在留支援のためのやさしい日本語ガイドライン, 2020).
 */

export type ReadingHint =
  | { code: 'longSentence'; sentence: string; count: number }
  | { code: 'manyCommas'; sentence: string; count: number }
  | { code: 'manyKanji'; percent: number }
  | { code: 'kanjiRun'; word: string }
  | { code: 'rareKanji'; characters: string }
  | { code: 'officeWord'; word: string; plain: string }
  | { code: 'politeChain'; words: string }
  | { code: 'passive'; words: string }
  | { code: 'doubleNegative'; words: string };

const LONG_SENTENCE = 60;
const MOST_COMMAS = 3;
/** Of texts that are long enough to say. */
const MANY_KANJI = 0.5;
const ENOUGH = 20;
const LONG_RUN = 7;
const MOST_PASSIVES = 2;

/** Words of offices, each with what people say. */
const OFFICE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/遅滞なく/, 'すぐに'],
  [/速やかに/, 'すぐに'],
  [/疎明(する|し|資料)?/, '理由を示す'],
  [/当該/, 'その'],
  [/係る/, '関わる'],
  [/若しくは|又は/, 'または'],
  [/並びに|及び/, 'と'],
  [/添付(する|して|し)/, '付ける'],
  [/記載(する|して|し|の上)/, '書く'],
  [/該当(する|しない|し)/, '当てはまる'],
  [/所定の/, '決められた'],
  [/有する/, 'ある'],
  [/要する/, '要る'],
  [/賜(り|る)/, '受ける'],
  [/御(?=[\u4e00-\u9fff])/, 'ご'],
  [/思料(する|し)/, '考える'],
  [/徴収(する|し|され)/, '集める'],
  [/減免/, '安くする・無料にする'],
  [/納付(する|して|し)/, '払う'],
  [/受領(する|して|し)/, '受け取る'],
  [/持参(する|して|し|の上)/, '持ってくる'],
  [/居住(する|して|し|地)/, '住む'],
  [/事由/, '理由'],
  [/配偶者/, '夫または妻'],
  [/現に/, '今'],
  [/に際し(て)?は?/, 'とき'],
  [/の旨/, 'こと'],
];

const POLITE =
  /(お願い申し上げ|させていただ[きく]|いただきますよう|くださいますよう|ご[\u4e00-\u9fff]{1,4}(いただ[きけく]|願い))/;
const PASSIVE = /[\u3041-\u3096\u4e00-\u9fff](されて|される|された|られて|られる|られた)/g;
const DOUBLE_NEGATIVE =
  /(なければならないわけ|ないことは?ない|ないわけでは?ない|ないとは?限らない|ざるを得ない)/;
const KANJI = /[\u4e00-\u9fff]/g;

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[。！？])|\n+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Kanji of the second level of JIS X 0208 and beyond: rarely taught, rarely known. */
const COMMON_KANJI: ReadonlySet<string> = commonKanji();

function commonKanji(): Set<string> {
  const decoder = new TextDecoder('shift_jis');
  const bytes: number[] = [];
  for (let lead = 0x88; lead <= 0x98; lead += 1)
    for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      const isFirstLevel = lead > 0x88 || trail >= 0x9f;
      if (trail !== 0x7f && isFirstLevel && (lead < 0x98 || trail <= 0x72)) bytes.push(lead, trail);
    }
  return new Set([...decoder.decode(new Uint8Array(bytes))].filter((one) => /[\u4e00-\u9fff]/.test(one)));
}

/** What makes a Japanese text hard to read; empty for one that is easy. */
export function readingHints(text: string): ReadingHint[] {
  const hints: ReadingHint[] = [];
  for (const sentence of sentencesOf(text)) {
    const count = characterCount(sentence);
    const commas = (sentence.match(/、/g) ?? []).length;
    if (count > LONG_SENTENCE) hints.push({ code: 'longSentence', sentence: shortened(sentence), count });
    else if (commas > MOST_COMMAS)
      hints.push({ code: 'manyCommas', sentence: shortened(sentence), count: commas });
  }
  const kanji = text.match(KANJI) ?? [];
  const letters = [...text].filter((one) => /[\p{L}\p{N}]/u.test(one)).length;
  if (letters >= ENOUGH && kanji.length / letters > MANY_KANJI)
    hints.push({ code: 'manyKanji', percent: Math.round((100 * kanji.length) / letters) });
  for (const [word] of text.matchAll(/[\u4e00-\u9fff]+/g))
    if (word.length >= LONG_RUN) hints.push({ code: 'kanjiRun', word });
  const rare = [...new Set(kanji.filter((one) => !COMMON_KANJI.has(one)))].join('');
  if (rare !== '') hints.push({ code: 'rareKanji', characters: rare });
  for (const [pattern, plain] of OFFICE_WORDS) {
    const [word] = pattern.exec(text) ?? [];
    if (word) hints.push({ code: 'officeWord', word, plain });
  }
  const [polite] = POLITE.exec(text) ?? [];
  if (polite) hints.push({ code: 'politeChain', words: polite });
  const passives = text.match(PASSIVE) ?? [];
  if (passives.length > MOST_PASSIVES)
    hints.push({ code: 'passive', words: [...new Set(passives)].join('、') });
  const [double] = DOUBLE_NEGATIVE.exec(text) ?? [];
  if (double) hints.push({ code: 'doubleNegative', words: double });
  return hints;
}

const shortened = (sentence: string): string =>
  sentence.length > 30 ? `${sentence.slice(0, 30)}…` : sentence;
