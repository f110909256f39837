import type { FieldOf } from '#forms/fields/field.js';
import type { FieldError, ParseContext, ParsedAnswer } from '#forms/fields/field-type.js';
import { mostEntries } from '#forms/fields/people/people.js';
import { fieldType } from '#forms/fields/registry.js';
import { entryColumns } from '#forms/table/columns.js';
import { rowOf } from '#forms/table/example.js';
import { typedIn } from '#forms/table/read-rows.js';
import { localize } from '#kernel/i18n/locales.js';
import { plainHeading } from './mapping.js';
import { faultOf } from './words.js';

/*
 * A list in one cell of a file, as a clerk types it: an entry a line, in it what each field is called and its value,
 * divided by semicolons (名前：すべり台；設置日：2020-04-01). What holds such a sign itself stands in quotation marks,
 * doubled within, as in CSV.
 */

type ListField = FieldOf<'people'>;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const asName = (name: string): string => (/[：:；;"\n]/.test(name) ? quoted(name) : name);
const asValue = (value: string): string => (/[；;\n]|^\s*"|^\s|\s$/.test(value) ? quoted(value) : value);

/** A stored list as a file has it. */
export function listCell(field: ListField, entries: readonly unknown[]): string {
  const columns = entryColumns(field);
  return entries
    .map((entry) =>
      rowOf(columns, { [field.id]: [entry] })
        .flatMap((value, at) =>
          value === '' ? [] : `${asName(columns[at]?.heading ?? '')}：${asValue(value)}`,
        )
        .join('；'),
    )
    .join('\n');
}

/** How one entry is written. */
export const listExample = (field: ListField): string =>
  entryColumns(field)
    .map(({ heading }) => `${asName(heading)}：…`)
    .join('；');

interface Piece {
  name: string;
  value: string;
}

const BLANK = /[^\S\n]*([；;\n]|$)/y;
const PIECE =
  /(?:\s*"((?:[^"]|"")*)"\s*|([^：:；;\n]*))[：:](?:[^\S\n]*"((?:[^"]|"")*)"[^\S\n]*(?=[；;\n]|$)|([^；;\n]*))([；;\n]|$)/y;

/** The entries of a cell, or what of them cannot be told apart, and in which entry. */
function entriesIn(text: string): Piece[][] | { number: number; piece: string } {
  const entries: Piece[][] = [];
  const entry: Piece[] = [];
  const end = (sign: string | undefined) => {
    if (sign === '\n' && entry.length > 0) entries.push(entry.splice(0));
  };
  const unquoted = (inner: string | undefined, bare = ''): string =>
    inner === undefined ? bare.trim() : inner.replaceAll('""', '"');
  for (let at = 0; at < text.length; ) {
    BLANK.lastIndex = at;
    PIECE.lastIndex = at;
    const blank = BLANK.exec(text);
    if (blank) {
      end(blank[1]);
      at = blank[1] === '' ? text.length : BLANK.lastIndex;
      continue;
    }
    const found = PIECE.exec(text);
    if (!found) return { number: entries.length + 1, piece: /[^；;\n]*/.exec(text.slice(at))?.[0] ?? '' };
    const [, quotedName, name, quotedValue, value, sign] = found;
    entry.push({ name: unquoted(quotedName, name), value: unquoted(quotedValue, value) });
    at = PIECE.lastIndex;
    end(sign);
  }
  if (entry.length > 0) entries.push(entry);
  return entries;
}

/** A cell of a file as the list that it holds; every error says which entry it is about. */
export function readListCell(field: ListField, cell: string, context: ParseContext): ParsedAnswer<unknown> {
  const columns = new Map(
    entryColumns(field).flatMap((one) => [
      [plainHeading(one.heading), one],
      [plainHeading(one.key), one],
    ]),
  );
  const item = localize(field.itemLabel, 'ja');
  const example = listExample(field);
  const entries = entriesIn(cell.replace(/\r\n?/g, '\n'));
  if (!Array.isArray(entries))
    return { ok: false, errors: [faultOf('register.error.list.piece', { item, example, ...entries })] };
  const most = mostEntries(field);
  if (entries.length > most)
    return { ok: false, errors: [{ code: 'forms.error.entriesMax', params: { count: most } }] };
  const raw: Record<string, readonly string[]> = { count: [String(Math.max(1, entries.length))] };
  const errors: FieldError[] = [];
  entries.forEach((pieces, index) => {
    for (const { name, value } of pieces) {
      const column = columns.get(plainHeading(name));
      const part = column?.part.replace(/^0/, String(index)) ?? '';
      const about = { item, number: index + 1, name };
      if (!column) errors.push(faultOf('register.error.list.unknown', { ...about, example }));
      else if (raw[part]) errors.push(faultOf('register.error.list.twice', about));
      else raw[part] = typedIn(column, value);
    }
  });
  if (errors.length > 0) return { ok: false, errors };
  const parsed = fieldType(field).parse(raw, field, context);
  return parsed.ok ? parsed : { ok: false, errors: parsed.errors.map((error) => inEntry(item, error)) };
}

/** An error of a field of an entry, called by the entry too: 遊具 2（設置日）. */
function inEntry(item: string, error: FieldError): FieldError {
  const [index] = /^\d+(?=\.)/.exec(error.parts?.[0] ?? '') ?? [];
  if (index === undefined || error.label === undefined) return error;
  return { ...error, label: `${item} ${Number(index) + 1}（${localize(error.label, 'ja')}）` };
}
