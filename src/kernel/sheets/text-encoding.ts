/** Bytes that come some at a time and may be read again from the beginning. */
export type Pieces = () => AsyncIterable<Uint8Array>;

export type TextEncoding = 'UTF-8' | 'UTF-8 (BOM)' | 'UTF-16LE' | 'UTF-16BE' | 'CP932';
/** As TextDecoder calls them. */
export const DECODER_LABELS: Record<TextEncoding, string> = {
  'UTF-8': 'utf-8',
  'UTF-8 (BOM)': 'utf-8',
  'UTF-16LE': 'utf-16le',
  'UTF-16BE': 'utf-16be',
  CP932: 'shift_jis',
};

/** The first character that is none: line and place in it from 1. */
export interface BrokenText {
  encoding: TextEncoding;
  line: number;
  column: number;
}
export type FoundEncoding = { ok: true; encoding: TextEncoding } | { ok: false; broken: BrokenText | null };

/** A text's characters, some at a time; `isStrict` throws where there is none, else it becomes U+FFFD. */
export async function* decoded(
  pieces: Pieces,
  encoding: TextEncoding,
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

async function isAll(pieces: Pieces, encoding: TextEncoding): Promise<boolean> {
  try {
    for await (const text of decoded(pieces, encoding, true)) text satisfies string;
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}

/** Where a text breaks, and whether Japanese stood before that. */
async function breakOf(
  pieces: Pieces,
  encoding: TextEncoding,
): Promise<{ broken: BrokenText; isJapanese: boolean }> {
  let [line, column, japanese, isAfterReturn] = [1, 1, 0, false];
  for await (const text of decoded(pieces, encoding)) {
    const end = text.indexOf('\uFFFD');
    const sound = end < 0 ? text : text.slice(0, end);
    japanese += sound.match(/[\u3041-\u30fe\u4e00-\u9fff]/g)?.length ?? 0;
    const lines = (isAfterReturn ? sound.replace(/^\n/, '') : sound).split(/\r\n?|\n/);
    const last = [...(lines.at(-1) ?? '')].length;
    line += lines.length - 1;
    column = (lines.length > 1 ? 1 : column) + last;
    isAfterReturn = sound.endsWith('\r');
    if (end >= 0) break;
  }
  return { broken: { encoding, line, column }, isJapanese: japanese >= 2 };
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
    if (piece.includes(0)) return { ok: false, broken: null };
  }
  const first = mark ?? 'UTF-8';
  if (await isAll(pieces, first)) return { ok: true, encoding: first };
  const asFirst = await breakOf(pieces, first);
  // Bytes of CP932 make no Japanese in UTF-8: where there is some, a file is damaged rather than another one.
  if (mark !== null || asFirst.isJapanese) return { ok: false, broken: asFirst.broken };
  if (await isAll(pieces, 'CP932')) return { ok: true, encoding: 'CP932' };
  const asCp932 = await breakOf(pieces, 'CP932');
  return { ok: false, broken: asCp932.isJapanese ? asCp932.broken : null };
}
