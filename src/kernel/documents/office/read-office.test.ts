import { read as readBook, utils, write } from '@e965/xlsx';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { picture, wordFile } from '#testing/word-file.js';
import type { Block, Inline } from './blocks.js';
import { EXCEL, readOffice, WORD } from './read-office.js';

const run = (text: string, looks = '') =>
  `<w:r><w:rPr>${looks}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, looks = '') => `<w:p><w:pPr>${looks}</w:pPr>${content}</w:p>`;
const styled = (style: string, text: string) => paragraph(run(text), `<w:pStyle w:val="${style}"/>`);
const entry = (list: number, text: string, depth = 0) =>
  paragraph(run(text), `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);
const cell = (text: string, looks = '') => `<w:tc><w:tcPr>${looks}</w:tcPr>${paragraph(run(text))}</w:tc>`;

async function flowOf(body: string, more: Parameters<typeof wordFile>[1] = {}) {
  const read = await readOffice(wordFile(body, more), WORD);
  if (read.kind !== 'flow') throw new Error(read.kind);
  return read;
}
const wordsOf = (inlines: readonly Inline[]): string =>
  inlines.map((one) => (one.kind === 'text' ? one.text : `<${one.kind}>`)).join('');
/** Blocks as a line each. */
const lines = (blocks: readonly Block[]): string[] =>
  blocks.map((one) => {
    if (one.kind !== 'paragraph') return `<${one.kind}>`;
    return `${'#'.repeat(one.heading)}${one.label ?? ''}${wordsOf(one.inlines)}`;
  });

describe('a Word file', () => {
  test('has headings, paragraphs and page breaks', async () => {
    const { blocks } = await flowOf(
      styled('1', '計画') +
        styled('2', '目的') +
        paragraph(`${run('前')}<w:r><w:br w:type="page"/></w:r>${run('後')}`) +
        paragraph('<w:r><w:br w:type="page"/></w:r>') +
        paragraph('') +
        paragraph(`${run('一')}<w:r><w:br/></w:r><w:r><w:tab/></w:r>${run('二')}`),
    );
    expect(lines(blocks)).toEqual(['#計画', '##目的', '前', '<page>', '後', '<page>', '', '一<line><tab>二']);
  });

  test('goes on counting a list after text in between; entries below begin anew', async () => {
    const { blocks } = await flowOf(
      entry(1, '一') +
        entry(1, 'い', 1) +
        entry(1, 'ろ', 1) +
        paragraph(run('説明')) +
        entry(1, '二') +
        entry(1, 'は', 1) +
        entry(2, '点'),
    );
    expect(lines(blocks)).toEqual(['1.一', '1.い', '2.ろ', '説明', '2.二', '1.は', '・点']);
  });

  test('has the looks of its words and the place of its paragraphs', async () => {
    const { blocks } = await flowOf(
      paragraph(
        run('太', '<w:b/>') +
          run('線', '<w:u w:val="single"/>') +
          run('大', '<w:sz w:val="28"/>') +
          run('２', '<w:vertAlign w:val="superscript"/>'),
        '<w:jc w:val="right"/><w:ind w:left="420" w:firstLine="210"/>',
      ),
    );
    const [first] = blocks;
    if (first?.kind !== 'paragraph') throw new Error('no paragraph');
    expect(first).toMatchObject({ align: 'end', indent: 21, first: 10.5 });
    expect(first.inlines).toMatchObject([
      { text: '太', bold: true, underline: false },
      { text: '線', bold: false, underline: true },
      { text: '大', size: 14 },
      { text: '２', raised: 'super' },
    ]);
  });

  test('has tables with their heads and joined cells, whatever the rows say', async () => {
    const { blocks } = await flowOf(
      `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('年度', '<w:gridSpan w:val="2"/>')}${cell('額')}</w:tr>
       <w:tr>${cell('上', '<w:vMerge w:val="restart"/>')}${cell('前期')}${cell('1')}</w:tr>
       <w:tr>${cell('', '<w:vMerge/>')}${cell('後期')}${cell('2')}${cell('はみ出し', '<w:gridSpan w:val="9"/>')}</w:tr></w:tbl>`,
    );
    const [table] = blocks;
    if (table?.kind !== 'table') throw new Error('no table');
    expect(table.heads).toBe(1);
    const places = table.cells.map(({ x, y, across, down, blocks: [inside] }) => [
      ...[x, y, across, down],
      inside?.kind === 'paragraph' ? wordsOf(inside.inlines) : '',
    ]);
    expect(places).toEqual([
      [0, 0, 2, 1, '年度'],
      [2, 0, 1, 1, '額'],
      [0, 1, 1, 2, '上'],
      [1, 1, 1, 1, '前期'],
      [2, 1, 1, 1, '1'],
      [1, 2, 1, 1, '後期'],
      [2, 2, 1, 1, '2'],
      [3, 2, 8, 1, 'はみ出し'],
    ]);
  });

  test('has its pictures and footnotes; a picture that nobody can read is told by its words', async () => {
    const blank = { create: { width: 40, height: 30, channels: 3 as const, background: '#08c' } };
    const png = new Uint8Array(await sharp(blank).png().toBuffer());
    const body = paragraph(`<w:r>${picture}</w:r><w:r><w:footnoteReference w:id="1"/></w:r>`);
    const footnote = paragraph(run('注の文'));
    const { blocks, files } = await flowOf(body, { picture: png, footnote });
    const [only] = blocks;
    if (only?.kind !== 'paragraph') throw new Error('no paragraph');
    expect(only.inlines).toMatchObject([
      { kind: 'picture', file: 'picture-1.png', width: 30 },
      { kind: 'note', inlines: [{ text: '注の文' }] },
    ]);
    expect(Object.keys(files)).toEqual(['picture-1.png']);
    const broken = await flowOf(body, { picture: new Uint8Array(9), footnote });
    expect(lines(broken.blocks)).toEqual(['［図：庁舎の写真］<note>']);
  });

  test('is refused when it is none', async () => {
    await expect(readOffice(new TextEncoder().encode('何か'), WORD)).rejects.toThrow();
    await expect(readOffice(wordFile(''), EXCEL)).rejects.toThrow();
    await expect(readOffice(wordFile(''), 'text/plain')).rejects.toThrow();
  });
});

