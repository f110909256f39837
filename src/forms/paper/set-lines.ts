import { boxMark, type Mark, movedBy, textMark } from './drawing.js';
import { type Rect, TICK_BOX } from './geometry.js';
import { textHeight, textWidth } from './measure.js';
import type { Area, Blank, Comb, PaperItem, Tick, Words } from './parts.js';

/** One strip across a cell: never divided between pages. Positions from its upper left corner. */
export interface Strip {
  height: number;
  /** How far to the right it reaches. */
  width: number;
  marks: readonly Mark[];
  ticks: readonly (Rect & { part: string; value: string; isMany?: boolean })[];
}

const SIZE = 9.5;
const SMALL = 7.5;
const FILLED = 10.5;
const CELL = { width: 5.6, height: 7.6 } as const;
const RULED = 8;
const LEAST = 6;
const GAP = 1.6;
const AFTER_TICK = 5;
/** Less room than this to write goes to the next strip. */
const LEAST_BLANK = 25;

type SetItem = Strip & { isSmallPrint?: boolean };

/** Sets items one after the other into a width; what does not fit goes on in the next strip. */
export function setLine(items: readonly PaperItem[], width: number): Strip[] {
  const strips: Strip[] = [];
  let row: SetItem[] = [];
  let x = 0;
  const flush = () => {
    if (row.length > 0) strips.push(stripOf(row));
    row = [];
    x = 0;
  };
  for (const [index, item] of items.entries()) {
    const isLast = index === items.length - 1;
    const needed = naturalWidth(item);
    if (x > 0 && (item.kind === 'area' || x + needed > width)) flush();
    const set = setItem(item, width - x, isLast);
    row.push(set);
    x += set.width;
  }
  flush();
  return strips;
}

function stripOf(row: readonly SetItem[]): Strip {
  // Lines of small print only stand closer.
  const least = row.every(({ isSmallPrint }) => isSmallPrint) ? 0 : LEAST;
  const height = Math.max(least, ...row.map((set) => set.height));
  const marks: Mark[] = [];
  const ticks: Strip['ticks'][number][] = [];
  let x = 0;
  for (const set of row) {
    const y = (height - set.height) / 2;
    marks.push(...set.marks.map((mark) => movedBy(mark, x, y)));
    ticks.push(...set.ticks.map((rect) => ({ ...rect, x: rect.x + x, y: rect.y + y })));
    x += set.width;
  }
  return { height, width: x, marks, ticks };
}

function naturalWidth(item: PaperItem): number {
  switch (item.kind) {
    case 'words':
      return textWidth(item.text, item.isSmall ? SMALL : SIZE);
    case 'tick':
      return TICK_BOX + GAP + textWidth(item.label, SIZE);
    case 'comb':
      return item.count * CELL.width;
    case 'blank':
      return item.width === 'rest' ? LEAST_BLANK : item.width;
    case 'area':
      return Number.POSITIVE_INFINITY;
  }
}

function setItem(item: PaperItem, room: number, isLast: boolean): SetItem {
  switch (item.kind) {
    case 'words':
      return setWords(item, room);
    case 'tick':
      return setTick(item, room);
    case 'comb':
      return setComb(item, room);
    case 'blank':
      return setBlank(item, room, isLast);
    case 'area':
      return setArea(item, room);
  }
}

function setWords({ text, isSmall = false }: Words, room: number): SetItem {
  const size = isSmall ? SMALL : SIZE;
  const width = Math.min(textWidth(text, size), room);
  const height = textHeight(text, size, width);
  const mark = textMark({ x: 0, y: 0, width, height }, text, size, isSmall ? { isSoft: true } : {});
  return { width: width + GAP, height, marks: [mark], ticks: [], isSmallPrint: isSmall };
}

function setTick({ part, value, label, isTicked, isMany }: Tick, room: number): SetItem {
  const start = TICK_BOX + GAP;
  const width = Math.min(textWidth(label, SIZE), room - start);
  const textTall = textHeight(label, SIZE, width);
  const height = Math.max(LEAST, textTall);
  const box = { x: 0, y: (height - TICK_BOX) / 2, width: TICK_BOX, height: TICK_BOX };
  return {
    width: start + width + AFTER_TICK,
    height,
    marks: [
      boxMark(box, 'thin'),
      ...(isTicked ? [{ as: 'check' as const, ...box }] : []),
      textMark({ x: start, y: (height - textTall) / 2, width, height: textTall }, label, SIZE),
    ],
    ticks: part === null ? [] : [{ ...box, part, value, ...(isMany && { isMany }) }],
  };
}

function setComb({ count, text }: Comb, room: number): SetItem {
  const cell = Math.min(CELL.width, room / count);
  const letters = [...text];
  const marks = Array.from({ length: count }, (_, index): Mark[] => {
    const rect = { x: index * cell, y: 0, width: cell, height: CELL.height };
    const letter = letters[index]?.trim();
    return [boxMark(rect, 'cell'), ...(letter ? [textMark(rect, letter, 11, { align: 'center' })] : [])];
  }).flat();
  return { width: cell * count + GAP, height: CELL.height, marks, ticks: [] };
}

function setBlank(
  { text, width: wanted, size = FILLED, height = RULED }: Blank,
  room: number,
  isLast: boolean,
): SetItem {
  const width = wanted === 'rest' ? room : Math.min(room, wanted);
  const tall = text === '' ? height : Math.max(height, textHeight(text, size, width - 1));
  const marks: Mark[] = text === '' ? [] : [textMark({ x: 0, y: 0, width, height: tall }, text, size)];
  // The frame of the cell is the line under what fills it to the end.
  if (!isLast || wanted !== 'rest')
    marks.push({ as: 'line', x: 0, y: tall - 0.6, x2: width, y2: tall - 0.6, look: 'dotted' });
  return { width: width + GAP, height: tall, marks, ticks: [] };
}

function setArea({ rows, text }: Area, room: number): SetItem {
  const needed = text === '' ? 0 : textHeight(text, FILLED, room);
  const count = Math.max(rows, Math.ceil(needed / RULED));
  const lines = Array.from({ length: count - 1 }, (_, index): Mark => {
    const y = (index + 1) * RULED;
    return { as: 'line', x: 0, y, x2: room, y2: y, look: 'dotted' };
  });
  const height = count * RULED;
  // Printed letters do not follow the lines that a hand would.
  const marks = text === '' ? lines : [textMark({ x: 0, y: 0, width: room, height }, text, FILLED)];
  return { width: room, height, marks, ticks: [] };
}
