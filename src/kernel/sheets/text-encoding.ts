/** Bytes that come some at a time and may be read again from the beginning. */
export type Pieces = () => AsyncIterable<Uint8Array>;

export type TextEncoding = 'UTF-8' | 'UTF-8 (BOM)' | 'UTF-16LE' | 'UTF-16BE' | 'CP932';
/** What Unix programs wrote in Japanese: told, not read. */
const EUC_JP = 'EUC-JP';
type KnownEncoding = TextEncoding | typeof EUC_JP;
/** As TextDecoder calls them. */
export const DECODER_LABELS: Record<KnownEncoding, string> = {
  'UTF-8': 'utf-8',
  'UTF-8 (BOM)': 'utf-8',
  'UTF-16LE': 'utf-16le',
  'UTF-16BE': 'utf-16be',
  CP932: 'shift_jis',
  'EUC-JP': 'euc-jp',
};

/** The first character that is none: line and place in it from 1. */
export interface BrokenText {
  encoding: TextEncoding;
  line: number;
  column: number;
  /** What it seems to be instead, or to stand there. */
  seems?: typeof EUC_JP | 'NUL';
}
export type FoundEncoding = { ok: true; encoding: TextEncoding } | { ok: false; broken: BrokenText | null };

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x01-\x08\x0b\x0c\x0e-\x1f]/;

/** A text's characters, some at a time; `isStrict` throws where there is none, else it becomes U+FFFD. */
export async function* decoded(
  pieces: Pieces,
  encoding: KnownEncoding,
  isStrict = false,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(DECODER_LABELS[encoding], { fatal: isStrict });
  for await (const piece of pieces()) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** What the first bytes of a text say of the rest; null where there is no mark. */
export const markedEncoding = (head: Uint8Array): TextEncoding | null => {
  const [a, b, c] = head;
  if (a === 0xff && b === 0xfe) return 'UTF-16LE';
  if (a === 0xfe && b === 0xff) return 'UTF-16BE';
  return a === 0xef && b === 0xbb && c === 0xbf ? 'UTF-8 (BOM)' : null;
};

/** Whether a text is of an encoding, and has so many characters of a kind. */
async function isAll(
  pieces: Pieces,
  encoding: KnownEncoding,
  { of = /^/, least = 0 }: { of?: RegExp; least?: number } = {},
): Promise<boolean> {
  let count = 0;
  try {
    for await (const text of decoded(pieces, encoding, true))
      if (count < least) count += text.match(of)?.length ?? 0;
    return count >= least;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}

/** Where a text breaks, or NUL stands in it, and what stood before that. */
async function breakOf(
  pieces: Pieces,
  encoding: TextEncoding,
): Promise<{ broken: BrokenText; isJapanese: boolean; isTextBefore: boolean }> {
  let [line, column, japanese, isAfterReturn, isTextBefore] = [1, 1, 0, false, true];
  let seems: BrokenText['seems'];
  for await (const text of decoded(pieces, encoding)) {
    const end = text.search(/[\0\uFFFD]/);
    if (text[end] === '\0') seems = 'NUL';
    const sound = end < 0 ? text : text.slice(0, end);
    isTextBefore &&= !CONTROL.test(sound);
    japanese += sound.match(/[\u3041-\u30fe\u4e00-\u9fff]/g)?.length ?? 0;
    const lines = (isAfterReturn ? sound.replace(/^\n/, '') : sound).split(/\r\n?|\n/);
    const last = [...(lines.at(-1) ?? '')].length;
    line += lines.length - 1;
    column = (lines.length > 1 ? 1 : column) + last;
    isAfterReturn = sound.endsWith('\r');
    if (end >= 0) break;
  }
  const broken = { encoding, line, column, ...(seems && { seems }) };
  return { broken, isJapanese: japanese >= 2, isTextBefore: isTextBefore && line + column > 2 };
}

/** Where NUL stands in what else is a text; null for pictures and the like. */
async function nulIn(pieces: Pieces, mark: TextEncoding | null): Promise<BrokenText | null> {
  for (const encoding of mark ? [mark] : (['UTF-8', 'CP932'] as const)) {
    const { broken, isJapanese, isTextBefore } = await breakOf(pieces, encoding);
    // Almost any bytes are some character of CP932.
    const isText = isTextBefore && (encoding !== 'CP932' || isJapanese);
    if (broken.seems === 'NUL' && isText) return broken;
  }
  return null;
}

/**
 * What the characters of a text are: UTF-8 with or without its mark, UTF-16 with it, else CP932, which is what Excel in
 * Japanese writes. Where it is none of them, `broken` says where it stops being what it seems to be.
 */
export async function findEncoding(pieces: Pieces): Promise<FoundEncoding> {
  let mark: TextEncoding | null = null;
  let isFirst = true;
  for await (const piece of pieces()) {
    if (isFirst) mark = markedEncoding(piece);
    isFirst = false;
    if (mark?.startsWith('UTF-16')) break;
    if (piece.includes(0)) return { ok: false, broken: await nulIn(pieces, mark) };
  }
  const first = mark ?? 'UTF-8';
  if (await isAll(pieces, first)) return { ok: true, encoding: first };
  const asFirst = await breakOf(pieces, first);
  // Bytes of CP932 make no Japanese in UTF-8: where there is some, a file is damaged rather than another one.
  if (mark !== null || asFirst.isJapanese) return { ok: false, broken: asFirst.broken };
  // Its pairs of bytes are mostly half-width katakana in CP932, which must not be taken for what is written there.
  if (await isAll(pieces, EUC_JP, { of: /[\u3041-\u30f6]/g, least: 2 }))
    return { ok: false, broken: { ...asFirst.broken, seems: EUC_JP } };
  if (await isAll(pieces, 'CP932')) return { ok: true, encoding: 'CP932' };
  const asCp932 = await breakOf(pieces, 'CP932');
  if (asCp932.isJapanese) return { ok: false, broken: asCp932.broken };
  return { ok: false, broken: asFirst.isTextBefore ? asFirst.broken : null };
}

/**
 * What headings say in EUC-JP that were read as half-width katakana of CP932 and nothing else; null for all others. Two
 * such letters are a character there, so a file of few kanji can be either: people see which of the two is Japanese.
 */
export function asEucJp(headings: readonly string[]): string[] | null {
  const text = headings.join('\n');
  if (!/^[\n\x20-\x7e]*[\uff61-\uff9f][\n\x20-\x7e\uff61-\uff9f]*$/.test(text)) return null;
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0) - (letter < '\uff61' ? 0 : 0xfec0));
  try {
    return new TextDecoder(DECODER_LABELS[EUC_JP], { fatal: true }).decode(bytes).split('\n');
  } catch {
    return null;
  }
}
