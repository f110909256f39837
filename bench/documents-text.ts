// Subjects and short letters for a register of many documents: always the same ones, of words that are as common as
// words are, and of some that stand in a known share of them.

const SUBJECT_WORDS = 3;
const BODY_WORDS = 30;
const WORDS = 4_000;
const KANJI = 900;
const FIRST_KANJI = 0x4e00;
const PARTICLES = ['の', 'を', 'に', 'は', 'が', 'で', 'と', 'する', 'した', 'により', 'および'];
const KINDS = ['通知', '照会', '回答', '報告', '依頼', '申請', '協議', '送付'];
/** Share of the documents in which a word stands. */
const KNOWN = [
  ['公共下水道', 0.03],
  ['太陽光発電', 0.01],
  ['災害弔慰金', 0.0005],
] as const;
/** A word of three documents, the first ones. */
const RAREST = '隕石';

/** Numbers from 0 to 1 that look random (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Texts of the document of this number, of so many. */
export function textMaker(total: number): (index: number) => { subject: string; body: string } {
  const next = numbers(total);
  const pick = <Item>(items: readonly Item[]): Item => {
    const found = items[Math.floor(next() * items.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const kanji = () => String.fromCodePoint(FIRST_KANJI + Math.floor(next() * KANJI));
  const words = Array.from({ length: WORDS }, () => kanji() + kanji() + (next() < 0.3 ? kanji() : ''));
  // The n-th word as often as 1/n.
  const word = () => words[Math.min(WORDS - 1, Math.floor(WORDS ** next()) - 1)] ?? '';
  return (index) => {
    const known: string[] = KNOWN.filter(([, share]) => next() < share).map(([name]) => name);
    if (index < 3) known.push(RAREST);
    const subject = `${Array.from({ length: SUBJECT_WORDS }, word).join('')}に関する${pick(KINDS)}について`;
    const body = [...Array.from({ length: BODY_WORDS }, word), ...known]
      .map((name) => name + pick(PARTICLES))
      .join('');
    return { subject, body: `${body}。` };
  };
}
