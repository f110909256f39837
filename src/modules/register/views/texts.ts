import { type Field, isQuestion } from '#forms/fields/field.js';
import { langOf } from '#kernel/i18n/lang-of.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Register, RegisterField } from '../definition.js';
import { boxOf, type Geometry } from '../geometry.js';
import { type Change, type ImportState, MOST_COUNTED, type RowState } from '../model.js';
import { filterKind } from '../slots.js';
import { labelText, valueText } from '../value-text.js';

export { labelText, valueText };

/** Value of `lang` for the label of a field. */
export const labelLang = (t: Translator, { ask }: RegisterField) =>
  langOf(t, isQuestion(ask) ? ask.label : ask.id);

/** Kinds of which a value is said in the page's words. */
const OURS: ReadonlySet<string> = new Set(['number', 'yen', 'date', 'yesNo'] satisfies Field['kind'][]);

/** Value of `lang` for a value in words: what somebody wrote is Japanese, figures and days are in the page's language. */
export function valueLang(t: Translator, field: RegisterField, value: unknown): 'ja' | 'en' | undefined {
  const { ask } = field;
  if (ask.kind === 'choice') {
    const option = ask.options.find((one) => one.value === value);
    return langOf(t, option?.label ?? String(value));
  }
  return OURS.has(filterKind(ask)) ? undefined : langOf(t, valueText(t, field, value));
}

/** How many there are: 1,204, or more than 10,000. */
export const totalText = (t: Translator, count: number): string =>
  count > MOST_COUNTED ? t('register.list.moreThan', { count: MOST_COUNTED }) : t.number(count);

/** What a column of the table holds of a field, in words. */
export function slotText(t: Translator, field: RegisterField, value: string | number): string {
  const { ask } = field;
  if (value === '' || value === 'NaN') return '';
  if (filterKind(ask) === 'yesNo') return valueText(t, field, value === 'true');
  // Columns hold texts folded; a choice is told by its folded value.
  if (ask.kind === 'choice') {
    const option = ask.options.find((one) => one.value.toLowerCase() === value);
    return option ? localize(option.label, t.locale) : String(value);
  }
  return valueText(t, field, value);
}

const countPoints = (geometry: Geometry): number => JSON.stringify(geometry.coordinates).split('],[').length;

type Four = [string, string, string, string];

/** Where a point lies, or between which degrees a line or an area does. */
export function placeText(
  t: Translator,
  geometry: Geometry,
  keys: 'register.row' | 'registers' = 'register.row',
): string {
  const [west, south, east, north] = boxOf(geometry).map((degree) => degree.toFixed(6)) as Four;
  if (geometry.type === 'Point') return t(`${keys}.point`, { lat: south, lon: west });
  const box = t('registers.box', { west, south, east, north });
  if (keys === 'registers') return box;
  const kind = geometry.type.endsWith('Polygon') ? 'register.row.polygon' : 'register.row.line';
  return `${t(kind, { count: countPoints(geometry) })} ${box}`;
}

export const fieldOf = (register: Register, id: string): RegisterField | undefined =>
  register.fields.find(({ ask }) => ask.id === id);

export const CHANGE_WORDS = {
  created: 'register.change.created',
  changed: 'register.change.changed',
  retired: 'register.change.retired',
  restored: 'register.change.restored',
  migrated: 'register.change.migrated',
  undone: 'register.change.undone',
} as const satisfies Record<Change, string>;

export const STATE_WORDS = {
  active: 'register.state.active',
  retired: 'register.state.retired',
} as const satisfies Record<RowState, string>;

export const IMPORT_WORDS = {
  reading: 'register.import.state.reading',
  checking: 'register.import.state.checking',
  checked: 'register.import.state.checked',
  running: 'register.import.state.running',
  done: 'register.import.state.done',
  undoing: 'register.import.state.undoing',
  undone: 'register.import.state.undone',
  discarded: 'register.import.state.discarded',
} as const satisfies Record<ImportState, string>;
