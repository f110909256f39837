import { AppError } from '#kernel/errors.js';
import type { RegisterField } from '../definition.js';
import { isSingleValue } from '../definition-problems.js';
import type { Box } from '../geometry.js';
import type { KeptRegister, RowState } from '../model.js';
import { filterKind, folded, isNumberSlot, type Slot } from '../slots.js';
import type { Place, RowFilter, SlotFilter, StoredFilter } from '../store/lists.js';

/** Which fields somebody sees. */
export type Reader = (field: RegisterField) => boolean;

/** A condition on one field: equal, one of some, beginning so, or between. */
export interface FieldCondition {
  field: string;
  is?: string | number | boolean | undefined;
  among?: readonly string[] | undefined;
  begins?: string | undefined;
  from?: string | number | undefined;
  to?: string | number | undefined;
}

export interface ListWish {
  conditions?: readonly FieldCondition[];
  /** Words that must stand in the row. */
  text?: string;
  states?: readonly RowState[];
  box?: Box | undefined;
  updatedSince?: Temporal.Instant | undefined;
  updatedUntil?: Temporal.Instant | undefined;
  /** Field that is sorted by; the key when absent. */
  sort?: { field: string; descending?: boolean } | undefined;
  /** Field whose values keep rows together; they are sorted within. */
  group?: string | undefined;
  after?: Place | undefined;
  limit?: number;
  /** Fields whose values are wanted; all when absent. */
  fields?: readonly string[] | undefined;
}

/** The column of a field that lists can be narrowed by, for a reader who sees it. */
export function slotOf({ register, slots }: KeptRegister, sees: Reader, id: string): Slot {
  const field = register.fields.find(({ ask }) => ask.id === id);
  const slot = slots[id];
  if (!field || !slot || !sees(field))
    throw new AppError('invalidInput', `register ${register.id}: no filter ${id}`);
  return slot;
}

function toSlotFilter(
  kept: KeptRegister,
  sees: Reader,
  { field, is, among, begins, from, to }: FieldCondition,
): SlotFilter {
  const slot = slotOf(kept, sees, field);
  const value = (given: string | number | boolean) =>
    isNumberSlot(slot) ? Number(given) : folded(String(given));
  if (is !== undefined) return { slot, is: value(is) };
  if (among !== undefined) return { slot, among: among.map(value) };
  if (begins !== undefined) return { slot, begins: folded(begins) };
  return {
    slot,
    ...(from !== undefined && { from: value(from) }),
    ...(to !== undefined && { to: value(to) }),
  };
}

/** A condition on a field without a column; null where there is one. */
function toStoredFilter(
  { register, slots }: KeptRegister,
  sees: Reader,
  { field: id, is }: FieldCondition,
): StoredFilter | null {
  const field = register.fields.find(({ ask }) => ask.id === id);
  if (slots[id] || is === undefined || !field || !sees(field) || !isSingleValue(field)) return null;
  const kind = filterKind(field.ask);
  if (kind === 'yesNo') return { field: id, is: String(is) === 'true' };
  return { field: id, is: kind === 'number' || kind === 'yen' || kind === 'age' ? Number(is) : String(is) };
}

export function filterOf(kept: KeptRegister, sees: Reader, wish: ListWish): RowFilter {
  const [slots, stored]: [SlotFilter[], StoredFilter[]] = [[], []];
  for (const condition of wish.conditions ?? []) {
    const held = toStoredFilter(kept, sees, condition);
    if (held) stored.push(held);
    else slots.push(toSlotFilter(kept, sees, condition));
  }
  const { states = ['active'], box, updatedSince, updatedUntil } = wish;
  return { states, slots, stored, box, updatedSince, updatedUntil };
}
