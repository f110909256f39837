import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { FormDefinition } from '../definition.js';
import type { Option } from '../fields/base.js';
import { type Field, type FieldKind, type FieldOf, isTyped, type Question } from '../fields/field.js';
import { personMembers } from '../fields/person/person.js';

/*
 * A form as a table: one row is one application, one column a control. The headings are the file format, in
 * Japanese in every language of the screens, or the ids of the fields.
 */

/** How the text of a cell becomes what would have been sent for its control. */
export type CellKind = 'text' | 'option' | 'options' | 'yesNo' | 'consent';

export interface TableColumn {
  /** applicant.address.postalCode, members.2.name */
  key: string;
  /** 申請する人（住所・郵便番号） */
  heading: string;
  field: Question;
  /** Name of the control within the field. */
  part: string;
  cell: CellKind;
  /** What can stand in it, where that is a list. */
  options: readonly Option[];
  /** Nobody can leave it blank. */
  isRequired: boolean;
}

interface Cell {
  key: string;
  words: string;
  part: string;
  cell: CellKind;
  options: readonly Option[];
  isOptional: boolean;
}

const ja = translatorFor('ja');

const plain = (more: Partial<Cell> = {}): Cell[] => [
  { key: '', words: '', part: '', cell: 'text', options: [], isOptional: false, ...more },
];

const part = (name: string, words: string, isOptional = false): Cell => ({
  key: name,
  words,
  part: name,
  cell: 'text',
  options: [],
  isOptional,
});

/** The cells of a field, by kind. A kind without a row here does not compile; one without cells cannot come in a table. */
const CELLS: { readonly [Kind in FieldKind]: (field: FieldOf<Kind>) => readonly Cell[] } = {
  text: () => plain(),
  longText: () => plain(),
  name: () => plain(),
  kana: () => plain(),
  // The first box takes a whole date in any spelling.
  date: () => plain({ part: 'year' }),
  age: () => plain(),
  phone: () => plain(),
  email: () => plain(),
  number: () => plain(),
  yen: () => plain(),
  choice: ({ options }) => plain({ cell: 'option', options }),
  choices: ({ options }) => plain({ cell: 'options', options }),
  yesNo: () => plain({ cell: 'yesNo' }),
  consent: () => plain({ cell: 'consent' }),
  postalAddress: () => [
    part('postalCode', ja('forms.address.postalCode')),
    part('prefecture', ja('forms.address.prefecture')),
    part('town', ja('forms.address.town')),
    part('street', ja('forms.address.street')),
    part('building', ja('forms.address.building'), true),
  ],
  bankAccount: () => [
    part('bank', ja('forms.bank.bank')),
    part('branch', ja('forms.bank.branch')),
    {
      ...part('type', ja('forms.bank.type')),
      cell: 'option',
      options: [
        { value: 'ordinary', label: { ja: ja('forms.bank.ordinary') } },
        { value: 'current', label: { ja: ja('forms.bank.current') } },
        { value: 'savings', label: { ja: ja('forms.bank.savings') } },
      ],
    },
    part('number', ja('forms.bank.number')),
    part('holder', ja('forms.bank.holder')),
  ],
  position: ({ mapOnly }) => [
    part('words', ja('forms.position.words'), mapOnly),
    part('lat', ja('forms.position.lat'), !mapOnly),
    part('lon', ja('forms.position.lon'), !mapOnly),
  ],
  person: (field) => personMembers(field).flatMap((member) => within(member, '')),
  people: ({ fields, min }) =>
    rowsOf(Math.max(min, SHOWN_ENTRIES)).flatMap((index) => entryCells(fields, index, min)),
  // Signing is an act of the person; the name typed by them stands for it, as on the page without script.
  signature: () => plain(),
  file: () => [],
  photo: () => [],
  calculated: () => [],
  statement: () => [],
};

/** Entries of a list that a template shows; a file may number on. */
const SHOWN_ENTRIES = 3;
/** Entries that one row may have: more of them come by a form. */
const MOST_ENTRIES = 30;
const rowsOf = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const cellsOf = <Kind extends FieldKind>(field: FieldOf<Kind>): readonly Cell[] =>
  (CELLS[field.kind as Kind] as (field: FieldOf<Kind>) => readonly Cell[])(field);

const joined = (...pieces: readonly string[]): string => pieces.filter((piece) => piece !== '').join('.');

/** The cells of a field inside another one. */
function within(member: Extract<Field, { label: unknown }>, prefix: string): Cell[] {
  const label = localize(member.label, 'ja');
  return cellsOf(member).map((cell) => ({
    ...cell,
    key: joined(prefix, member.id, cell.key),
    part: joined(prefix, member.id, cell.part),
    words: cell.words === '' ? label : `${label}・${cell.words}`,
    isOptional: cell.isOptional || member.optional,
  }));
}

/** Entry n of a list: members.1.name in the file, 0.name for the form. */
const entryCells = (fields: FieldOf<'people'>['fields'], index: number, min: number): Cell[] =>
  fields
    .flatMap((member) => within(member, ''))
    .map((cell) => ({
      ...cell,
      key: joined(String(index + 1), cell.key),
      part: joined(String(index), cell.part),
      words: `${index + 1}・${cell.words}`,
      isOptional: cell.isOptional || index >= min,
    }));

function columnsOfField(form: FormDefinition, field: Question, entries?: number): TableColumn[] {
  const page = form.pages.find(({ fields }) => fields.includes(field));
  const isAlways = !field.optional && !field.show && !page?.show;
  const label = localize(field.label, 'ja');
  const cells =
    field.kind === 'people' && entries !== undefined
      ? rowsOf(entries).flatMap((index) => entryCells(field.fields, index, field.min))
      : cellsOf(field);
  return cells.map(({ key, words, isOptional, ...cell }) => ({
    ...cell,
    key: joined(field.id, key),
    heading: words === '' ? label : `${label}（${words}）`,
    field,
    isRequired: isAlways && !isOptional,
  }));
}

/** Two questions may have the same words; then the id stands behind them. */
function distinct(columns: readonly TableColumn[]): TableColumn[] {
  const times = new Map<string, number>();
  for (const { heading } of columns) times.set(heading, (times.get(heading) ?? 0) + 1);
  return columns.map((column) =>
    (times.get(column.heading) ?? 0) > 1
      ? { ...column, heading: `${column.heading}［${column.key}］` }
      : column,
  );
}

/** What one entry of a list has, each under the words of its own field. */
export const entryColumns = (field: FieldOf<'people'>): TableColumn[] =>
  distinct(
    field.fields
      .flatMap((member) => within(member, ''))
      .map(({ words, isOptional, ...cell }) => ({
        ...cell,
        heading: words,
        part: joined('0', cell.part),
        field,
        isRequired: !isOptional,
      })),
  );

const typedFields = (form: FormDefinition): Question[] =>
  form.pages.flatMap(({ fields }) => fields.filter(isTyped));

/** The columns of a template. */
export const tableColumns = (form: FormDefinition): TableColumn[] =>
  distinct(typedFields(form).flatMap((field) => columnsOfField(form, field)));

/** Every column that a file may have, with all entries of lists. */
export const possibleColumns = (form: FormDefinition): TableColumn[] =>
  distinct(typedFields(form).flatMap((field) => columnsOfField(form, field, MOST_ENTRIES)));

/** Fields that a table cannot carry though somebody may have to answer them: files. */
export const fieldsOutside = (form: FormDefinition): Question[] =>
  typedFields(form).filter((field) => cellsOf(field).length === 0);
