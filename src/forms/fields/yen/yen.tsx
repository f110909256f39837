import { z } from 'zod';
import { parseYen, type YenFault } from '#kernel/values/yen.js';
import { TextInput } from '#ui/components/text-input.js';
import { rangeProblems } from '../base.js';
import { answered, controlProps, type FieldError, type FieldType, refused, typed } from '../field-type.js';
import type { YenField } from './definition.js';

const faults = ({ min, max }: YenField) =>
  ({
    unreadable: { code: 'forms.error.yen' },
    negative: { code: 'forms.error.yenMin', params: { min: { yen: min ?? 0 } } },
    notWhole: { code: 'forms.error.yenWhole' },
    tooLarge: { code: 'forms.error.yenMax', params: { max: { yen: max ?? Number.MAX_SAFE_INTEGER } } },
  }) satisfies Record<Exclude<YenFault, 'empty'>, FieldError>;

export const yen = {
  parts: [''],
  missing: 'forms.error.required.enter',
  valueType: () => 'number',
  stored: ({ min, max }) =>
    z
      .int()
      .min(min ?? 0)
      .max(max ?? Number.MAX_SAFE_INTEGER),
  parse(raw, field) {
    const amount = parseYen(typed(raw).toWellFormed());
    if (!amount.ok) return amount.fault === 'empty' ? answered(null) : refused(faults(field)[amount.fault]);
    if (field.min !== undefined && amount.value < field.min) return refused(faults(field).negative);
    if (field.max !== undefined && amount.value > field.max) return refused(faults(field).tooLarge);
    return answered<number>(amount.value);
  },
  toRaw: (value) => ({ '': [String(value)] }),
  display: (value, _field, t) => t.yen(value),
  errors: (field) => Object.values(faults(field)),
  problems: ({ id, min, max }) => rangeProblems(id, min, max, 'the least amount is above the greatest'),
  View: (props) => (
    <TextInput
      {...controlProps(props)}
      value={typed(props.raw)}
      inputMode="numeric"
      width="10"
      {...(props.t.lang.startsWith('ja') ? { suffix: '円' } : { prefix: '¥' })}
    />
  ),
} as const satisfies FieldType<YenField, number>;
