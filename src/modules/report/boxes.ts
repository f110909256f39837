import type { Box } from './model.js';

/** A line for each area: left, top, width, height in percent. */
export function readBoxes(text: string): { boxes: Box[]; faultyLine: number | null } {
  const boxes: Box[] = [];
  const lines = text.normalize('NFKC').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const numbers = line
      .trim()
      .split(/[\s,、]+/)
      .map(Number);
    const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = numbers;
    const isArea =
      numbers.length === 4 &&
      x >= 0 &&
      y >= 0 &&
      width > 0 &&
      height > 0 &&
      x + width <= 100.5 &&
      y + height <= 100.5;
    if (!isArea) return { boxes, faultyLine: index + 1 };
    boxes.push({ x, y, width, height });
  }
  return { boxes, faultyLine: null };
}

export const boxesText = (boxes: readonly Box[]): string =>
  boxes.map(({ x, y, width, height }) => `${x} ${y} ${width} ${height}`).join('\n');
