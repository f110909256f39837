import { z } from 'zod';
import { characterCount } from '#kernel/values/japanese-text.js';
import { FieldGroup } from '#ui/components/form-field.js';
import { TextInput } from '#ui/components/text-input.js';
import {
  answered,
  controlProps,
  errorText,
  type FieldError,
  type FieldType,
  refused,
  typed,
} from '../field-type.js';
import { cleanLine, folded, tooLong } from '../typed-text.js';
import type { PositionField } from './definition.js';

const MOST = 200;
/** Six digits after the point are some ten centimetres. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6 || 0;
const isRounded = (degrees: number): boolean => round(degrees) === degrees;
/** Japan with its farthest islands; a swapped pair lies outside. */
const LATITUDE = { min: 20, max: 46 } as const;
const LONGITUDE = { min: 122, max: 154 } as const;

const Words = z
  .string()
  .min(1)
  .refine((text) => cleanLine(text) === text && characterCount(text) <= MOST);
const Stored = z.union([
  z.strictObject({
    lat: z.number().min(LATITUDE.min).max(LATITUDE.max).refine(isRounded),
    lon: z.number().min(LONGITUDE.min).max(LONGITUDE.max).refine(isRounded),
    words: Words.optional(),
  }),
  z.strictObject({ words: Words }),
]);
export type Position = z.infer<typeof Stored>;

const FAULTS = {
  unreadable: { code: 'forms.error.position', parts: ['lat'] },
  outside: { code: 'forms.error.positionOutside', parts: ['lat'] },
  pair: { code: 'forms.error.positionPair', parts: ['lat'] },
  mapOnly: { code: 'forms.error.positionNeeded', parts: ['lat'] },
} as const satisfies Record<string, FieldError>;

const DEGREES = /^\d{1,3}(?:\.\d{1,15})?$/;

export const position = {
  parts: ['words', 'lat', 'lon'],
  missing: 'forms.error.required.enter',
  valueType: () => ({ context: { lat: 'number', lon: 'number', words: 'string' } }),
  stored: ({ mapOnly }) => (mapOnly ? Stored.refine((place) => 'lat' in place) : Stored),
  parse(raw, field) {
    const words = cleanLine(typed(raw, 'words'));
    const lat = folded(typed(raw, 'lat'));
    const lon = folded(typed(raw, 'lon'));
    const count = characterCount(words);
    if (count > MOST) return refused({ ...tooLong(count, MOST), parts: ['words'] });
    if (lat === '' && lon === '') {
      if (words === '') return answered(null);
      return field.mapOnly ? refused(FAULTS.mapOnly) : answered({ words });
    }
    if (lat === '' || lon === '') return refused(FAULTS.pair);
    if (!DEGREES.test(lat) || !DEGREES.test(lon)) return refused(FAULTS.unreadable);
    const place = { lat: round(Number(lat)), lon: round(Number(lon)), ...(words && { words }) };
    return Stored.safeParse(place).success ? answered(place) : refused(FAULTS.outside);
  },
  toRaw: (place) => ({
    words: [place.words ?? ''],
    lat: ['lat' in place ? String(place.lat) : ''],
    lon: ['lon' in place ? String(place.lon) : ''],
  }),
  display: (place, _field, t) =>
    [
      place.words,
      'lat' in place && t('forms.position.degrees', { lat: place.lat.toFixed(6), lon: place.lon.toFixed(6) }),
    ]
      .filter(Boolean)
      .join('\n'),
  errors: () => [...Object.values(FAULTS), { ...tooLong(MOST + 1, MOST), parts: ['words'] }],
  controlId: ({ id }, part) => `${id}-${part || 'words'}`,
  View(props) {
    const { t, field, raw, errors } = props;
    const whole = errors.filter(({ parts }) => parts === undefined);
    const part = (name: 'words' | 'lat' | 'lon') => {
      const own = errors.filter(({ parts }) => parts?.includes(name));
      return {
        t,
        id: `${field.id}-${name}`,
        name: `${field.id}.${name}`,
        value: typed(raw, name),
        error: own.map((error) => errorText(error, field.label, t)).join(' ') || undefined,
        bare: true,
      };
    };
    return (
      <FieldGroup field={{ ...controlProps({ ...props, errors: whole }), bare: !field.optional }}>
        <position-finder
          data-locate={t('forms.position.locate')}
          data-busy={t('forms.position.locating')}
          data-failed={t('forms.position.failed')}
        >
          <TextInput
            {...part('words')}
            label={t('forms.position.words')}
            hint={t('forms.position.wordsHint')}
            maxLength={MOST}
          />
          <TextInput {...part('lat')} label={t('forms.position.lat')} width="10" inputMode="decimal" />
          <TextInput {...part('lon')} label={t('forms.position.lon')} width="10" inputMode="decimal" />
        </position-finder>
      </FieldGroup>
    );
  },
} as const satisfies FieldType<PositionField, Position>;
