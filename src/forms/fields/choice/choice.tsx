import { z } from 'zod';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Select } from '#ui/components/select.js';
import { answered, controlProps, type FieldType, refused, typed } from '../field-type.js';
import { optionLabel, optionProblems, optionRows } from '../options.js';
import type { ChoiceField } from './definition.js';

/** With more answers than this the list is closed until it is opened. */
const MOST_RADIOS = 10;

const isOption = ({ options }: ChoiceField, value: string) =>
  options.some((option) => option.value === value);

export const choice = {
  parts: [''],
  missing: 'forms.error.required.choose',
  valueType: () => 'string',
  stored: ({ options }) => z.enum(options.map(({ value }) => value)),
  parse(raw, field) {
    const value = typed(raw);
    if (value === '') return answered(null);
    return isOption(field, value) ? answered(value) : refused({ code: 'forms.error.option' });
  },
  toRaw: (value) => ({ '': [value] }),
  display: (value, { options }, t) => optionLabel(options, value, t),
  errors: () => [{ code: 'forms.error.option' }],
  problems: optionProblems,
  View(props) {
    const { t, field, raw } = props;
    const rows = optionRows(field.options, t);
    if (rows.length > MOST_RADIOS)
      return <Select {...controlProps(props)} options={rows} value={typed(raw)} />;
    // Without a row for "none" a chosen radio button could not be taken back.
    const options = field.optional ? [...rows, { value: '', label: t('forms.choice.none') }] : rows;
    return <RadioGroup {...controlProps(props)} options={options} value={raw['']?.[0]} />;
  },
} as const satisfies FieldType<ChoiceField, string>;
