import { z } from 'zod';
import type { Parsed } from '#kernel/values/parsed.js';
import { TextInput, type TextInputProps } from '#ui/components/text-input.js';
import type { Question } from './field.js';
import {
  answered,
  controlProps,
  type FieldError,
  type FieldType,
  type FieldViewProps,
  refused,
  typed,
} from './field-type.js';

/** Reads one line; a line that is already as stored comes back unchanged. */
export type ReadLine<Field, Fault extends string> = (text: string, field: Field) => Parsed<string, Fault>;

/** What kinds typed in one line and stored as text (name, kana, phone …) have in common. */
export function lineOfText<Field extends Question, Fault extends string>(kind: {
  read: ReadLine<Field, Fault>;
  /** The words for each fault; `text` is what was typed, cleaned. */
  faults: (field: Field, text: string) => Record<Fault, FieldError>;
  /** Adds to the plain string schema what JSON Schema can say. */
  schema?: (text: z.ZodString, field: Field) => z.ZodString;
  input: (field: Field, t: FieldViewProps<Field>['t']) => Partial<TextInputProps>;
}) {
  return {
    parts: [''],
    missing: 'forms.error.required.enter',
    valueType: () => 'string',
    stored: (field: Field) =>
      (kind.schema?.(z.string().min(1), field) ?? z.string().min(1)).refine((text) => {
        const result = kind.read(text, field);
        return result.ok && result.value === text;
      }, 'not in the form in which it is stored'),
    parse(raw, field) {
      const result = kind.read(typed(raw), field);
      if (result.ok) return answered(result.value === '' ? null : result.value);
      return refused(kind.faults(field, typed(raw))[result.fault]);
    },
    toRaw: (value) => ({ '': [value] }),
    display: (value) => value,
    errors: (field) => Object.values<FieldError>(kind.faults(field, '')),
    View: (props) => (
      <TextInput {...controlProps(props)} value={typed(props.raw)} {...kind.input(props.field, props.t)} />
    ),
  } satisfies FieldType<Field, string>;
}
