import type { Answers } from '#forms/answers.js';
import { isTyped, type Question } from '#forms/fields/field.js';
import type { ParsedAnswer } from '#forms/fields/field-type.js';
import { fieldType } from '#forms/fields/registry.js';
import type { TableColumn } from '#forms/table/columns.js';
import { typedIn, unescaped } from '#forms/table/read-rows.js';
import { type Geometry, pointAt, type Town } from './geometry.js';
import { judgePlace, judgeValues, PLACE, type RowFault } from './judge.js';
import { readListCell } from './list-cell.js';
import { columnsOf } from './mapping.js';
import type { KeptRegister, Mapping } from './model.js';
import type { FileRow } from './reading/table.js';
import { faultOf } from './words.js';

export interface ReadRow {
  /** Fields that the file has a column for; null where the cell was blank. */
  values: Answers;
  /** undefined: the file says nothing of places. */
  geometry: Geometry | null | undefined;
  faults: readonly CellFault[];
  /** Told, and the row is taken all the same. */
  hints: readonly CellFault[];
}

/** `column` from nought; null where none is to blame. */
export type CellFault = RowFault & { column: number | null };

/** ― and the like: nothing is there. */
const DASHES = /^[\u2010-\u2015\u2212\u30fc\uff0d\uff70-]+$/;
export const plainCell = (cell: string): string => {
  const text = unescaped(cell).trim();
  return DASHES.test(text) ? '' : text;
};

/** A character that a conversion lost: 11:00?13:30, or what Unicode puts in its place. A question mark of an address is none. */
const isDamaged = (cell: string): boolean =>
  /\d\?\d|\uFFFD/.test(cell.replace(/[a-z]+:\/\/[\x21-\x7e]+/gi, ''));

/** Reads rows of a file under a mapping. */
export function rowReader(
  kept: KeptRegister,
  mapping: Mapping,
  today: Temporal.PlainDate,
  boundary: Town['boundary'],
) {
  const columns = new Map(columnsOf(kept.register).map((column) => [column.key, column]));
  const byField = new Map<string, { field: Question; places: { column: TableColumn; at: number }[] }>();
  mapping.forEach((target, at) => {
    const column = columns.get(target);
    if (!column) return;
    const known = byField.get(column.field.id) ?? { field: column.field, places: [] };
    known.places.push({ column, at });
    byField.set(column.field.id, known);
  });
  function parse(
    field: Question,
    places: readonly { column: TableColumn; at: number }[],
    cells: readonly string[],
  ): ParsedAnswer<unknown> {
    const textAt = (at: number): string => plainCell(cells[at] ?? '');
    if (field.kind === 'people') return readListCell(field, textAt(places[0]?.at ?? -1), { today });
    const raw = Object.fromEntries(
      places.map(({ column, at }) => [column.part, typedIn(column, textAt(at))] as const),
    );
    return fieldType(field).parse(raw, field, { today });
  }

  const untaken = mapping.flatMap((target, at) => (target === '' ? [at] : []));
  // Without conditions only what is missing can still be wrong.
  const isPlain = kept.register.fields.every(({ ask }) => ask.show === undefined);
  const [lat, lon] = [mapping.indexOf('$lat'), mapping.indexOf('$lon')];
  const columnOf = (field: string): number | null =>
    field === PLACE ? (lat < 0 ? null : lat) : (byField.get(field)?.places[0]?.at ?? null);

  function placeIn({ cells, geometry }: FileRow): unknown {
    if (geometry !== undefined) return geometry;
    if (lat < 0 || lon < 0) return undefined;
    const [north, east] = [plainCell(cells[lat] ?? ''), plainCell(cells[lon] ?? '')];
    if (north === '' && east === '') return null;
    const [y, x] = [Number(north.normalize('NFKC')), Number(east.normalize('NFKC'))];
    return north === '' || east === '' || Number.isNaN(y) || Number.isNaN(x) ? 'unreadable' : pointAt(y, x);
  }

  return {
    /** Column of a field, or of the place; null where the file has none. */
    columnOf,

    /** Columns in which something stands that no field takes. */
    leftOf: ({ cells }: FileRow): number[] => untaken.filter((at) => plainCell(cells[at] ?? '') !== ''),

    /** `before`: values that the row has already, for fields that the file does not have. */
    read(row: FileRow): ReadRow {
      const values: Record<string, unknown> = {};
      const faults: CellFault[] = [];
      const hints: CellFault[] = [];
      for (const { field, places } of byField.values()) {
        const parsed = parse(field, places, row.cells);
        if (parsed.ok) values[field.id] = parsed.value;
        else
          for (const error of parsed.errors)
            faults.push({
              field: field.id,
              error,
              column:
                places.find(({ column }) => error.parts?.includes(column.part))?.at ?? places[0]?.at ?? null,
            });
      }
      const sent = kept.register.place ? placeIn(row) : undefined;
      const place = sent === undefined ? null : judgePlace(kept, sent, boundary);
      if (place?.fault) faults.push({ ...place.fault, column: columnOf(PLACE) });
      if (place?.hint === 'outside')
        hints.push({ field: PLACE, error: faultOf('register.error.place.outside'), column: columnOf(PLACE) });
      // A comma too many moves what stands behind it: whoever hands the file in looks whether it did.
      const beyond = row.cells.findIndex((cell, at) => at >= mapping.length && cell.trim() !== '');
      if (beyond >= 0) hints.push({ field: '', error: faultOf('register.error.noHeading'), column: beyond });
      row.cells.forEach((cell, at) => {
        const field = columns.get(mapping[at] ?? '')?.field.id ?? '';
        if (isDamaged(cell))
          hints.push({ field, error: faultOf('register.error.lostCharacter'), column: at });
      });
      return {
        values,
        geometry: place === null ? undefined : place.geometry,
        faults,
        hints,
      };
    },

    /** What is wrong with the whole row, as it would stand in the register. What was read is known to be of its kind. */
    judge(whole: Answers): CellFault[] {
      const faults = isPlain
        ? kept.register.fields.flatMap(({ ask }): RowFault[] =>
            isTyped(ask) && !ask.optional && (whole[ask.id] ?? null) === null
              ? [{ field: ask.id, error: { code: fieldType(ask).missing } }]
              : [],
          )
        : judgeValues(kept, whole, today);
      return faults.map((fault) => ({ ...fault, column: columnOf(fault.field) }));
    },
  };
}
