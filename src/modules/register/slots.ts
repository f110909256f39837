import type { Answers } from '#forms/answers.js';
import type { Field, FieldOf } from '#forms/fields/field.js';
import type { Register } from './definition.js';

/*
 * Lists of a million rows are narrowed and sorted by columns of the table, each with an index: jsonb cannot serve,
 * since its operators are not leakproof and row-level security then keeps them from every index (docs/decisions/0020).
 * Which field lies in which column is decided once for a version of a definition and kept.
 */

export const TEXT_SLOTS = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'] as const;
export const NUMBER_SLOTS = ['n1', 'n2', 'n3', 'n4'] as const;
export type TextSlot = (typeof TEXT_SLOTS)[number];
export type NumberSlot = (typeof NUMBER_SLOTS)[number];
export type Slot = TextSlot | NumberSlot;
/** Field → column. A field that found no column has ''. */
export type Slots = Readonly<Record<string, Slot | ''>>;

/** An index entry may not be longer than a third of a page. */
const MOST_TEXT = 200;
/** A blank number: equal to itself and after every other. */
export const BLANK_NUMBER = 'NaN';

const KINDS: Partial<Record<Field['kind'], 'text' | 'number'>> = {
  text: 'text',
  kana: 'text',
  choice: 'text',
  yesNo: 'text',
  date: 'text',
  phone: 'text',
  email: 'text',
  number: 'number',
  yen: 'number',
};

const CALCULATED = {
  number: 'number',
  string: 'text',
  boolean: 'yesNo',
  date: 'date',
} as const satisfies Record<FieldOf<'calculated'>['result'], Field['kind']>;

/** The kind whose filter and column serve a field: what is calculated is found like what is typed. */
export const filterKind = (ask: Field): Field['kind'] =>
  ask.kind === 'calculated' ? CALCULATED[ask.result] : ask.kind;

export const slotKind = (ask: Field): 'text' | 'number' | null => KINDS[filterKind(ask)] ?? null;

export const isNumberSlot = (slot: Slot): slot is NumberSlot => NUMBER_SLOTS.some((one) => one === slot);

/** Fields keep the column that they had; new ones take what is free. */
export function slotsFor(register: Register, before: Slots): Slots {
  const wanted = register.fields.filter(({ filter }) => filter);
  const slots: Record<string, Slot | ''> = {};
  const fits = (slot: Slot, ask: Field) => isNumberSlot(slot) === (slotKind(ask) === 'number');
  for (const { ask, was } of wanted) {
    const old = before[ask.id] || (was !== undefined && before[was]) || '';
    if (old && fits(old, ask)) slots[ask.id] = old;
  }
  for (const { ask } of wanted) {
    if (slots[ask.id]) continue;
    const all: readonly Slot[] = slotKind(ask) === 'number' ? NUMBER_SLOTS : TEXT_SLOTS;
    slots[ask.id] = all.find((slot) => !Object.values(slots).includes(slot)) ?? '';
  }
  return slots;
}

export const tooManySlots = (slots: Slots): string | null => {
  const left = Object.entries(slots).flatMap(([id, slot]) => (slot === '' ? [id] : []));
  return left.length === 0
    ? null
    : `no room to filter by ${left.join(', ')}; at most ${TEXT_SLOTS.length} texts, choices and days and ${NUMBER_SLOTS.length} numbers`;
};

/** A text as it is compared: width of letters and kind of spaces mean nothing. */
export const folded = (text: string): string =>
  [...text.normalize('NFKC').trim().toLowerCase()].slice(0, MOST_TEXT).join('');

export type SlotValues = Partial<Record<TextSlot, string>> &
  Partial<Record<NumberSlot, number | typeof BLANK_NUMBER>>;

export function slotValues(slots: Slots, values: Answers): SlotValues {
  const found: Record<string, string | number> = {};
  for (const [id, slot] of Object.entries(slots)) {
    if (slot === '') continue;
    const value = values[id];
    if (isNumberSlot(slot)) found[slot] = typeof value === 'number' ? value : BLANK_NUMBER;
    else found[slot] = value === null || value === undefined ? '' : folded(String(value));
  }
  return found;
}
