import type { Answers } from '#forms/answers.js';
import { isTyped, type Question } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import type { TableColumn } from '#forms/table/columns.js';
import { typedIn, unescaped } from '#forms/table/read-rows.js';
import { type Geometry, type GeometryHint, pointAt } from './geometry.js';
import { judgePlace, judgeValues, PLACE, type RowFault } from './judge.js';
import { columnsOf } from './mapping.js';
import type { KeptRegister, Mapping } from './model.js';
import type { FileRow } from './reading/table.js';

export interface ReadRow {
  /** Fields that the file has a column for; null where the cell was blank. */
  values: Answers;
  /** undefined: the file says nothing of places. */
  geometry: Geometry | null | undefined;
  /** `column` from nought; null where none is to blame. */
  faults: readonly (RowFault & { column: number | null })[];
  hint: GeometryHint | null;
}

/** ― and the like: nothing is there. */
const DASHES = /^[\u2010-\u2015\u2212\u30fc\uff0d\uff70-]+$/;
export const plainCell = (cell: string): string => {
  const text = unescaped(cell).trim();
  return DASHES.test(text) ? '' : text;
};

/** Reads rows of a file under a mapping. */
export function rowReader(kept: KeptRegister, mapping: Mapping, today: Temporal.PlainDate) {
  const columns = new Map(columnsOf(kept.register).map((column) => [column.key, column]));
  const byField = new Map<string, { field: Question; places: { column: TableColumn; at: number }[] }>();
  mapping.forEach((target, at) => {
    const column = columns.get(target);
    if (!column) return;
    const known = byField.get(column.field.id) ?? { field: column.field, places: [] };
    known.places.push({ column, at });
    byField.set(column.field.id, known);
  });
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
    fields: [...byField.keys()],

    /** `before`: values that the row has already, for fields that the file does not have. */
    read(row: FileRow): ReadRow {
      const values: Record<string, unknown> = {};
      const faults: (RowFault & { column: number | null })[] = [];
      for (const { field, places } of byField.values()) {
        const raw: Record<string, readonly string[]> = {};
        for (const { column, at } of places)
          raw[column.part] = typedIn(column, plainCell(row.cells[at] ?? ''));
        const parsed = fieldType(field).parse(raw, field, { today });
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
      const place = sent === undefined ? null : judgePlace(kept, sent);
      if (place?.fault) faults.push({ ...place.fault, column: columnOf(PLACE) });
      return {
        values,
        geometry: place === null ? undefined : place.geometry,
        faults,
        hint: place?.hint ?? null,
      };
    },

    /** What is wrong with the whole row, as it would stand in the register. What was read is known to be of its kind. */
    judge(whole: Answers): (RowFault & { column: number | null })[] {
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
