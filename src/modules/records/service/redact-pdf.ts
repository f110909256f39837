import { setImmediate } from 'node:timers/promises';
import { invariant } from '#kernel/errors.js';
import { POINTS_PER_MM } from '../model.js';
import { comparable } from '../search-terms.js';

/** A part of a page, in millimetres from its left upper corner. */
export interface Area {
  /** From 1. */
  page: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Redaction {
  /** Wherever they stand, also broken over lines. */
  words: readonly string[];
  areas: readonly Area[];
}

export interface Redacted {
  /** Null when nothing would be black: such a copy is not made. */
  bytes: Uint8Array | null;
  /** How often each word was found. */
  found: readonly number[];
}

/** A box in points. */
type Box = [number, number, number, number];
interface Character {
  text: string;
  box: Box;
}

/** So much smaller than the characters are the boxes that take them: neighbours stay. */
const INSET = 0.3;

const boxOf = (quad: readonly number[]): Box => {
  const [xs, ys] = [0, 1].map((from) => quad.filter((_, index) => index % 2 === from));
  return [Math.min(...(xs ?? [])), Math.min(...(ys ?? [])), Math.max(...(xs ?? [])), Math.max(...(ys ?? []))];
};

/** Characters as they are compared, each with the place of the one that it comes from. */
function comparedOf(characters: readonly Character[]): { text: string; from: number[] } {
  const from: number[] = [];
  let text = '';
  for (const [index, character] of characters.entries()) {
    const compared = comparable(character.text);
    text += compared;
    for (let unit = 0; unit < compared.length; unit += 1) from.push(index);
  }
  return { text, from };
}

/** Boxes over every place at which a word stands, and how often it does. */
function boxesOf(characters: readonly Character[], word: string): { boxes: Box[]; times: number } {
  const { text, from } = comparedOf(characters);
  const wanted = comparable(word);
  const boxes: Box[] = [];
  let times = 0;
  for (
    let at = text.indexOf(wanted);
    wanted !== '' && at >= 0;
    at = text.indexOf(wanted, at + wanted.length)
  ) {
    times += 1;
    for (const index of new Set(from.slice(at, at + wanted.length))) {
      const box = characters[index]?.box;
      if (box) boxes.push([box[0] + INSET, box[1] + INSET, box[2] - INSET, box[3] - INSET]);
    }
  }
  return { boxes, times };
}

/**
 * A copy in which what is blacked out is not under the black but gone: text, parts of pictures, drawings. The pages are
 * set into a new file, so that nothing of the old one (earlier states, remarks, attachments, titles) comes along.
 * Throws when a word can still be read in the copy.
 */
export async function redactPdf(bytes: Uint8Array, { words, areas }: Redaction): Promise<Redacted> {
  const { Document, PDFDocument, PDFPage } = await import('mupdf');
  const opened = Document.openDocument(bytes, 'application/pdf').asPDF();
  if (!opened) throw new Error('no PDF');
  const read = (page: Pick<InstanceType<typeof PDFPage>, 'toStructuredText'>): Character[] => {
    const characters: Character[] = [];
    const text = page.toStructuredText('');
    text.walk({
      onChar: (character, _origin, _font, _size, quad) =>
        characters.push({ text: character, box: boxOf(quad) }),
    });
    text.destroy();
    return characters;
  };
  const found = words.map(() => 0);
  let blacked = 0;
  opened.bake(true, true);
  for (let number = 0; number < opened.countPages(); number += 1) {
    const page = opened.loadPage(number);
    invariant(page instanceof PDFPage, 'a PDF has pages of its own kind');
    const characters = read(page);
    const boxes: Box[] = areas
      .filter((area) => area.page === number + 1)
      .map(({ left, top, width, height }) => [
        left * POINTS_PER_MM,
        top * POINTS_PER_MM,
        (left + width) * POINTS_PER_MM,
        (top + height) * POINTS_PER_MM,
      ]);
    for (const [index, word] of words.entries()) {
      const hits = boxesOf(characters, word);
      boxes.push(...hits.boxes);
      found[index] = (found[index] ?? 0) + hits.times;
    }
    for (const box of boxes) page.createAnnotation('Redact').setRect(box);
    blacked += boxes.length;
    if (boxes.length > 0)
      page.applyRedactions(
        true,
        PDFPage.REDACT_IMAGE_PIXELS,
        PDFPage.REDACT_LINE_ART_REMOVE_IF_TOUCHED,
        PDFPage.REDACT_TEXT_REMOVE,
      );
    page.destroy();
    await setImmediate();
  }
  if (blacked === 0) {
    opened.destroy();
    return { bytes: null, found };
  }
  const clean = new PDFDocument();
  const map = clean.newGraftMap();
  for (let number = 0; number < opened.countPages(); number += 1) clean.graftPage(-1, opened, number);
  const written = new Uint8Array(clean.saveToBuffer('garbage=4,compress,sanitize').asUint8Array());
  map.destroy();
  for (let number = 0; number < clean.countPages(); number += 1) {
    const page = clean.loadPage(number);
    const { text } = comparedOf(read(page));
    page.destroy();
    const left = words.filter((word) => comparable(word) !== '' && text.includes(comparable(word)));
    if (left.length > 0) throw new Error(`${left.length} words could not be taken out of page ${number + 1}`);
  }
  clean.destroy();
  opened.destroy();
  return { bytes: written, found };
}