describe('a workbook', () => {
  type Rows = (string | number | null)[][];
  async function piecesOf(
    sheets: Record<string, Rows>,
    change: (sheet: ReturnType<typeof utils.aoa_to_sheet>) => void = () => {},
  ) {
    const book = utils.book_new();
    for (const [name, rows] of Object.entries(sheets)) {
      const sheet = utils.aoa_to_sheet(rows);
      change(sheet);
      utils.book_append_sheet(book, sheet, name);
    }
    const bytes = new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(readBook(bytes).SheetNames).toHaveLength(Object.keys(sheets).length);
    const read = await readOffice(bytes, EXCEL);
    if (read.kind !== 'sheets') throw new Error(read.kind);
    return read.pieces;
  }
  const texts = (rows: readonly (readonly { text: string }[])[]) =>
    rows.map((row) => row.map(({ text }) => text));

  test('shows amounts and days as Excel does, and numbers stand right', async () => {
    const [piece] = await piecesOf(
      {
        集計: [
          ['日', '額'],
          [46113, 1234567],
        ],
      },
      (sheet) => {
        sheet.A2.z = 'yyyy/m/d';
        sheet.B2.z = '#,##0';
      },
    );
    expect(piece?.title).toBe('集計');
    expect(texts(piece?.heads ?? [])).toEqual([['日', '額']]);
    expect(piece?.rows[0]).toEqual([
      { text: '2026/4/1', isNumber: true, across: 1 },
      { text: '1,234,567', isNumber: true, across: 1 },
    ]);
  });

  test('a long title runs over the empty cells beside it, and belongs to the head', async () => {
    const [piece] = await piecesOf(
      { 表: [['令和八年度の補助金の一覧です'], ['番号', '名'], [1, '奈良']] },
      (sheet) => {
        sheet['!cols'] = [{ wch: 6 }, { wch: 30 }];
      },
    );
    expect(piece?.heads).toMatchObject([[{ across: 2 }], [{ across: 1 }, { across: 1 }]]);
    expect(texts(piece?.rows ?? [])).toEqual([['1', '奈良']]);
    const [first = 0, second = 0] = piece?.widths ?? [];
    expect(second).toBeGreaterThan(first * 3);
  });

  test('is divided where it is wider than a page or longer than what is set at once; each piece has its head', async () => {
    const wide = Array.from({ length: 60 }, (_, column) => `項目${column}の長い見出し`);
    const long = [['番号', '名'], ...Array.from({ length: 6_000 }, (_, row) => [row, `行${row}`])];
    const pieces = await piecesOf({ 広い: [wide, wide.map((_, column) => column)], 長い: long });
    const [across, down] = ['広い', '長い'].map((title) => pieces.filter((piece) => piece.title === title));
    expect(across?.flatMap(({ rows }) => texts(rows)).flat()).toEqual(
      wide.map((_, column) => String(column)),
    );
    expect(down?.length).toBe(2);
    expect(down?.flatMap(({ rows }) => rows).length).toBe(6_000);
    for (const { widths, heads } of pieces) {
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(780);
      expect(heads).toHaveLength(1);
    }
  });

  test('of more cells than anybody reads is refused', async () => {
    const far = Array.from({ length: 800 }, () => [...Array.from({ length: 399 }, () => null), 1]);
    await expect(piecesOf({ 表: far })).rejects.toThrow('300000');
  });
});
