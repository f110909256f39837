import { z } from 'zod';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { answered, dateText, type FieldType, typed } from '../field-type.js';
import type { CalculatedField } from './definition.js';

export type Calculated = string | number | boolean;

const STORED = {
  number: z.number(),
  string: z.string(),
  boolean: z.boolean(),
  date: z.iso.date(),
} as const satisfies Record<CalculatedField['result'], z.ZodType<Calculated>>;

/** What an expression gave as it is stored; null where it cannot be said yet. */
export function calculatedAnswer(field: CalculatedField, value: unknown): Calculated | null {
  const plain = value instanceof Temporal.PlainDate ? value.toString() : value;
  const parsed = STORED[field.result].safeParse(plain);
  return parsed.success ? parsed.data : null;
}

function words(value: Calculated, { result, unit }: CalculatedField, t: Translator): string {
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (result === 'date') return dateText(Temporal.PlainDate.from(String(value)), t);
  if (typeof value === 'string') return value;
  const digits = t.number(value, { maximumFractionDigits: 6 });
  return unit ? `${digits}${t.lang.startsWith('ja') ? '' : ' '}${localize(unit, t.locale)}` : digits;
}

/** `raw` holds the stored answer as JSON, for showing it; what is sent under its name is never looked at. */
export const calculated = {
  parts: [],
  missing: 'forms.error.required.enter',
  valueType: ({ result }) => result,
  stored: ({ result }) => STORED[result],
  parse: () => answered<Calculated>(null),
  toRaw: (value) => ({ '': [JSON.stringify(value)] }),
  display: words,
  errors: () => [],
  View({ t, field, raw }) {
    const text = typed(raw);
    const value: Calculated | null = text === '' ? null : (JSON.parse(text) as Calculated);
    return (
      <DescriptionList
        items={[
          {
            term: localize(field.label, t.locale),
            value: value === null ? t('forms.calculated.later') : words(value, field, t),
          },
        ]}
      />
    );
  },
} as const satisfies FieldType<CalculatedField, Calculated>;
