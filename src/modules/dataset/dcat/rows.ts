import { DataFactory, type Quad } from 'n3';
import type { CsvCell } from '#kernel/sheets/write-csv.js';
import { PREFIXES } from './quads.js';
import { toTurtle } from './write.js';

const { namedNode, literal, quad } = DataFactory;
const LABEL = namedNode(`${PREFIXES.rdfs}label`);
const typed = (cell: string | number) =>
  typeof cell === 'number'
    ? literal(String(cell), namedNode(`${PREFIXES.xsd}${Number.isInteger(cell) ? 'integer' : 'decimal'}`))
    : literal(cell);

/**
 * The rows of a table as statements, as "Generating RDF from Tabular Data on the Web" (W3C, minimal mode) has them: a
 * thing for each row (#row=2, RFC 7111: the heading is the first), a property for each column. `address`: of the table.
 */
export function turtleRows(
  address: string,
  names: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): string {
  const columns = names.map((name) => namedNode(`${address}#${encodeURIComponent(name)}`));
  const statements: Quad[] = columns.map((column, at) => quad(column, LABEL, literal(names[at] ?? '')));
  rows.forEach((row, index) => {
    const thing = namedNode(`${address}#row=${index + 2}`);
    columns.forEach((column, at) => {
      const cell = row[at] ?? null;
      if (cell !== null && cell !== '') statements.push(quad(thing, column, typed(cell)));
    });
  });
  return toTurtle(statements);
}
