import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { Figure } from '../definition.js';

/*
 * What a column of the workbook holds. Headings and choices are the file format: they are matched when a file
 * comes back, so they are the same in every language of the screens.
 */

type Choices = Readonly<Record<string, string>>;

interface Common {
  heading: string;
  width: number;
  required?: boolean;
  help?: string;
}

export type Column = Common &
  (
    | { kind: 'text' | 'lines' | 'year' | 'date' | 'number' | 'figure' | 'flag' | 'json' }
    /** A key that other sheets refer to. */
    | { kind: 'id' }
    | { kind: 'choice'; choices: Choices }
    /** For the reader's orientation; not taken over. */
    | { kind: 'reference' }
  );

export type Columns = Readonly<Record<string, Column>>;

interface Values {
  text: string;
  id: string;
  lines: string[];
  year: FiscalYear;
  date: string;
  number: number;
  /** Its type follows from the kind of the indicator. */
  figure: Figure;
  flag: true;
  json: unknown;
  reference: string | number;
}

type ValueOf<One extends Column> = One extends { kind: 'choice'; choices: infer Labels }
  ? keyof Labels & string
  : One extends { kind: infer Kind extends keyof Values }
    ? Values[Kind]
    : never;

/** A row of a sheet by column key; what is blank is absent. */
export type RowOf<Of extends Columns> = { -readonly [Key in keyof Of]?: ValueOf<Of[Key]> };

export interface Sheet<Of extends Columns = Columns> {
  name: string;
  /** RRGGBB of the tab. */
  tab?: string;
  frozenColumns?: number;
  columns: Of;
}

export const FLAG_WORD = 'はい';

export const text = (heading: string, width = 24) => ({ kind: 'text', heading, width }) as const;
export const required = <One extends Column>(column: One) => ({ ...column, required: true }) as const;
export const id = (heading: string, width = 12) => ({ kind: 'id', heading, width, required: true }) as const;
export const reference = (heading: string, width = 24) =>
  ({ kind: 'reference', heading: `${heading}（参考）`, width }) as const;
export const year = (heading: string) => ({ kind: 'year', heading, width: 12 }) as const;
export const lines = (heading: string, width = 24) =>
  ({ kind: 'lines', heading, width, help: '複数あるときは、セルの中で改行して並べます。' }) as const;
export const choice = <const Labels extends Choices>(heading: string, choices: Labels, width = 14) =>
  ({ kind: 'choice', heading, width, choices }) as const;
