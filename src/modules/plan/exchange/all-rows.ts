import type { Placed } from './from-book.js';
import type { Problem } from './problems.js';
import type { SheetKey } from './sheets.js';
import type { Rows } from './to-rows.js';

/** Rows of every sheet: those of the file, and for a sheet that the file lacks those of the plan as it is. */
export type AllRows = { [Key in SheetKey]: readonly Placed<Rows[Key][number]>[] };

export type Report = (
  sheet: SheetKey,
  cell: string | null,
  code: Problem['code'],
  params?: Problem['params'],
) => void;
