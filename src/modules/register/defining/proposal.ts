import { FACTS } from '#forms/compile.js';
import type { Field, Question } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { possibleColumns } from '#forms/table/columns.js';
import { typedIn } from '#forms/table/read-rows.js';
import { isUsableName } from '#kernel/expressions/functions.js';
import { localize } from '#kernel/i18n/locales.js';
import type { GeometryKind, Register, RegisterField } from '../definition.js';
import { isSealed } from '../definition-problems.js';
import { Geometry, kindOf } from '../geometry.js';
import { POSITION_HEADINGS, plainHeading } from '../mapping.js';
import { plainCell } from '../read-row.js';
import type { FileTable } from '../reading/table.js';
import { formOf } from '../row-form.js';
import { slotKind, slotsFor } from '../slots.js';
import type { DraftDocument } from './draft.js';

/** Rows that are looked at for kinds; what does not fit further down, the import tells by line and column. */
const LOOKED = 5000;
const MOST_FIELDS = 99;
const MOST_OPTIONS = 12;
const MOST_LABEL = 40;
const MOST_DECIMALS = 6;
const TEXT_LENGTHS = [200, 1000];

/** Words for yes and for no that tables use; 1 and 0 are known to every yes-or-no field. */
const YES_NO = [
  ['有', '無'],
  ['あり', 'なし'],
  ['可', '不可'],
  ['○', '×'],
  ['要', '不要'],
  ['はい', 'いいえ'],
  ['1', '0'],
] as const;
/** Numbers by which nobody reckons. */
const CODES = /(番号|コ.ド|id|no|no\.|電話|内線|fax|時間|時刻)$/i;
const KEYS = /(番号|コ.ド|^id|id$|^no\.?)$/i;
/** What is counted or measured, where 1 and 0 are no answers. */
const AMOUNTS = /[数値額量]/;
const NAMES = /(名称|施設名|名前|タイトル|件名|名)$/;
const PERSONAL = /氏名|生年月日|保護者|世帯主|本人/;

interface Column {
  heading: string;
  at: number;
  /** What stands in it, blank cells left out. */
  values: readonly string[];
  hasBlanks: boolean;
}

export interface ProposalFacts {
  today: Temporal.PlainDate;
  /** Registers whose columns are known by name: what stands under 住所 elsewhere is called the same here. */
  known: readonly Register[];
  /** Why a field with personal data is not published. */
  personal: string;
}

/** A register as a file suggests it: fields and their kinds from headings and values, places, key and name. */
export function proposeRegister(
  document: DraftDocument,
  table: FileTable,
  facts: ProposalFacts,
): DraftDocument {
  const columns = columnsOf(table);
  const position = positionIn(columns);
  const asked = columns.filter(({ at }) => !position.has(at)).slice(0, MOST_FIELDS);
  const ids = idsFor(asked, facts.known);
  const fields = asked.map((column, at) => fieldOf(column, ids[at] ?? `field${at + 1}`, facts));
  const kinds = placeKinds(table, position);
  const key = keyOf(asked, fields);
  const label = labelOf(asked, fields);
  const whole: DraftDocument = {
    ...document,
    fields: fields.map((field) => ({
      ...field,
      ask: isRequired(field, [...key, label]) ? ({ ...field.ask, optional: false } as Field) : field.ask,
    })),
    key,
    label,
    headings: Object.fromEntries(
      columns.flatMap(({ heading, at }) => (position.has(at) ? [[heading, position.get(at) ?? '']] : [])),
    ),
    ...(kinds.length > 0 && { place: { kinds, optional: true } }),
  };
  return withFilters(whole);
}

const isRequired = ({ ask }: RegisterField, ids: readonly string[]): boolean => ids.includes(ask.id);

function columnsOf({ headings, rows }: FileTable): Column[] {
  return headings.flatMap((heading, at) => {
    if (heading === '') return [];
    const cells = rows.slice(0, LOOKED).map(({ cells: all }) => plainCell(all[at] ?? ''));
    const values = cells.filter((cell) => cell !== '');
    return [{ heading, at, values, hasBlanks: values.length < cells.length }];
  });
}

