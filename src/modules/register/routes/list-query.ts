import { isQuestion } from '#forms/fields/field.js';
import type { FormBody, RouteRequest } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { isTooShort } from '#kernel/search-pairs.js';
import { readPlainDate } from '#kernel/values/plain-date.js';
import type { RegisterField } from '../definition.js';
import { isSealed } from '../definition-problems.js';
import type { KeptRegister } from '../model.js';
import { wordsOf } from '../search-terms.js';
import type { FieldCondition, ListWish } from '../service/reading.js';
import { BLANK_NUMBER, filterKind, isNumberSlot, type Slot } from '../slots.js';
import { labelText } from '../value-text.js';
import type { ListAddress } from '../views/list-address.js';

/** A list as its address states it: what is asked for, as typed, and what is wrong with it. */
export interface ListQuery extends ListAddress {
  wish: ListWish;
  errors: Readonly<Record<string, string>>;
}

const textOf = (query: FormBody, name: string, most = 200): string => {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  const first = Array.isArray(value) ? value[0] : value;
  return (first ?? '').trim().slice(0, most);
};

/** An address as a form sends it: of a name that came more than once, boxes that were ticked, all values. */
export const wholeQuery = ({ hono }: Pick<RouteRequest<unknown, unknown, unknown>, 'hono'>): FormBody =>
  Object.fromEntries(
    Object.entries(hono.req.queries()).map(([name, all]) => [name, all.length > 1 ? all : (all[0] ?? '')]),
  );

/** Fields that a list can be narrowed by, for a reader. */
export const filterFields = (
  { register, slots }: KeptRegister,
  sees: (field: RegisterField) => boolean,
): RegisterField[] =>
  register.fields.filter((field) => slots[field.ask.id] && isQuestion(field.ask) && sees(field));

/** Fields that can be columns, for a reader: personal data is opened row by row, which is journalled. */
export const columnFields = (
  { register }: KeptRegister,
  sees: (field: RegisterField) => boolean,
): RegisterField[] =>
  register.fields.filter((field) => isQuestion(field.ask) && !isSealed(field) && sees(field));

/** Ids as boxes send them one by one, or as links have them in one text. */
const idsIn = (query: FormBody, name: string): string[] =>
  [Object.hasOwn(query, name) ? (query[name] ?? '') : ''].flat().flatMap((text) => text.split(','));

const MOST_PLACE = 800;
const PLACE = /^([^\n]{0,700})~([0-9a-f-]{36})$/;

function valueAt(text: unknown, slot: Slot | null): string | number | undefined {
  if (typeof text !== 'string' || text.length > 300) return undefined;
  if (!slot || !isNumberSlot(slot) || text === BLANK_NUMBER) return text;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** Where a page goes on: by the column that it is sorted by (null: the key), within the groups of another. */
export function placeOf(text: string, slot: Slot | null, group: Slot | null = null): ListWish['after'] {
  const [, place, id] = PLACE.exec(text) ?? [];
  if (place === undefined || id === undefined) return undefined;
  const [together, sorted] = group ? pairIn(place) : [undefined, place];
  const value = valueAt(sorted, slot);
  if (value === undefined) return undefined;
  if (!group) return { value, id };
  const of = valueAt(together, group);
  return of === undefined ? undefined : { value, id, group: of };
}

function pairIn(text: string): unknown[] {
  try {
    return [JSON.parse(text)].flat();
  } catch {
    return [];
  }
}

export const placeText = ({ value, id, group }: NonNullable<ListWish['after']>): string =>
  `${group === undefined ? value : JSON.stringify([String(group), String(value)])}~${id}`;

/** Reads what an address says; what does not fit is said beside its field. */
export function readListQuery(
  t: Translator,
  kept: KeptRegister,
  query: FormBody,
  sees: (field: RegisterField) => boolean,
): ListQuery {
  const typed: Record<string, string> = {};
  const errors: Record<string, string> = {};
  const conditions: FieldCondition[] = [];
  const get = (name: string): string => {
    const text = textOf(query, name);
    if (text !== '') typed[name] = text;
    return text;
  };
  const fields = filterFields(kept, sees);
  for (const { ask } of fields) {
    const name = `f.${ask.id}`;
    const kind = filterKind(ask);
    if (kind === 'number' || kind === 'yen' || kind === 'date') {
      const read = (end: 'from' | 'to'): string | number | undefined => {
        const text = get(`${name}.${end}`).normalize('NFKC');
        if (text === '') return undefined;
        if (kind === 'date') {
          const day = readPlainDate(text.replaceAll('/', '-'));
          if (!day) errors[`${name}.${end}`] = t('registers.badDay');
          return day?.toString();
        }
        const number = Number(text.replaceAll(',', ''));
        if (Number.isFinite(number)) return number;
        errors[`${name}.${end}`] = t('registers.badNumber');
        return undefined;
      };
      const [from, to] = [read('from'), read('to')];
      if (from !== undefined || to !== undefined) conditions.push({ field: ask.id, from, to });
    } else {
      const text = get(name);
      const isListed = kind === 'choice' || kind === 'yesNo';
      if (text !== '')
        conditions.push(isListed ? { field: ask.id, is: text } : { field: ask.id, begins: text });
    }
    // What is counted leads here: exactly this value, blank ones included.
    if (Object.hasOwn(query, `is.${ask.id}`)) {
      typed[`is.${ask.id}`] = textOf(query, `is.${ask.id}`);
      conditions.push({ field: ask.id, is: textOf(query, `is.${ask.id}`) });
    }
  }
  const text = get('q');
  if (wordsOf(text).some(isTooShort)) errors.q = t('registers.tooShort');
  const state = get('state');
  const isField = (id: string): boolean => fields.some(({ ask }) => ask.id === id);
  /** As the page calls it; of what the reader may not see nothing but what was sent is said. */
  const named = (id: string): string => {
    const field = kept.register.fields.find((one) => one.ask.id === id && sees(one));
    return field ? labelText(t, field) : id;
  };
  const [wanted, sort] = [textOf(query, 'group'), textOf(query, 'sort')];
  const [by, isDescending] = [sort.replace(/^-/, ''), sort.startsWith('-')];
  if (wanted !== '' && !isField(wanted)) errors.group = t('registerList.badGroup', { field: named(wanted) });
  if (by !== '' && !isField(by)) errors.sort = t('registers.badSort', { field: named(by) });
  // What words found comes by key.
  const group = text === '' && isField(wanted) ? wanted : '';
  const isSorted = text === '' && isField(by);
  // Rows of a group stand together; by what they are put together they need not be sorted once more.
  const isWithin = group !== '' && isSorted && by !== group;
  const sorted = isSorted ? { field: by, descending: isDescending } : group ? { field: group } : null;
  const columns = idsIn(query, 'columns');
  const slotOf = (id: string): Slot | null => kept.slots[id] || null;
  return {
    wish: {
      conditions,
      text,
      states: state === 'retired' ? ['retired'] : state === 'all' ? ['active', 'retired'] : ['active'],
      ...(sorted && { sort: sorted }),
      ...(isWithin && { group }),
      after: placeOf(
        textOf(query, 'after', MOST_PLACE),
        sorted && slotOf(sorted.field),
        isWithin ? slotOf(group) : null,
      ),
    },
    typed,
    sort: isSorted ? sort : '',
    group,
    columns: columnFields(kept, sees)
      .map(({ ask }) => ask.id)
      .filter((id) => columns.includes(id)),
    errors,
  };
}
