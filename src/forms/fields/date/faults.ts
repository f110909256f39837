import type { FieldError } from '../field-type.js';
import type { DateField } from './definition.js';
import type { DateFault, DateFaultDetails } from './read.js';

type Fault = (field: DateField, details: DateFaultDetails) => FieldError;

const example = ({ eras }: DateField) =>
  ({ message: eras ? 'forms.date.eraExample' : 'forms.date.example' }) as const;

export const incomplete = (field: DateField, parts: readonly string[]): FieldError => ({
  code: 'forms.error.date.incomplete',
  params: { example: example(field) },
  parts,
});

const meantDay = ({ meant, typed = '平成31年5月1日' }: DateFaultDetails) => ({
  typed,
  meant: { date: meant?.toString() ?? '2019-05-01' },
});

/** Without the list of eras the box of the year takes them, too. */
const eraAndYear = (eras: boolean): readonly string[] => (eras ? ['era', 'year'] : ['year']);

export const FAULTS = {
  incomplete: (field, { parts = ['year', 'month', 'day'] }) => incomplete(field, parts),
  unreadable: (field, { parts = ['year'] }) => ({
    code: 'forms.error.date.unreadable',
    params: { example: example(field) },
    parts,
  }),
  noSuchDay: (_field, { typed = '2026年2月30日', parts = ['day'] }) => ({
    code: 'forms.error.date.noSuchDay',
    params: { typed },
    parts,
  }),
  shortYear: () => ({ code: 'forms.error.date.shortYear', parts: ['year'] }),
  eraNeeded: ({ eras }) => ({ code: 'forms.error.date.eraNeeded', parts: [eras ? 'era' : 'year'] }),
  eraMismatch: ({ eras }) => ({ code: 'forms.error.date.eraMismatch', parts: eraAndYear(eras) }),
  afterEra: (field, details) => ({
    code: 'forms.error.date.afterEra',
    params: meantDay(details),
    parts: eraAndYear(field.eras),
  }),
  beforeEra: (field, details) => ({
    code: 'forms.error.date.beforeEra',
    params: meantDay(details),
    parts: eraAndYear(field.eras),
  }),
  outOfRange: () => ({ code: 'forms.error.date.range', parts: ['year'] }),
} satisfies Record<DateFault, Fault>;

const isAfter = (date: Temporal.PlainDate, other: string | Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(date, other) > 0;

const future: FieldError = { code: 'forms.error.date.future' };
const past: FieldError = { code: 'forms.error.date.past' };
const tooEarly = (min: string): FieldError => ({
  code: 'forms.error.date.min',
  params: { min: { date: min } },
});
const tooLate = (max: string): FieldError => ({
  code: 'forms.error.date.max',
  params: { max: { date: max } },
});

/** What is wrong with a day that exists: outside of what the field takes. */
export function rangeFault(
  date: Temporal.PlainDate,
  field: DateField,
  today: Temporal.PlainDate,
): FieldError | null {
  if (field.range === 'past' && isAfter(date, today)) return future;
  if (field.range === 'future' && isAfter(today, date)) return past;
  if (field.min && isAfter(Temporal.PlainDate.from(field.min), date)) return tooEarly(field.min);
  if (field.max && isAfter(date, field.max)) return tooLate(field.max);
  return null;
}

rangeFault.all = (field: DateField): FieldError[] => [
  ...(field.range === 'past' ? [future] : []),
  ...(field.range === 'future' ? [past] : []),
  ...(field.min ? [tooEarly(field.min)] : []),
  ...(field.max ? [tooLate(field.max)] : []),
];