/** Columns that hold latitude and longitude; both, or none. */
function positionIn(columns: readonly Column[]): ReadonlyMap<number, '$lat' | '$lon'> {
  const find = (source: '$lat' | '$lon', from: number, to: number) => {
    const [word] = POSITION_HEADINGS[source];
    const isNamed = ({ heading }: Column) => {
      const name = plainHeading(heading);
      return POSITION_HEADINGS[source].some((one) => name === one) || name.startsWith(word);
    };
    const isInJapan = ({ values }: Column) =>
      values.length > 0 && values.some((value) => Number(value) >= from && Number(value) <= to);
    return columns.find((column) => isNamed(column) && isInJapan(column));
  };
  const [lat, lon] = [find('$lat', 20, 46), find('$lon', 122, 154)];
  return lat && lon
    ? new Map([
        [lat.at, '$lat'],
        [lon.at, '$lon'],
      ])
    : new Map();
}

function placeKinds({ rows }: FileTable, position: ReadonlyMap<number, string>): GeometryKind[] {
  const shapes = rows.slice(0, LOOKED).flatMap(({ geometry }) => {
    const parsed = Geometry.safeParse(geometry);
    return parsed.success ? [kindOf(parsed.data)] : [];
  });
  return [...new Set(position.size > 0 ? ([...shapes, 'point'] as const) : shapes)];
}

/** Ids by the names that other registers have for the same headings, else from Latin headings, else counted. */
function idsFor(columns: readonly Column[], known: readonly Register[]): string[] {
  const names = new Map<string, string>();
  const add = (heading: string, source: string) => {
    const name = plainHeading(heading);
    if (!source.startsWith('$') && !names.has(name)) names.set(name, source);
  };
  for (const { fields, standards, headings } of known) {
    for (const { ask } of fields) if (ask.kind !== 'statement') add(localize(ask.label, 'ja'), ask.id);
    for (const { columns: of } of standards)
      for (const [heading, source] of Object.entries(of)) add(heading, source);
    for (const [heading, source] of Object.entries(headings)) add(heading, source);
  }
  const taken = new Set<string>();
  return columns.map(({ heading }, at) => {
    const wanted = names.get(plainHeading(heading)) ?? latinId(heading) ?? `field${at + 1}`;
    let id = wanted;
    for (let number = 2; taken.has(id); number += 1) id = `${wanted}${number}`;
    taken.add(id);
    return id;
  });
}

/** phone_number and Phone Number are phoneNumber. */
function latinId(heading: string): string | null {
  const words = heading.normalize('NFKC').match(/[A-Za-z][A-Za-z0-9]*/g);
  if (!words || /[^\x20-\x7e]/.test(heading.normalize('NFKC'))) return null;
  const [first = '', ...rest] = words.map((word) => word.toLowerCase());
  const id = [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))]
    .join('')
    .slice(0, 50);
  return isUsableName(id) && !(id in FACTS) ? id : null;
}

function fieldOf(column: Column, id: string, { today, personal }: ProposalFacts): RegisterField {
  const isPersonal = PERSONAL.test(column.heading);
  const base = {
    id,
    label: column.heading,
    optional: true,
    sensitivity: isPersonal ? ('personal' as const) : ('ordinary' as const),
  };
  const ask = candidates(column, base).find((one) => fits(one, column.values, today)) ?? textOf(column, base);
  return { ask, filter: false, search: false, ...(isPersonal && { notPublic: personal }) };
}

type Base = Pick<Question, 'id' | 'label'> & { optional: boolean; sensitivity: 'ordinary' | 'personal' };

/** Kinds that the values may be of, the narrowest first; which one it is, the kind itself says. */
function candidates(column: Column, base: Base): Question[] {
  const { heading, values, hasBlanks } = column;
  if (values.length === 0) return [];
  const distinct = [...new Set(values.map((value) => value.normalize('NFKC')))];
  const found: Question[] = [];
  const pair = YES_NO.find((words) =>
    distinct.every((value) => words.some((one) => one.normalize('NFKC') === value)),
  );
  // A column of nothing but 1 may count something.
  if (pair && (pair[0] !== '1' || (!AMOUNTS.test(heading) && (distinct.length > 1 || hasBlanks))))
    found.push({
      ...base,
      kind: 'yesNo',
      ...(pair[0] !== '1' && pair[0] !== '○' && { yes: pair[0], no: pair[1] }),
    });
  const isCode = CODES.test(heading.normalize('NFKC'));
  const decimals = isCode ? null : decimalsOf(distinct);
  if (decimals !== null) found.push({ ...base, kind: 'number', decimals });
  if (distinct.some((value) => /\d/.test(value) && !/^\d{1,3}$/.test(value)))
    found.push({ ...base, kind: 'date', eras: true, range: 'any' });
  // Numbers among words are a column of numbers with remarks in it, which a list of options would only hide.
  const isListed =
    !isCode &&
    !distinct.some((value) => NUMBER.test(value)) &&
    distinct.length >= 2 &&
    distinct.length <= MOST_OPTIONS &&
    values.length >= distinct.length * 2 &&
    distinct.every((value) => value.length <= MOST_LABEL && !/[、，,;；|\n]/.test(value));
  if (isListed && base.sensitivity === 'ordinary')
    found.push({
      ...base,
      kind: 'choice',
      options: distinct.map((label, at) => ({ value: `o${at + 1}`, label })),
    });
  return found;
}

