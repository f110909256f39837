import type { Field } from '#forms/fields/field.js';
import { errorText, type FieldError } from '#forms/fields/field-type.js';
import { fieldsOutside, type TableColumn, tableColumns } from '#forms/table/columns.js';
import { tableExample } from '#forms/table/example.js';
import type { HeadProblem } from '#forms/table/read-rows.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { type Translator, translatorFor } from '#kernel/i18n/translate.js';
import type { BookFault } from '#kernel/sheets/read-book.js';
import type { CsvFault } from '#kernel/sheets/read-csv.js';
import { writeBook } from '#kernel/sheets/write-book.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Procedure } from './definition.js';
import type { EntryPurpose } from './staff-entry.js';

/* Many applications of one procedure in one file, a row each. */

export const BULK_STATES = ['checked', 'running', 'done', 'discarded'] as const;
export type BulkState = (typeof BULK_STATES)[number];

/** A file larger than this is for a talk with the town hall. */
export const BULK_BOUNDS = { bytes: 20 * 1024 * 1024, rows: 20_001 } as const;
/** Rows that are taken in while the person waits; more of them are work for a job. */
export const AT_ONCE = 200;

/** The headings are row 1. */
export const sheetRow = (index: number): number => index + 2;

/** A file as it was handed in. */
export interface Bulk {
  id: string;
  procedure: string;
  version: string;
  madeBy: string;
  applicant: string | null;
  purpose: EntryPurpose | null;
  name: string;
  rows: number;
  wrong: number;
  state: BulkState;
  nextRow: number;
  taken: number;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
}

/** One thing wrong with a row, so that it can be said in any language. */
export interface KeptProblem {
  /** Heading of the file; null where none is to blame. */
  heading: string | null;
  label: LocalizedText;
  error: FieldError;
  /** What could stand there, where that is a list. */
  options: LocalizedText[];
}

/** What became of a row: a case, or what is wrong with it. */
export interface RowOutcome {
  /** As the spreadsheet program counts. */
  row: number;
  number: ReferenceNumber | null;
  problems: readonly KeptProblem[];
}

export type BulkFault = CsvFault | BookFault | 'none' | 'noRows';

/** More answers than this are not named in a sentence. */
const MOST_NAMED = 12;

export function problemText({ label, error, options }: KeptProblem, t: Translator): string {
  const words = errorText(error, label, t);
  if (options.length === 0 || options.length > MOST_NAMED) return words;
  return t('bulk.withOptions', {
    words,
    options: options.map((option) => localize(option, t.locale)).join(t('bulk.optionDivider')),
  });
}

const NO_FILES: FieldError = {
  message: { ja: translatorFor('ja')('bulk.noFiles'), en: translatorFor('en')('bulk.noFiles') },
};

/** What is wrong with an answer, with what is needed to say so later. */
export const keptProblem = (
  heading: string | null,
  field: Field | undefined,
  error: FieldError,
  column: TableColumn | null,
): KeptProblem => ({
  heading,
  label: field && 'label' in field ? field.label : (heading ?? ''),
  error: field?.kind === 'file' || field?.kind === 'photo' ? NO_FILES : error,
  options: (column?.options ?? []).map(({ label }) => label),
});

export const HEAD_WORDS = {
  unknownColumn: 'bulk.head.unknownColumn',
  twice: 'bulk.head.twice',
  missingColumn: 'bulk.head.missingColumn',
} as const satisfies Record<HeadProblem['code'], string>;

/** The report of every row, as a file of the same kind as came in. */
export const reportCsv = (outcomes: readonly RowOutcome[], t: Translator): string =>
  csvText([
    [
      t('bulk.report.row'),
      t('bulk.report.result'),
      t('bulk.report.number'),
      t('bulk.report.column'),
      t('bulk.report.words'),
    ],
    ...outcomes.flatMap(({ row, number, problems }) =>
      number === null
        ? problems.map((problem) => [
            row,
            t('bulk.report.wrong'),
            null,
            problem.heading ?? localize(problem.label, t.locale),
            problemText(problem, t),
          ])
        : [[row, t('bulk.report.taken'), number, null, null]],
    ),
  ]);

/** The row of the template that shows how; none where no row can be taken in, or none is found. */
function exampleRows({ form }: Pick<Procedure, 'form'>, today: Temporal.PlainDate): string[][] {
  const example = tableExample(form, today);
  return example.kind === 'row' ? [[...example.cells]] : [];
}

/** A file to fill in: the headings, and one row that shows how. */
export function templateCsv(procedure: Pick<Procedure, 'form'>, today: Temporal.PlainDate): string {
  const headings = tableColumns(procedure.form).map(({ heading }) => heading);
  return csvText([headings, ...exampleRows(procedure, today)]);
}

/** The same for Excel: cells are text, so that nothing typed turns into something else; a second sheet explains. */
export function templateBook(
  procedure: Pick<Procedure, 'form'>,
  today: Temporal.PlainDate,
  t: Translator,
): Uint8Array {
  const columns = tableColumns(procedure.form);
  const named = ({ options }: TableColumn) => options.map(({ label }) => localize(label, 'ja'));
  return writeBook([
    {
      name: t('bulk.sheet.rows'),
      columns: columns.map((column) => ({
        heading: column.heading,
        width: Math.min(40, Math.max(12, column.heading.length * 2 + 2)),
        look: 'text' as const,
        ...(column.cell === 'option' && { choices: named(column) }),
        ...(column.cell === 'yesNo' && { choices: [t('common.yes'), t('common.no')] }),
      })),
      rows: exampleRows(procedure, today),
    },
    {
      name: t('bulk.sheet.help'),
      columns: [
        { heading: t('bulk.report.column'), width: 36, look: 'text' },
        { heading: t('bulk.sheet.id'), width: 28, look: 'id' },
        { heading: t('bulk.sheet.required'), width: 10, look: 'text' },
        { heading: t('bulk.sheet.options'), width: 60, look: 'text' },
      ],
      rows: columns.map((column) => [
        column.heading,
        column.key,
        column.isRequired ? t('bulk.sheet.needed') : t('bulk.sheet.dependsOrFree'),
        named(column).join(t('bulk.optionDivider')),
      ]),
    },
  ]);
}

/** Questions for files, which a row cannot carry. */
export const filesAsked = ({ form }: Pick<Procedure, 'form'>): LocalizedText[] =>
  fieldsOutside(form).flatMap((field) => field.label);
