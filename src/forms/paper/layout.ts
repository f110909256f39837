import { boxMark, type Mark, movedBy, textMark } from './drawing.js';
import { BODY, type PaperPositions, type PlacedRect, type PlacedTick } from './geometry.js';
import { textHeight } from './measure.js';
import { type Strip, setLine } from './set-lines.js';
import {
  type Block,
  ENTRY_HEIGHT,
  HALF,
  HALF_HEADING,
  HEADING,
  HEADING_SIZE,
  headingHeight,
  isShort,
  LABEL,
  LABEL_SIZE,
  leastHeight,
  NOTE_SIZE,
  PAD,
  piecesOf,
  ROW_PAD,
  type Section,
  type SetRow,
  setRow,
  TITLE_HEIGHT,
  WIDTH,
  withHeadingRoom,
} from './set-rows.js';

/** Above and below words that stand outside the table. */
const TEXT_GAP = 1;

export interface LaidOut {
  pages: Mark[][];
  positions: PaperPositions;
}

/** Sets everything from the top, page after page. `head` is as high as the drawing that begins the first page. */
export function layOut(
  head: { marks: readonly Mark[]; height: number },
  sections: readonly Section[],
  tail: { marks: readonly Mark[]; height: number },
  continued: string,
): LaidOut {
  const pages: Mark[][] = [[...head.marks]];
  const areas = new Map<string, { areas: PlacedRect[]; ticks: PlacedTick[] }>();
  /** Where each page that is full ends. */
  const ends: number[] = [];
  let y = BODY.top + head.height;

  const draw = (...marks: readonly Mark[]) => pages.at(-1)?.push(...marks);
  const room = () => BODY.bottom - y;
  const nextPage = () => {
    ends.push(y);
    pages.push([]);
    y = BODY.top;
  };
  const placed = (field: string) => {
    const known = areas.get(field) ?? { areas: [], ticks: [] };
    areas.set(field, known);
    return known;
  };

  function drawStrips(field: string | null, strips: readonly Strip[], x: number, top: number) {
    let at = top;
    for (const strip of strips) {
      draw(...strip.marks.map((mark) => movedBy(mark, x, at)));
      if (field !== null) {
        const page = pages.length;
        placed(field).ticks.push(
          ...strip.ticks.map((rect) => ({ ...rect, x: rect.x + x, y: rect.y + at, page })),
        );
      }
      at += strip.height;
    }
  }

  /** The heading beside all of the rows that stand on this page. */
  function drawHeading(
    { heading, notes }: Block,
    top: number,
    isFirst: boolean,
    width = HEADING,
    x = BODY.left,
  ) {
    const rect = { x, y: top, width, height: y - top };
    draw(boxMark(rect, 'label'), boxMark(rect, 'frame'));
    const text = isFirst ? (heading ?? '') : `${heading ?? ''}${continued}`;
    const tall = textHeight(text, HEADING_SIZE, width - 2 * PAD);
    const below = isFirst ? notes.join('\n') : '';
    const noteTall = below === '' ? 0 : textHeight(below, NOTE_SIZE, width - 2 * PAD);
    const start = top + Math.max(ROW_PAD, Math.min((y - top - tall - noteTall) / 2, 25));
    const inner = { x: x + PAD, width: width - 2 * PAD };
    draw(textMark({ ...inner, y: start, height: tall }, text, HEADING_SIZE, { isBold: true }));
    if (below !== '')
      draw(textMark({ ...inner, y: start + tall, height: noteTall }, below, NOTE_SIZE, { isSoft: true }));
  }

  function placeBlock(block: Block) {
    if (block.heading === null) return placeText(block);
    const rows = withHeadingRoom(
      block,
      block.rows.map((row) => setRow(row, WIDTH - HEADING)),
    );
    let top = y;
    let isFirst = true;
    const close = () => {
      if (y === top) return;
      drawHeading(block, top, isFirst);
      isFirst = false;
      if (block.field !== null)
        placed(block.field).areas.push({
          page: pages.length,
          x: BODY.left + HEADING,
          y: top,
          width: WIDTH - HEADING,
          height: y - top,
        });
    };
    for (const [index, set] of rows.entries()) {
      const pieces = piecesOf(set, room());
      const isWithNext = set.row.isReading === true || set.row.entry !== undefined;
      const together = pieces.length === 1 && isWithNext ? (rows[index + 1]?.height ?? 0) : 0;
      for (const piece of pieces) {
        if (piece.height + together > room()) {
          close();
          nextPage();
          top = y;
        }
        placeRow(block.field, piece);
      }
    }
    close();
  }

  function placeRow(field: string | null, { row, strips, height }: SetRow) {
    const start = BODY.left + HEADING;
    let top = y;
    if (row.entry !== undefined) {
      const band = { x: start, y: top, width: WIDTH - HEADING, height: ENTRY_HEIGHT };
      draw(boxMark(band, 'label'), boxMark(band, 'frame'));
      draw(
        textMark({ ...band, x: start + PAD, width: band.width - PAD }, row.entry, LABEL_SIZE, {
          isBold: true,
        }),
      );
      top += ENTRY_HEIGHT;
    }
    const bottom = y + height;
    const indent = row.label === null ? 0 : LABEL;
    const cell = { x: start + indent, y: top, width: WIDTH - HEADING - indent, height: bottom - top };
    draw(boxMark(cell, 'frame'));
    if (row.label !== null) {
      const label = { x: start, y: top, width: LABEL, height: bottom - top };
      const size = row.isReading ? NOTE_SIZE : LABEL_SIZE;
      draw(boxMark(label, 'frame'));
      draw(textMark({ ...label, x: start + PAD, width: LABEL - PAD - 1 }, row.label, size));
    }
    const set = strips.reduce((sum, strip) => sum + strip.height, 0);
    drawStrips(field, strips, cell.x + PAD, top + (bottom - top - set) / 2);
    y = bottom;
  }

  /** Words across the page, without a frame. */
  function placeText({ rows }: Block) {
    y += TEXT_GAP;
    for (const row of rows) {
      for (const strip of row.lines.flatMap((line) => setLine(line, WIDTH - PAD))) {
        if (strip.height > room()) nextPage();
        drawStrips(null, [strip], BODY.left + 1, y);
        y += strip.height;
      }
    }
    y += TEXT_GAP;
  }

  /** Two short questions beside each other. */
  function placePair(pair: readonly [Block, Block]) {
    const sets = pair.map((block) => setLine(block.rows[0]?.lines[0] ?? [], HALF - HALF_HEADING - PAD));
    const headings = pair.map(({ heading, notes }) => headingHeight(heading ?? '', notes, HALF_HEADING));
    const height = Math.max(
      9,
      ...headings,
      ...sets.map((strips) => strips.reduce((sum, strip) => sum + strip.height, 2 * ROW_PAD)),
    );
    if (height > room()) nextPage();
    const top = y;
    y += height;
    for (const [index, block] of pair.entries()) {
      const x = BODY.left + index * HALF;
      drawHeading(block, top, true, HALF_HEADING, x);
      const cell = { x: x + HALF_HEADING, y: top, width: HALF - HALF_HEADING, height };
      draw(boxMark(cell, 'frame'));
      const strips = sets[index] ?? [];
      const tall = strips.reduce((sum, strip) => sum + strip.height, 0);
      drawStrips(block.field, strips, cell.x + PAD, top + (height - tall) / 2);
      if (block.field !== null) placed(block.field).areas.push({ page: pages.length, ...cell });
    }
  }

  for (const { title, note, blocks } of sections) {
    const [first] = blocks;
    if (!first) continue;
    if (title !== null || note !== null) {
      const text = [title === null ? '' : `■ ${title}`, note ?? ''].join('');
      const tall = Math.max(TITLE_HEIGHT, textHeight(text, 10, WIDTH) + 3);
      if (tall + leastHeight(first) > room()) nextPage();
      const start = y === BODY.top ? y : y + 1.5;
      const rect = { x: BODY.left, y: start, width: WIDTH, height: tall - 1 };
      draw(textMark(rect, text, 10, { isBold: true }));
      y = start + tall - 1;
    }
    for (let at = 0; at < blocks.length; at += 1) {
      const [block, next] = [blocks[at], blocks[at + 1]];
      if (!block) continue;
      if (next && isShort(block) && isShort(next)) {
        placePair([block, next]);
        at += 1;
      } else placeBlock(block);
    }
  }

  // The box of the office closes the last page that has room for it; alone on a page it would waste a sheet.
  const holder = [...ends, y].findLastIndex((end) => BODY.bottom - end >= tail.height);
  if (holder < 0) nextPage();
  pages.at(holder)?.push(...tail.marks.map((mark) => movedBy(mark, 0, BODY.bottom - tail.height)));
  return {
    pages,
    positions: {
      pages: pages.length,
      fields: [...areas].map(([field, where]) => ({ field, ...where })),
    },
  };
}
