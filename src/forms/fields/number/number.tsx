import { z } from 'zod';
import { localize } from '#kernel/i18n/locales.js';
import { TextInput } from '#ui/components/text-input.js';
import { rangeProblems } from '../base.js';
import { answered, controlProps, type FieldError, type FieldType, refused, typed } from '../field-type.js';
import { folded } from '../typed-text.js';
import type { NumberField } from './definition.js';

/** Fifteen digits are what a number holds exactly. */
const NUMBER = /^-?\d{1,15}(?:\.(?<fraction>\d+))?$/;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

const example = ({ decimals, min, max }: NumberField): string => {
  const middle = Math.min(Math.max(12, min ?? 12), max ?? Math.max(12, min ?? 12));
  return middle.toFixed(decimals);
};

const faults = (field: NumberField) =>
  ({
    unreadable: { code: 'forms.error.number', params: { example: example(field) } },
    whole: { code: 'forms.error.numberWhole', params: { example: example(field) } },
    decimals: {
      code: 'forms.error.numberDecimals',
      params: { example: example(field), decimals: field.decimals },
    },
    min: { code: 'forms.error.numberMin', params: { min: { number: field.min ?? 0 } } },
    max: { code: 'forms.error.numberMax', params: { max: { number: field.max ?? 0 } } },
  }) satisfies Record<string, FieldError>;

const hasAtMost = (decimals: number) => (value: number) => Number(value.toFixed(decimals)) === value;

/** 1,200 · １２００ · −3.5 · 1200人 when 人 is the unit */
function plainText(text: string, unit: string): string {
  const plain = folded(text)
    .replace(/^[−▲△–]/, '-')
    .replaceAll('、', ',');
  const bare = unit && plain.endsWith(folded(unit)) ? plain.slice(0, -folded(unit).length) : plain;
  return GROUPED.test(bare) ? bare.replaceAll(',', '') : bare;
}

export const number = {
  parts: [''],
  missing: 'forms.error.required.enter',
  valueType: () => 'number',
  stored({ min, max, decimals }) {
    const base = decimals === 0 ? z.int() : z.number().refine(hasAtMost(decimals));
    const bounded = min === undefined ? base : base.min(min);
    return max === undefined ? bounded : bounded.max(max);
  },
  parse(raw, field) {
    const wrong = faults(field);
    const text = plainText(typed(raw), field.unit ? localize(field.unit, 'ja') : '');
    if (text === '') return answered(null);
    const found = NUMBER.exec(text);
    if (!found) return refused(wrong.unreadable);
    const { length } = found.groups?.fraction ?? '';
    if (length > field.decimals) return refused(field.decimals === 0 ? wrong.whole : wrong.decimals);
    // -0 would be a second zero.
    const value = Number(text) || 0;
    if (field.min !== undefined && value < field.min) return refused(wrong.min);
    if (field.max !== undefined && value > field.max) return refused(wrong.max);
    return answered(value);
  },
  toRaw: (value, { decimals }) => ({ '': [String(Number(value.toFixed(decimals)))] }),
  display(value, { unit, decimals }, t) {
    const digits = t.number(value, { maximumFractionDigits: decimals });
    const gap = t.lang.startsWith('ja') ? '' : ' ';
    return unit ? `${digits}${gap}${localize(unit, t.locale)}` : digits;
  },
  errors: (field) => Object.values(faults(field)),
  problems: ({ id, min, max }) => rangeProblems(id, min, max, 'the least number is above the greatest'),
  View: (props) => (
    <TextInput
      {...controlProps(props)}
      value={typed(props.raw)}
      inputMode={props.field.decimals > 0 ? 'decimal' : 'numeric'}
      width="5"
      {...(props.field.unit && { suffix: localize(props.field.unit, props.t.locale) })}
    />
  ),
} as const satisfies FieldType<NumberField, number>;
