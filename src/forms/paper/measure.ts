/** Millimetres of one point. */
export const POINT = 25.4 / 72;
/** A line of several, in ems. */
const LINE = 1.4;

/** Characters that take half the width of a Japanese one or less; capitals of these fonts take some more. */
const NARROW = /[\u0020-\u007e\uff61-\uff9f]/u;
const CAPITAL = /[A-Z@%&]/;

const ems = (character: string): number =>
  NARROW.test(character) ? (CAPITAL.test(character) ? 0.75 : 0.6) : 1;

/** Width of a text in millimetres, never less than it is: the fonts are proportional. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + ems(character), 0) * size * POINT;

/** Lines that a text takes in this width. Rules of line breaking can move a character or two: hence the margin. */
export function lineCount(text: string, size: number, width: number): number {
  const usable = Math.max(size * POINT, width - size * POINT);
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line, size) / usable)), 0);
}

export const textHeight = (text: string, size: number, width: number): number =>
  textWidth(text, size) <= width && !text.includes('\n')
    ? LINE * size * POINT
    : lineCount(text, size, width) * LINE * size * POINT;
