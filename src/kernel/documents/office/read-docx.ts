import sharp from 'sharp';
import type { Block, FlowingText, Inline, Paragraph, TableBlock, TableCell } from './blocks.js';
import { type DocxLevel, type DocxNode, type DocxOf, docxTree } from './docx-tree.js';

const MOST_PICTURES = 200;
/** Of the longer side: enough for a page at 200 dots an inch. */
const MOST_PIXELS = 1_600;
const POINTS_PER_PIXEL = 72 / 96;
const SIZES = { least: 4, most: 72 } as const;
const MOST_INDENT = 240;
/** Of a table, as Word has them. */
const MOST_COLUMNS = 63;

type Reading = {
  notes: DocxOf<'document'>['notes'];
  files: Record<string, Uint8Array>;
  pictures: number;
  /** Where each list stands. */
  counts: Map<DocxLevel, number>;
};

/** What a run hands down to what stands in it. */
type Looks = Omit<Extract<Inline, { kind: 'text' }>, 'kind' | 'text'>;
const PLAIN: Looks = { bold: false, underline: false, struck: false, raised: null, size: null };

const looksOf = (run: DocxOf<'run'>): Looks => ({
  bold: run.isBold || run.styleName?.toLowerCase() === 'strong',
  underline: run.isUnderline,
  struck: run.isStrikethrough,
  raised:
    run.verticalAlignment === 'superscript' ? 'super' : run.verticalAlignment === 'subscript' ? 'sub' : null,
  size: run.fontSize === null ? null : Math.min(SIZES.most, Math.max(SIZES.least, run.fontSize)),
});

/** Whatever format it has: as PNG or JPEG in plain colours. What cannot be read is told by its words. */
async function pictureOf(reading: Reading, image: DocxOf<'image'>): Promise<Inline> {
  const words: Inline = { kind: 'text', text: `［図：${image.altText ?? ''}］`, ...PLAIN };
  if (reading.pictures >= MOST_PICTURES) return words;
  try {
    const read = sharp(await image.readAsBuffer())
      .rotate()
      .toColourspace('srgb');
    const { format } = await read.metadata();
    const ending = format === 'jpeg' ? 'jpg' : 'png';
    const fitted = read.resize(MOST_PIXELS, MOST_PIXELS, { fit: 'inside', withoutEnlargement: true });
    const { data, info } = await (ending === 'jpg' ? fitted.jpeg({ quality: 85 }) : fitted.png()).toBuffer({
      resolveWithObject: true,
    });
    reading.pictures += 1;
    const file = `picture-${reading.pictures}.${ending}`;
    reading.files[file] = new Uint8Array(data);
    return { kind: 'picture', file, width: info.width * POINTS_PER_PIXEL };
  } catch {
    return words;
  }
}

/** What stands in a paragraph; where a new page begins in it, a page. */
async function inlinesOf(
  reading: Reading,
  nodes: readonly DocxNode[],
  looks: Looks = PLAIN,
): Promise<(Inline | { kind: 'page' })[]> {
  const inlines: (Inline | { kind: 'page' })[] = [];
  const text = (words: string) => inlines.push({ kind: 'text', text: words, ...looks });
  for (const node of nodes) {
    switch (node.type) {
      case 'text':
        text(node.value);
        break;
      case 'tab':
        inlines.push({ kind: 'tab' });
        break;
      case 'break':
        inlines.push({ kind: node.breakType === 'page' ? 'page' : 'line' });
        break;
      case 'checkbox':
        text(node.checked ? '■' : '□');
        break;
      case 'image':
        inlines.push(await pictureOf(reading, node));
        break;
      case 'noteReference': {
        const body = reading.notes.resolve(node)?.body ?? [];
        inlines.push({ kind: 'note', inlines: (await inlinesOf(reading, body)).filter(isNoPage) });
        break;
      }
      case 'run':
        inlines.push(...(await inlinesOf(reading, node.children, looksOf(node))));
        break;
      case 'bookmarkStart':
      case 'commentReference':
        break;
      default:
        inlines.push(...(await inlinesOf(reading, node.children, looks)));
    }
  }
  return inlines;
}

const isNoPage = <Part extends { kind: string }>(part: Part | { kind: 'page' }): part is Part =>
  part.kind !== 'page';

const HEADING = /^(?:heading|見出し)\s*([1-6])?$/i;
const ALIGNED: Readonly<Record<string, Paragraph['align']>> = { center: 'center', right: 'end', end: 'end' };

