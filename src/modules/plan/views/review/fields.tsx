import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';
import type { FieldError } from '#ui/components/error-summary.js';
import { type Choice, Select } from '#ui/components/select.js';
import { type InputWidth, TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import type { SentEvidence } from '../../forms/evidence-files.js';
import type { Typed } from '../../forms/typed.js';
import type { LabelOf } from './labels.js';

/** A form as it stands: what is typed, and what is wrong with it, in words. */
export interface FormState {
  typed: Typed;
  errors: Readonly<Record<string, string>>;
  /** Files that came with it. */
  evidence?: SentEvidence;
}

/** Beside its field an error needs no name; in the summary it says which field it is about. */
export const summaryOf = (t: Translator, { errors }: FormState, labelOf: LabelOf): FieldError[] =>
  Object.entries(errors).map(([id, text]) => {
    const label = labelOf(id);
    return { id, text: label === null ? text : t('review.error.of', { label, text }) };
  });

interface More {
  hint?: Child;
  required?: boolean;
  width?: InputWidth;
  rows?: number;
  suffix?: string;
}

/** Fields whose value and error come from the form's state by their name. */
export const fieldsOf = (t: Translator, { typed, errors }: FormState) => {
  const common = (name: string, label: string, { hint, required }: More) => ({
    t,
    id: name,
    label,
    value: typed[name],
    error: errors[name],
    ...(hint === undefined ? {} : { hint }),
    ...(required === undefined ? {} : { required }),
  });
  return {
    line: (name: string, label: string, more: More = {}) => (
      <TextInput
        {...common(name, label, more)}
        {...(more.width ? { width: more.width } : {})}
        {...(more.suffix ? { suffix: more.suffix } : {})}
      />
    ),
    /** For figures and years: the phone shows digits. */
    figure: (name: string, label: string, more: More = {}) => (
      <TextInput
        {...common(name, label, more)}
        inputMode="decimal"
        width={more.width ?? '10'}
        {...(more.suffix ? { suffix: more.suffix } : {})}
      />
    ),
    text: (name: string, label: string, more: More = {}) => (
      <Textarea {...common(name, label, more)} rows={more.rows ?? 4} />
    ),
    choice: (
      name: string,
      label: string,
      options: Choice[],
      more: More & { emptyLabel?: string | null } = {},
    ) => (
      <Select
        {...common(name, label, more)}
        options={options}
        {...(more.emptyLabel === undefined ? {} : { emptyLabel: more.emptyLabel })}
        {...(more.width ? { width: more.width } : {})}
      />
    ),
  };
};
export type Fields = ReturnType<typeof fieldsOf>;
