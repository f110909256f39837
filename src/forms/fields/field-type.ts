import type { FC } from 'hono/jsx';
import type { z } from 'zod';
import type { ValueType } from '#kernel/expressions/value-type.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { eraDate } from '#kernel/values/era.js';
import type { FieldProps } from '#ui/components/form-field.js';
import type { Town } from './postalAddress/town.js';

/** What was sent for one field, exactly as typed: name of the part → values. The field's own control is ''. */
export type Raw = Readonly<Record<string, readonly string[]>>;

export type FieldErrorKey = Extract<MessageKey, `forms.error.${string}` | `upload.error.${string}`>;
type ErrorParam =
  | string
  | number
  | { message: MessageKey }
  | { text: LocalizedText }
  | { date: string }
  | { number: number }
  | { yen: number };

/** One thing wrong with an answer: a message of the catalogue, or words of the definition (its own checks). */
export type FieldError =
  | {
      code: FieldErrorKey;
      params?: Readonly<Record<string, ErrorParam>>;
      parts?: readonly string[];
      /** Of the part that it is about, where that has a name of its own. */
      label?: LocalizedText;
    }
  | { message: LocalizedText; parts?: readonly string[]; label?: LocalizedText };

/** Name of buttons that change a page without sending it on: `household:add`, of a member `applicant.address:find`. */
export const ACTION = '_do';

/** `null`: left blank. Whether that is allowed is the field's `optional`, not the kind's affair. */
export type ParsedAnswer<Stored> =
  | { ok: true; value: Stored | null }
  | { ok: false; errors: readonly FieldError[] };

export interface ParseContext {
  today: Temporal.PlainDate;
}

export interface FieldViewProps<Field> {
  t: Translator;
  field: Field;
  raw: Raw;
  errors: readonly FieldError[];
  /** For examples that are near it. */
  today?: Temporal.PlainDate | undefined;
  /** `page`: this question is the heading of its page. */
  labelSize?: FieldProps['labelSize'];
}

/** A mistake in the options of a field, found when the definition is loaded. */
export interface OptionProblem {
  code: 'noOptions' | 'duplicateOption' | 'badRange' | 'titleMissing' | 'duplicateMember' | 'memberCondition';
  path: readonly (string | number)[];
  ids: readonly string[];
  message: string;
}

/**
 * One kind of field: everything that differs between kinds, in one place. Methods, so that the registry can hand
 * out a type for any field.
 */
export interface FieldType<Field, Stored = unknown> {
  /** Controls of the field; the name of a control is `id` for '' and `id.part` for a part. */
  readonly parts: readonly string[];
  /** The part whose box takes the whole answer, in any spelling; '' when absent. */
  readonly whole?: string;
  /** Controls that a page showed where their number differs; `parts` when absent. */
  partsSent?(field: Field, typed: (part: string) => readonly string[]): readonly string[];
  /**
   * What a button of the field makes of what was typed (add an entry); null for a button that it does not have. A
   * button of a member comes as `address:find`. `towns`: those of the postal code that the button asks about.
   */
  act?(raw: Raw, action: string, field: Field, towns: readonly Town[]): Raw | null;
  /** Parts that `act` leaves for the view and that nobody sends. */
  readonly notes?: readonly string[];
  /** What is said when a needed answer is blank. */
  readonly missing: FieldErrorKey;
  /** Type of the stored answer in conditions. */
  valueType(field: Field): ValueType;
  /** Schema of the stored answer; also the JSON Schema of the API. Blank answers are null and not its affair. */
  stored(field: Field): z.ZodType<Stored>;
  /** What was typed → the stored answer. Never throws. */
  parse(raw: Raw, field: Field, context: ParseContext): ParsedAnswer<Stored>;
  /** A stored answer as it would be typed: parse(toRaw(x)) is x. */
  toRaw(value: Stored, field: Field): Raw;
  /** The answer in words, for lists and papers. Lines are divided by \n. */
  display(value: Stored, field: Field, t: Translator): string;
  /** Every error that parse can answer. */
  errors(field: Field): readonly FieldError[];
  problems?(field: Field): readonly OptionProblem[];
  /** Id of the control of a part, where the error summary leads. */
  controlId?(field: Field, part: string): string;
  View(props: FieldViewProps<Field>): ReturnType<FC>;
}

export const answered = <Stored>(value: Stored | null): ParsedAnswer<Stored> => ({ ok: true, value });
export const refused = <Stored>(...errors: FieldError[]): ParsedAnswer<Stored> => ({ ok: false, errors });

/** First value of a control, '' when nothing was sent. */
export const typed = (raw: Raw, part = ''): string => raw[part]?.[0] ?? '';

/** An error in words. */
export function errorText(error: FieldError, label: LocalizedText, t: Translator): string {
  if ('message' in error) return localize(error.message, t.locale);
  const params = Object.entries(error.params ?? {}).map(([name, value]) => [name, paramText(value, t)]);
  return t(error.code, { label: localize(error.label ?? label, t.locale), ...Object.fromEntries(params) });
}

function paramText(value: ErrorParam, t: Translator): string | number {
  if (typeof value !== 'object') return value;
  if ('message' in value) return t(value.message);
  if ('text' in value) return localize(value.text, t.locale);
  if ('number' in value) return t.number(value.number, { maximumFractionDigits: 10 });
  if ('yen' in value) return t.yen(value.yen);
  return dateText(Temporal.PlainDate.from(value.date), t);
}

/** 1990年5月1日（平成2年）: a day that people know by its era. */
export function dateText(date: Temporal.PlainDate, t: Translator): string {
  if (t.lang !== 'ja' && t.lang !== 'ja-x-easy') return t.date(date);
  const [eraYear = ''] = eraDate(date).split(/(?<=年)/);
  return `${date.year}年${date.month}月${date.day}日（${eraYear}）`;
}

interface Labelled {
  id: string;
  label: LocalizedText;
  help?: LocalizedText | undefined;
  optional: boolean;
}

/** The props that every design-system control takes. */
export function controlProps({ t, field, errors, labelSize }: FieldViewProps<Labelled>): FieldProps {
  return {
    t,
    id: field.id,
    label: localize(field.label, t.locale),
    hint: field.help && localize(field.help, t.locale),
    error: errors.length > 0 ? errors.map((error) => errorText(error, field.label, t)).join(' ') : undefined,
    required: !field.optional,
    labelSize,
  };
}