/** The number or dot of an entry; lists of the same kind go on counting after text in between, as in Word. */
function labelOf({ counts }: Reading, level: DocxLevel): string {
  for (const other of counts.keys()) if (Number(other.level) > Number(level.level)) counts.delete(other);
  if (!level.isOrdered) return '・';
  const count = (counts.get(level) ?? 0) + 1;
  counts.set(level, count);
  return `${count}.`;
}

const points = (twips: string | null): number => {
  const value = Number(twips ?? 0) / 20;
  return Number.isFinite(value) ? Math.min(MOST_INDENT, Math.max(0, value)) : 0;
};

/** One paragraph, or what a new page within it divides it into. */
async function paragraphsOf(reading: Reading, node: DocxOf<'paragraph'>): Promise<Block[]> {
  const { styleName, numbering, alignment, indent } = node;
  const [, depth = '1'] = HEADING.exec(styleName ?? '') ?? [];
  const heading = HEADING.test(styleName ?? '') ? Number(depth) : styleName === 'Title' ? 1 : 0;
  const label = numbering ? labelOf(reading, numbering) : null;
  const begun = (): Paragraph & { inlines: Inline[] } => ({
    kind: 'paragraph',
    heading,
    align: ALIGNED[alignment ?? ''] ?? 'start',
    indent: numbering ? Number(numbering.level) * 18 : points(indent.start),
    first: numbering ? 0 : points(indent.firstLine) - points(indent.hanging),
    label,
    inlines: [],
  });
  let present = begun();
  const blocks: Block[] = [present];
  for (const inline of await inlinesOf(reading, node.children)) {
    if (inline.kind === 'page') {
      present = { ...begun(), label: null };
      blocks.push({ kind: 'page' }, present);
    } else present.inlines.push(inline);
  }
  // A paragraph that holds a new page and nothing else is no empty line.
  return blocks.length > 1
    ? blocks.filter((block) => block.kind !== 'paragraph' || block.inlines.length > 0)
    : blocks;
}

/** Cells at their places; spans that reach over others or over the edge are cut, so that every table can be set. */
async function tableOf(reading: Reading, table: DocxOf<'table'>): Promise<TableBlock | null> {
  const rows = table.children.filter((row) => row.type === 'tableRow');
  const widths = rows.map((row) =>
    row.children.reduce((sum, cell) => sum + (cell.type === 'tableCell' ? cell.colSpan : 0), 0),
  );
  const columns = Math.min(MOST_COLUMNS, Math.max(0, ...widths));
  if (columns === 0) return null;
  const taken = new Set<string>();
  const cells: TableCell[] = [];
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row.children) {
      if (cell.type !== 'tableCell') continue;
      while (taken.has(`${x} ${y}`)) x += 1;
      if (x >= columns) break;
      let across = 1;
      while (across < cell.colSpan && x + across < columns && !taken.has(`${x + across} ${y}`)) across += 1;
      const down = Math.max(1, Math.min(cell.rowSpan, rows.length - y));
      for (let right = 0; right < across; right += 1)
        for (let below = 0; below < down; below += 1) taken.add(`${x + right} ${y + below}`);
      const blocks = (await blocksOf(reading, cell.children)).filter(isNoPage);
      cells.push({ x, y, across, down, blocks });
      x += across;
    }
  }
  const marked = rows.findIndex((row) => !row.isHeader);
  const heads = marked < 0 ? 0 : marked;
  const isWhole = cells.every(({ y, down }) => y >= heads || y + down <= heads);
  return { kind: 'table', columns, heads: isWhole ? heads : 0, cells };
}

async function blocksOf(reading: Reading, nodes: readonly DocxNode[]): Promise<Block[]> {
  const blocks: Block[] = [];
  for (const node of nodes) {
    if (node.type === 'paragraph') blocks.push(...(await paragraphsOf(reading, node)));
    else if (node.type === 'table') {
      const table = await tableOf(reading, node);
      if (table) blocks.push(table);
    } else if ('children' in node) blocks.push(...(await blocksOf(reading, node.children)));
  }
  return blocks;
}

/**
 * A Word file with its headings, lists, tables, pictures, notes and page breaks. Not its page heads and feet, columns,
 * colours and fonts; numbers of lists are plain ones.
 */
export async function readDocx(
  bytes: Uint8Array,
  { landscape }: { landscape: boolean },
): Promise<FlowingText> {
  const tree = await docxTree(bytes);
  const reading: Reading = { notes: tree.notes, files: {}, pictures: 0, counts: new Map() };
  const blocks = await blocksOf(reading, tree.children);
  return { kind: 'flow', landscape, blocks, files: reading.files };
}
