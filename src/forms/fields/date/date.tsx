import { z } from 'zod';
import type { Translator } from '#kernel/i18n/translate.js';
import { eraDate } from '#kernel/values/era.js';
import { plainDateText } from '#kernel/values/plain-date.js';
import { DateInput, type DatePart } from '#ui/components/date-input.js';
import type { FieldProps } from '#ui/components/form-field.js';
import { answered, controlProps, dateText, type FieldType, type Raw, refused, typed } from '../field-type.js';
import type { DateField } from './definition.js';
import { FAULTS, incomplete, rangeFault } from './faults.js';
import { readDate } from './read.js';

const PARTS = ['era', 'year', 'month', 'day'] as const satisfies readonly DatePart[];

const given = (raw: Raw): Record<DatePart, string> => ({
  era: typed(raw, 'era'),
  year: typed(raw, 'year'),
  month: typed(raw, 'month'),
  day: typed(raw, 'day'),
});

/** The control that carries the field's id: the first one. */
const firstPart = ({ eras }: DateField): DatePart => (eras ? 'era' : 'year');

export const date = {
  parts: PARTS,
  whole: 'year',
  missing: 'forms.error.required.enter',
  valueType: () => 'date',
  stored: ({ min, max }) =>
    z.iso.date().refine((text) => text >= '1873-01-01' && (!min || text >= min) && (!max || text <= max)),
  parse(raw, field, { today }) {
    const read = readDate(given(raw));
    if (read === null) return answered(null);
    if (!read.ok) return refused(FAULTS[read.fault](field, read));
    const outside = rangeFault(read.value, field, today);
    return outside ? refused(outside) : answered<string>(plainDateText(read.value));
  },
  toRaw(value) {
    const day = Temporal.PlainDate.from(value);
    return { era: ['ce'], year: [String(day.year)], month: [String(day.month)], day: [String(day.day)] };
  },
  display(value, { eras }, t) {
    const day = Temporal.PlainDate.from(value);
    return eras ? dateText(day, t) : t.date(day);
  },
  errors: (field) => [
    ...Object.values(FAULTS).map((fault) => fault(field, {})),
    incomplete(field, ['month']),
    ...rangeFault.all(field),
  ],
  problems: ({ id, min, max }) =>
    min && max && min > max
      ? [{ code: 'badRange', path: ['max'], ids: [id], message: `${id}: the first day is after the last` }]
      : [],
  controlId: (field, part) => (part === '' || part === firstPart(field) ? field.id : `${field.id}-${part}`),
  View(props) {
    const { t, field, raw, errors, today } = props;
    const parts = errors.flatMap((error) => error.parts ?? PARTS).filter(isDatePart);
    const example = t('forms.date.hint', {
      example: exampleOf(field, t, today),
    });
    const control: FieldProps = controlProps(props);
    return (
      <DateInput
        {...control}
        hint={control.hint ?? example}
        value={given(raw)}
        eras={field.eras}
        invalidParts={parts}
        birthday={field.prefill === 'identity.birthDate'}
      />
    );
  },
} as const satisfies FieldType<DateField, string>;

/** Days ahead that an example of a coming day lies. */
const AHEAD = 7;

/** Of a birthday one of 1990; of everything else a day near today that the field would take. */
function exampleOf(field: DateField, t: Translator, today: Temporal.PlainDate | undefined): string {
  const isBirthday = field.prefill === 'identity.birthDate';
  if (isBirthday || !today) return t(field.eras ? 'forms.date.eraExample' : 'forms.date.example');
  const near = today.add({ days: field.range === 'future' ? AHEAD : 0 }).toString();
  const [from, until] = [field.min ?? near, field.max ?? near];
  const day = Temporal.PlainDate.from(near < from ? from : near > until ? until : near);
  return field.eras && t.lang.startsWith('ja')
    ? eraDate(day)
    : t('dates.example', { year: String(day.year), month: day.month, day: day.day });
}

const isDatePart = (part: string): part is DatePart => PARTS.some((one) => one === part);
