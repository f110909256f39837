import { z } from 'zod';
import { TextInput } from '#ui/components/text-input.js';
import { rangeProblems } from '../base.js';
import { answered, controlProps, type FieldError, type FieldType, refused, typed } from '../field-type.js';
import { folded } from '../typed-text.js';
import type { AgeField } from './definition.js';

const faults = ({ min, max }: AgeField) =>
  ({
    unreadable: { code: 'forms.error.age' },
    range: { code: 'forms.error.ageRange', params: { min: { number: min }, max: { number: max } } },
  }) satisfies Record<string, FieldError>;

export const age = {
  parts: [''],
  missing: 'forms.error.required.enter',
  valueType: () => 'number',
  stored: ({ min, max }) => z.int().min(min).max(max),
  parse(raw, field) {
    const text = folded(typed(raw))
      .replace(/^満/, '')
      .replace(/[歳才]$/, '');
    if (text === '') return answered(null);
    if (!/^\d{1,3}$/.test(text)) return refused(faults(field).unreadable);
    const value = Number(text);
    return value < field.min || value > field.max ? refused(faults(field).range) : answered(value);
  },
  toRaw: (value) => ({ '': [String(value)] }),
  display: (value, _field, t) => t('forms.age.years', { age: value }),
  errors: (field) => Object.values(faults(field)),
  problems: ({ id, min, max }) => rangeProblems(id, min, max, 'the least age is above the greatest'),
  View: (props) => (
    <TextInput
      {...controlProps(props)}
      value={typed(props.raw)}
      inputMode="numeric"
      width="3"
      suffix={props.t('forms.age.unit')}
    />
  ),
} as const satisfies FieldType<AgeField, number>;
