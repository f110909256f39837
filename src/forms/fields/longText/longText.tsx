import { z } from 'zod';
import { characterCount } from '#kernel/values/japanese-text.js';
import { Textarea } from '#ui/components/textarea.js';
import { answered, controlProps, type FieldType, refused, typed } from '../field-type.js';
import { cleanLines, tooLong } from '../typed-text.js';
import type { LongTextField } from './definition.js';

export const longText = {
  parts: [''],
  missing: 'forms.error.required.enter',
  valueType: () => 'string',
  stored: ({ maxLength }) =>
    z
      .string()
      .min(1)
      .refine((text) => cleanLines(text) === text && characterCount(text) <= maxLength),
  parse(raw, { maxLength }) {
    const lines = cleanLines(typed(raw));
    const length = characterCount(lines);
    return length > maxLength ? refused(tooLong(length, maxLength)) : answered(lines || null);
  },
  toRaw: (value) => ({ '': [value] }),
  display: (value) => value,
  errors: ({ maxLength }) => [tooLong(maxLength + 1, maxLength)],
  // The browser would cut a pasted text off without a word and count otherwise: the limit is said, not enforced.
  View: (props) => <Textarea {...controlProps(props)} value={typed(props.raw)} rows={props.field.rows} />,
} as const satisfies FieldType<LongTextField, string>;
