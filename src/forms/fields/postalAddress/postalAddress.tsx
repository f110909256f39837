import { z } from 'zod';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { FieldGroup } from '#ui/components/form-field.js';
import { Quoting } from '#ui/components/quoting.js';
import { Select } from '#ui/components/select.js';
import { TextInput, type TextInputProps } from '#ui/components/text-input.js';
import {
  answered,
  controlProps,
  errorText,
  type FieldError,
  type FieldType,
  type FieldViewProps,
  refused,
  typed,
} from '../field-type.js';
import { cleanLine, tooLong } from '../typed-text.js';
import type { PostalAddressField } from './definition.js';
import { FoundTowns } from './found-towns.js';
import { actOnTowns, FOUND, foundWith, NOTES } from './look-up.js';
import { isPostalCode, postalCode } from './postal-code.js';
import { isPostalCodeIn } from './postal-region.js';
import { PREFECTURES } from './prefectures.js';

const PARTS = ['postalCode', 'prefecture', 'town', 'street', 'building'] as const;
type Part = (typeof PARTS)[number];
const LINES = ['town', 'street', 'building'] as const;
const MAX = 100;
const EXAMPLE_TOWN = '奈良市二条大路南';

const WORDS = {
  postalCode: 'forms.address.postalCode',
  prefecture: 'forms.address.prefecture',
  town: 'forms.address.town',
  street: 'forms.address.street',
  building: 'forms.address.building',
} as const satisfies Record<Part, MessageKey>;

const Line = z.string().refine((text) => cleanLine(text) === text && characterCount(text) <= MAX);

const Stored = z
  .strictObject({
    postalCode: z.string().regex(/^\d{3}-\d{4}$/),
    prefecture: z.enum(PREFECTURES),
    town: Line.min(1).describe('市区町村・町名'),
    street: Line.min(1).describe('丁目・番地'),
    building: Line.min(1).optional().describe('建物名・部屋番号'),
  })
  .refine(
    ({ postalCode: code, prefecture }) => isPostalCodeIn(code, prefecture),
    'another part of the country',
  );
export type PostalAddress = z.infer<typeof Stored>;

const missingPart = (part: Part): FieldError => ({
  code: 'forms.error.address.part',
  params: { part: { message: WORDS[part] } },
  parts: [part],
});
const FAULTS = {
  postalCode: { code: 'forms.error.address.postalCode', parts: ['postalCode'] },
  prefecture: { code: 'forms.error.address.prefecture', parts: ['prefecture'] },
  mismatch: { code: 'forms.error.address.mismatch', parts: ['postalCode'] },
} as const satisfies Record<string, FieldError>;

const partId = (id: string, part: string) => `${id}-${part}`;

/** Browsers fill these in where the person writes about themselves (WCAG 2.2, 1.3.5). */
const AUTOCOMPLETE: Partial<Record<Part, string>> = {
  postalCode: 'postal-code',
  prefecture: 'address-level1',
  town: 'address-level2',
  street: 'address-line1',
  building: 'address-line2',
};

export const postalAddress = {
  parts: [...PARTS, FOUND],
  missing: 'forms.error.required.enter',
  valueType: () => ({
    context: {
      postalCode: 'string',
      prefecture: 'string',
      town: 'string',
      street: 'string',
      building: 'string',
    },
  }),
  stored: () => Stored,
  parse(raw) {
    const line = (part: Part) => cleanLine(typed(raw, part));
    const code = postalCode(typed(raw, 'postalCode'));
    const prefecture = PREFECTURES.find((one) => one === line('prefecture'));
    // A prefecture alone may stand there from the beginning and is no answer.
    if (code === '' && LINES.every((part) => line(part) === '')) return answered(null);
    const errors: FieldError[] = [];
    if (!isPostalCode(code)) errors.push(code === '' ? missingPart('postalCode') : FAULTS.postalCode);
    if (!prefecture) errors.push(FAULTS.prefecture);
    else if (isPostalCode(code) && !isPostalCodeIn(code, prefecture)) errors.push(FAULTS.mismatch);
    for (const part of LINES) {
      if (line(part) === '' && part !== 'building') errors.push(missingPart(part));
      if (characterCount(line(part)) > MAX)
        errors.push({ ...tooLong(characterCount(line(part)), MAX), parts: [part] });
    }
    if (!prefecture || errors.length > 0) return refused(...errors);
    return answered({
      postalCode: code,
      prefecture,
      town: line('town'),
      street: line('street'),
      ...(line('building') && { building: line('building') }),
    });
  },
  act: actOnTowns,
  notes: NOTES,
  toRaw: (value) => ({
    ...Object.fromEntries(PARTS.map((part) => [part, [value[part] ?? '']])),
    [FOUND]: [foundWith(value.postalCode, value.prefecture, value.town)],
  }),
  display: ({ postalCode: code, prefecture, town, street, building }) =>
    [`〒${code}`, `${prefecture}${town}${street}`, building].filter(Boolean).join('\n'),
  errors: () => [
    FAULTS.postalCode,
    FAULTS.prefecture,
    FAULTS.mismatch,
    ...(['postalCode', 'town', 'street'] as const).map(missingPart),
    ...LINES.map((part) => ({ ...tooLong(MAX + 1, MAX), parts: [part] })),
  ],
  controlId: ({ id }, part) => partId(id, part || 'postalCode'),
  View(props) {
    const { t, field, raw } = props;
    const control = (part: Part) => ({ ...partProps(props, part), value: typed(raw, part) });
    const input = (part: Part, more: Partial<TextInputProps> = {}) => (
      <TextInput
        {...control(part)}
        {...(field.prefill && AUTOCOMPLETE[part] && { autoComplete: AUTOCOMPLETE[part] })}
        {...more}
      />
    );
    // Errors of the whole stand at the legend, those of a part beside it.
    const whole = props.errors.filter(({ parts }) => parts === undefined);
    return (
      <FieldGroup field={{ ...controlProps({ ...props, errors: whole }), bare: !field.optional }}>
        {input('postalCode', { width: '5', inputMode: 'numeric' })}
        <FoundTowns t={t} id={field.id} raw={raw} />
        <Select
          {...control('prefecture')}
          options={PREFECTURES.map((value) => ({ value, label: value }))}
          width="10"
        />
        {input('town', {
          hint: (
            <Quoting
              t={t}
              text={EXAMPLE_TOWN}
              sentence={t('forms.address.townHint', { example: EXAMPLE_TOWN })}
            />
          ),
        })}
        {input('street', { hint: t('forms.address.streetHint') })}
        {input('building')}
      </FieldGroup>
    );
  },
} as const satisfies FieldType<PostalAddressField, PostalAddress>;

function partProps({ t, field, errors }: FieldViewProps<PostalAddressField>, part: Part) {
  const own = errors
    .filter(({ parts }) => parts?.includes(part))
    .map((error) => errorText(error, field.label, t));
  return {
    t,
    id: partId(field.id, part),
    name: `${field.id}.${part}`,
    label: t(WORDS[part]),
    error: own.length > 0 ? own.join(' ') : undefined,
    required: !field.optional && part !== 'building',
    bare: field.optional,
  };
}
