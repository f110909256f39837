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
import { BLANK_NUMBER, filterKind, isNumberSlot } from '../slots.js';
import type { ListAddress } from '../views/list-address.js';

/** A list as its address states it: what is asked for, as typed, and what is wrong with it. */
export interface ListQuery extends ListAddress {
  wish: ListWish;
  errors: Readonly<Record<string, string>>;
}

const textOf = (query: FormBody, name: string): string => {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  const first = Array.isArray(value) ? value[0] : value;
  return (first ?? '').trim().slice(0, 200);
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

const PLACE = /^([^\n]{0,300})~([0-9a-f-]{36})$/;

export function placeOf(text: string, isNumber: boolean): ListWish['after'] {
  const [, value, id] = PLACE.exec(text) ?? [];
  if (value === undefined || id === undefined) return undefined;
  if (!isNumber || value === BLANK_NUMBER) return { value, id };
  return value !== '' && Number.isFinite(Number(value)) ? { value: Number(value), id } : undefined;
}

export const placeText = ({ value, id }: NonNullable<ListWish['after']>): string => `${value}~${id}`;

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
  // Rows of a group stand together because the list is sorted by it; what words found comes by key.
  const group =
    text === '' ? (fields.find(({ ask }) => ask.id === textOf(query, 'group'))?.ask.id ?? '') : '';
  const sort = textOf(query, 'sort');
  const sortField = group || sort.replace(/^-/, '');
  const isDescending = sort.startsWith('-') && (group === '' || sort === `-${group}`);
  const isSorted = text === '' && fields.some(({ ask }) => ask.id === sortField);
  const columns = idsIn(query, 'columns');
  const slot = isSorted ? kept.slots[sortField] : undefined;
  return {
    wish: {
      conditions,
      text,
      states: state === 'retired' ? ['retired'] : state === 'all' ? ['active', 'retired'] : ['active'],
      ...(isSorted && { sort: { field: sortField, descending: isDescending } }),
      after: placeOf(textOf(query, 'after'), Boolean(slot && isNumberSlot(slot))),
    },
    typed,
    sort: isSorted && sort.replace(/^-/, '') === sortField ? sort : '',
    group,
    columns: columnFields(kept, sees)
      .map(({ ask }) => ask.id)
      .filter((id) => columns.includes(id)),
    errors,
  };
}
