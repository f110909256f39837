import { z } from 'zod';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { answered, controlProps, type FieldError, type FieldType, refused } from '../field-type.js';
import { optionLabel, optionProblems, optionRows } from '../options.js';
import type { ChoicesField } from './definition.js';

const exclusiveIn = ({ options }: ChoicesField, values: readonly string[]) =>
  options.find(({ value, exclusive }) => exclusive && values.includes(value));

const excludes = ({ label }: ChoicesField['options'][number]): FieldError => ({
  code: 'forms.error.chooseAlone',
  params: { option: { text: label } },
});

const faults = ({ options, atLeast, atMost = options.length }: ChoicesField) =>
  ({
    option: { code: 'forms.error.option' },
    atLeast: { code: 'forms.error.chooseAtLeast', params: { count: atLeast } },
    atMost: { code: 'forms.error.chooseAtMost', params: { count: atMost } },
  }) satisfies Record<string, FieldError>;

export const choices = {
  parts: [''],
  missing: 'forms.error.required.chooseSome',
  valueType: () => ({ list: 'string' as const }),
  stored: ({ options, atLeast, atMost = options.length }) =>
    z
      .array(z.enum(options.map(({ value }) => value)))
      .min(options.some(({ exclusive }) => exclusive) ? 1 : atLeast)
      .max(atMost)
      .refine((values) => new Set(values).size === values.length, 'each answer once')
      .refine((values) => {
        const isAlone = options.some(({ value, exclusive }) => exclusive && values.includes(value));
        return isAlone ? values.length === 1 : values.length >= atLeast;
      }, 'an exclusive answer stands alone'),
  parse(raw, field) {
    const values = new Set((raw[''] ?? []).filter((value) => value !== ''));
    if (values.size === 0) return answered(null);
    // In the order of the definition, so that equal answers are stored alike.
    const known = field.options.map(({ value }) => value).filter((value) => values.has(value));
    if (known.length < values.size) return refused(faults(field).option);
    const alone = exclusiveIn(field, known);
    if (alone) return known.length === 1 ? answered(known) : refused(excludes(alone));
    if (known.length < field.atLeast) return refused(faults(field).atLeast);
    if (field.atMost !== undefined && known.length > field.atMost) return refused(faults(field).atMost);
    return answered(known);
  },
  toRaw: (values) => ({ '': values }),
  display: (values, { options }, t) => values.map((value) => optionLabel(options, value, t)).join('\n'),
  errors: (field) => [
    ...Object.values(faults(field)),
    ...field.options.filter(({ exclusive }) => exclusive).map(excludes),
  ],
  problems: (field) => {
    const { id, atLeast, atMost = field.options.length } = field;
    return atLeast > atMost
      ? [
          {
            code: 'badRange',
            path: ['atMost'],
            ids: [id],
            message: `${id}: fewer may be chosen than must be`,
          },
        ]
      : optionProblems(field);
  },
  View: (props) => (
    <CheckboxGroup
      {...controlProps(props)}
      options={optionRows(props.field.options, props.t)}
      exclusive={props.field.options.filter(({ exclusive }) => exclusive).map(({ value }) => value)}
      values={props.raw[''] ?? []}
    />
  ),
} as const satisfies FieldType<ChoicesField, string[]>;
