import { invariant } from '#kernel/errors.js';
import { streamZip, writeZip } from './zip.js';

/*
 * Writes Office Open XML workbooks (ISO/IEC 29500-1). The library that reads them here writes no styles, frozen
 * heads or choices, and departments fill these sheets in.
 *
 * Text cells have the number format "@" and, where a program could take the text for a formula, the quote prefix:
 * Excel keeps such a cell as text also when somebody edits it, and the stored text is the very text.
 */

export type CellValue = string | number | null;

export type ColumnLook = 'text' | 'id' | 'number' | 'reference';

export interface BookColumn {
  heading: string;
  /** In characters of the standard font; a full-width one counts two. */
  width: number;
  look: ColumnLook;
  /** Offered as a list; other input is refused by the program. */
  choices?: readonly string[];
  /** Shown when the heading's column is entered. */
  help?: string;
}

export interface BookSheet {
  name: string;
  columns: readonly BookColumn[];
  rows: readonly (readonly CellValue[])[];
  /** Tab colour as RRGGBB: what people are asked to fill in stands out. */
  tab?: string;
  /** Columns at the left that stay in sight. */
  frozenColumns?: number;
}

/** Rows below the last one that still offer the choices. */
const SPARE_ROWS = 200;
/** Excel refuses a longer list in a validation. */
const MAX_CHOICES_LENGTH = 255;
/** Excel's own bound for the text of a cell. */
const MAX_CELL_TEXT = 32_767;

const STYLE = { head: 1, text: 2, quoted: 3, id: 4, number: 5, reference: 6 } as const;

const STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="4"><font><sz val="10"/><name val="游ゴシック"/><family val="3"/><charset val="128"/></font><font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="游ゴシック"/><family val="3"/><charset val="128"/></font><font><sz val="10"/><color rgb="FF595959"/><name val="游ゴシック"/><family val="3"/><charset val="128"/></font><font><i/><sz val="10"/><color rgb="FF595959"/><name val="游ゴシック"/><family val="3"/><charset val="128"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF264B6E"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF1F1F4"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"><color rgb="FFB3B3B3"/></left><right style="thin"><color rgb="FFB3B3B3"/></right><top style="thin"><color rgb="FFB3B3B3"/></top><bottom style="thin"><color rgb="FFB3B3B3"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="2" fillId="3" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="3" fillId="3" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const MAIN_NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL_NS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** All of a workbook but its sheets. */
function frameOf(names: readonly string[]): Record<string, string> {
  const numbered = names.map((name, index) => ({ name, number: index + 1 }));
  return {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${numbered
      .map(
        ({ number }) =>
          `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
      )
      .join('')}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL_NS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN_NS}" xmlns:r="${REL_NS}"><sheets>${numbered
      .map(({ name, number }) => `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${numbered
      .map(
        ({ number }) =>
          `<Relationship Id="rId${number}" Type="${REL_NS}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="rId${names.length + 1}" Type="${REL_NS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
  };
}

const sheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`;

/** Equal sheets give equal bytes. */
export function writeBook(sheets: readonly BookSheet[]): Uint8Array {
  const files = frameOf(sheets.map(({ name }) => name));
  sheets.forEach((sheet, index) => {
    files[sheetPath(index + 1)] = [
      worksheetHead(sheet, index === 0),
      rowsXml(sheet, sheet.rows, 2),
      worksheetTail(sheet, sheet.rows.length),
    ].join('');
  });
  return writeZip(files);
}

/** Excel's own bound, less the head. */
export const MOST_ROWS = 1_048_575;

/** A workbook of one sheet whose rows come some at a time; no more of them are held. */
export function streamBook(
  sheet: Omit<BookSheet, 'rows'>,
  pages: AsyncIterable<BookSheet['rows']>,
): AsyncIterable<Uint8Array> {
  async function* worksheet() {
    yield worksheetHead(sheet, true);
    let count = 0;
    for await (const rows of pages) {
      yield rowsXml(sheet, rows, count + 2);
      count += rows.length;
    }
    yield worksheetTail(sheet, count);
  }
  const frame = Object.entries(frameOf([sheet.name])).map(([path, text]) => [path, [text]] as const);
  return streamZip({ ...Object.fromEntries(frame), [sheetPath(1)]: worksheet() });
}

type SheetFrame = Omit<BookSheet, 'rows'>;

function worksheetHead({ columns, tab, frozenColumns = 0 }: SheetFrame, isFirst: boolean): string {
  const pane =
    frozenColumns > 0
      ? `<pane xSplit="${frozenColumns}" ySplit="1" topLeftCell="${columnLetters(frozenColumns)}2" activePane="bottomRight" state="frozen"/>`
      : '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const widths = columns
    .map(
      ({ width, look }, index) =>
        // The style also holds for rows that people add: a typed 1-8 stays text and is not taken for a day.
        `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${STYLE[look]}" customWidth="1"/>`,
    )
    .join('');
  const head = `<row r="1" ht="30" customHeight="1">${columns
    .map(({ heading }, index) => textCell(index, 1, heading, STYLE.head))
    .join('')}</row>`;
  return [
    `${HEAD}<worksheet xmlns="${MAIN_NS}">`,
    `<sheetPr>${tab ? `<tabColor rgb="FF${tab}"/>` : ''}<pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ''}>${pane}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="18"/>',
    `<cols>${widths}</cols>`,
    `<sheetData>${head}`,
  ].join('');
}

/** Rows from a line on. */
const rowsXml = ({ columns }: SheetFrame, rows: BookSheet['rows'], line: number): string =>
  rows
    .map((row, index) => {
      const cells = columns
        .map(({ look }, column) => cell(column, index + line, row[column] ?? null, look))
        .join('');
      return `<row r="${index + line}">${cells}</row>`;
    })
    .join('');

function worksheetTail({ columns }: SheetFrame, rows: number): string {
  const lastColumn = columnLetters(columns.length - 1);
  const validations = columns.flatMap((column, index) => validation(column, index, rows + 1 + SPARE_ROWS));
  return [
    '</sheetData>',
    `<autoFilter ref="A1:${lastColumn}${Math.max(rows + 1, 2)}"/>`,
    validations.length > 0
      ? `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`
      : '',
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    '</worksheet>',
  ].join('');
}

function validation({ choices, help }: BookColumn, index: number, lastRow: number): string[] {
  const list = choices?.join(',');
  const isList = list !== undefined && list.length <= MAX_CHOICES_LENGTH;
  if (!isList && !help) return [];
  const range = `${columnLetters(index)}2:${columnLetters(index)}${lastRow}`;
  const prompt = help ? ` showInputMessage="1" prompt="${escapeXml(help)}"` : '';
  return isList
    ? [
        `<dataValidation type="list" allowBlank="1" showErrorMessage="1"${prompt} sqref="${range}"><formula1>"${escapeXml(list)}"</formula1></dataValidation>`,
      ]
    : [`<dataValidation allowBlank="1"${prompt} sqref="${range}"/>`];
}

function cell(column: number, row: number, value: CellValue, look: ColumnLook): string {
  if (typeof value === 'number') {
    const style = look === 'reference' ? STYLE.reference : STYLE.number;
    return `<c r="${columnLetters(column)}${row}" s="${style}"><v>${value}</v></c>`;
  }
  if (value === null || value === '') {
    return `<c r="${columnLetters(column)}${row}" s="${STYLE[look]}"/>`;
  }
  const style =
    look === 'id' || look === 'reference'
      ? STYLE[look]
      : FORMULA_START.test(value)
        ? STYLE.quoted
        : STYLE.text;
  return textCell(column, row, value, style);
}

/** What spreadsheet programs may take for the beginning of a formula (OWASP, CSV injection). */
export const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;

function textCell(column: number, row: number, text: string, style: number): string {
  const address = `${columnLetters(column)}${row}`;
  invariant(text.length <= MAX_CELL_TEXT, `a text fits a cell of Excel: ${address}`);
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** ST_Xstring: what XML cannot hold, and what looks like such an escape, is written as _xHHHH_. */
const escapeXml = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (character) => `_x${hex4(character)}_`)
    .replace(/[&<>"]/g, (character) => NAMED[character] ?? character);

const hex4 = (character: string): string =>
  character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