const NUMBER = /^-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/;

/** Digits after the point that the numbers have; null when not all are numbers. 010 is none. */
function decimalsOf(values: readonly string[]): number | null {
  let most = 0;
  for (const value of values) {
    const found = NUMBER.exec(value);
    if (!found) return null;
    most = Math.max(most, found[1]?.length ?? 0);
  }
  return most <= MOST_DECIMALS ? most : null;
}

function textOf({ values }: Column, base: Base): Question {
  const longest = values.reduce((most, value) => Math.max(most, [...value].length), 0);
  const maxLength = TEXT_LENGTHS.find((one) => longest <= one / 2);
  return maxLength === undefined || values.some((value) => value.includes('\n'))
    ? { ...base, kind: 'longText', maxLength: 20_000, rows: 5 }
    : { ...base, kind: 'text', maxLength, width: 'full' };
}

/** Whether an import would take every value, by the very code that reads files. */
function fits(ask: Question, values: readonly string[], today: Temporal.PlainDate): boolean {
  const register = { ...ONE_FIELD, fields: [{ ask, filter: false, search: false }] };
  const columns = possibleColumns(formOf(register));
  const [column] = columns;
  if (!column || columns.length > 1) return false;
  return [...new Set(values)].every(
    (value) => fieldType(ask).parse({ [column.part]: [...typedIn(column, value)] }, ask, { today }).ok,
  );
}

const ONE_FIELD: Omit<Register, 'fields'> = {
  id: 'one',
  title: '-',
  staff: 'everyone',
  key: [],
  label: 'one',
  retention: { years: null, basis: '-' },
  standards: [],
  counts: [],
  headings: {},
};

/** The column that tells rows apart: a number or code that nobody lacks and that comes once. */
function keyOf(columns: readonly Column[], fields: readonly RegisterField[]): string[] {
  const at = columns.findIndex(
    ({ heading, values, hasBlanks }, index) =>
      KEYS.test(heading.normalize('NFKC')) &&
      !hasBlanks &&
      values.length > 0 &&
      new Set(values).size === values.length &&
      fields[index]?.ask.kind === 'text',
  );
  const key = fields[at];
  return key && !isSealed(key) ? [key.ask.id] : [];
}

function labelOf(columns: readonly Column[], fields: readonly RegisterField[]): string {
  const open = columns.flatMap((column, at) => {
    const field = fields[at];
    return field && !isSealed(field) ? [{ column, field }] : [];
  });
  // 都道府県名 is a name as well, and says the same in every row.
  const variety = ({ column }: (typeof open)[number]): number => new Set(column.values).size;
  const texts = open
    .filter(({ field, column }) => field.ask.kind === 'text' && !column.hasBlanks)
    .sort((a, b) => variety(b) - variety(a));
  const named = texts.find(({ column }) => NAMES.test(column.heading.normalize('NFKC')));
  return (named ?? texts[0] ?? open[0])?.field.ask.id ?? '';
}

/** Lists are narrowed by what tells and names rows, then by what has few values, as far as there is room. */
function withFilters(document: DraftDocument): DraftDocument {
  const first = [...document.key, document.label];
  const rank = ({ ask }: RegisterField): number =>
    first.includes(ask.id) ? 0 : ask.kind === 'text' || ask.kind === 'longText' ? 2 : 1;
  const wanted = document.fields
    .filter((field) => !isSealed(field) && slotKind(field.ask) !== null && rank(field) < 2)
    .sort((a, b) => rank(a) - rank(b));
  const filtered = new Set<string>();
  const withThese = (ids: ReadonlySet<string>): DraftDocument => ({
    ...document,
    fields: document.fields.map((field) => ({
      ...field,
      filter: ids.has(field.ask.id),
      search: !isSealed(field) && (field.ask.kind === 'text' || field.ask.kind === 'longText'),
    })),
  });
  for (const { ask } of wanted) {
    const more = new Set([...filtered, ask.id]);
    if (Object.values(slotsFor(withThese(more), {})).every((slot) => slot !== '')) filtered.add(ask.id);
  }
  return withThese(filtered);
}
