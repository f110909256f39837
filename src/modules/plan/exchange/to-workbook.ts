import {
  type BookColumn,
  type BookSheet,
  type CellValue,
  type ColumnLook,
  writeBook,
} from '#kernel/sheets/write-book.js';
import { type Column, FLAG_WORD, type Sheet } from './columns.js';
import { ACHIEVED, GUIDE_SHEET, SHEETS, type SheetKey } from './sheets.js';
import type { Rows } from './to-rows.js';

const LOOKS = {
  text: 'text',
  lines: 'text',
  date: 'text',
  choice: 'text',
  flag: 'text',
  json: 'text',
  id: 'id',
  year: 'number',
  number: 'number',
  figure: 'number',
  reference: 'reference',
} as const satisfies Record<Column['kind'], ColumnLook>;

function bookColumn(column: Column): BookColumn {
  const choices =
    column.kind === 'choice'
      ? Object.values(column.choices)
      : column.kind === 'flag'
        ? [FLAG_WORD]
        : undefined;
  return {
    heading: column.heading,
    width: column.width,
    look: LOOKS[column.kind],
    ...(choices ? { choices } : {}),
    ...(column.help ? { help: column.help } : {}),
  };
}

const YES_NO = { true: FLAG_WORD, false: 'いいえ' } as const;

function cellOf(column: Column, value: unknown): CellValue {
  if (value === undefined || value === null) return null;
  if (column.kind === 'choice') return column.choices[String(value)] ?? String(value);
  if (column.kind === 'flag') return value ? FLAG_WORD : null;
  if (column.kind === 'json') return JSON.stringify(value);
  if (Array.isArray(value)) return value.join('\n');
  if (typeof value === 'boolean') return YES_NO[`${value}`];
  return typeof value === 'number' ? value : String(value);
}

function bookSheet({ name, tab, frozenColumns, columns }: Sheet, rows: readonly object[]): BookSheet {
  const entries = Object.entries(columns);
  return {
    name,
    columns: entries.map(([, column]) => bookColumn(column)),
    rows: rows.map((row) =>
      entries.map(([key, column]) => cellOf(column, (row as Record<string, unknown>)[key])),
    ),
    ...(tab ? { tab } : {}),
    ...(frozenColumns ? { frozenColumns } : {}),
  };
}

export interface Guide {
  title: string;
  /** Lines such as 「書き出した日: 2026年11月20日」. */
  facts: readonly string[];
}

const ADVICE = [
  '赤い見出しタブのシート（施策、目標と実績 など）に記入します。灰色の列と「（参考）」の列は読み込みません。',
  '施策ID・指標ID・版は変更しないでください。新しい施策や指標を加えるときだけ、新しいIDを書きます。',
  '年度は 2026 のように、年度の始まる西暦で書きます（令和8年度 とも書けます）。',
  '割合（%）の目標値・実績値は、90 % なら 90 と書きます。',
  `実施の有無の指標は ${FLAG_WORD} か ${YES_NO.false}、到達点の指標は文章で書き、達成の欄で ${Object.values(ACHIEVED).join('・')} を選びます。`,
  '行を消した指標・年度・スケジュールは、読み込むと計画からも消えます（確定の前に一覧で確かめられます）。',
  'このファイルにない施策は、読み込んでも変わりません。施策を終えるときは、段階を Z にして終了の理由を書きます。',
  '数式は使えません。値に直してから読み込んでください。',
];

/** The whole workbook. `keys` limits the sheets, for a file that departments fill in. */
export function toWorkbook(
  rows: Rows,
  guide: Guide,
  keys: readonly SheetKey[] = Object.keys(SHEETS) as SheetKey[],
): Uint8Array {
  const guideSheet: BookSheet = {
    name: GUIDE_SHEET,
    columns: [{ heading: guide.title, width: 110, look: 'text' }],
    rows: [...guide.facts, ...ADVICE].map((line) => [line]),
  };
  return writeBook([guideSheet, ...keys.map((key) => bookSheet(SHEETS[key], rows[key]))]);
}
