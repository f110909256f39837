import { z } from 'zod';
import { characterCount } from '#kernel/values/japanese-text.js';
import { plainDateText } from '#kernel/values/plain-date.js';
import { TextInput } from '#ui/components/text-input.js';
import {
  answered,
  controlProps,
  type FieldError,
  type FieldType,
  type Raw,
  refused,
  typed,
} from '../field-type.js';
import { cleanLine, tooLong } from '../typed-text.js';
import type { SignatureField } from './definition.js';

const PREFIX = 'data:image/png;base64,';
/** A drawing of some hundred strokes has 20 kB. */
const MOST_LETTERS = 80_000;
const MOST_NAME = 100;
/** The eight bytes with which every PNG begins (ISO/IEC 15948), in base64 without its last, shared letter. */
const PNG_START = 'iVBORw0KGg';

const FAULTS = {
  drawing: { code: 'forms.error.signature' },
} as const satisfies Record<string, FieldError>;

const Png = z
  .string()
  .max(MOST_LETTERS)
  .regex(/^iVBORw0KGg[A-Za-z0-9+/]*={0,2}$/)
  .describe('PNG in base64');

const Stored = z.union([
  z.strictObject({ png: Png, signedOn: z.iso.date() }),
  z.strictObject({
    name: z
      .string()
      .min(1)
      .refine((text) => cleanLine(text) === text && characterCount(text) <= MOST_NAME),
    signedOn: z.iso.date(),
  }),
]);
export type Signature = z.infer<typeof Stored>;

export const signature = {
  parts: ['', 'png'],
  missing: 'forms.error.required.sign',
  valueType: () => ({ context: { name: 'string', signedOn: 'date' } }),
  stored: () => Stored,
  parse(raw, _field, { today }) {
    const drawn = typed(raw, 'png');
    const name = cleanLine(typed(raw));
    const signedOn = plainDateText(today);
    if (drawn !== '') {
      const png = drawn.startsWith(PREFIX) ? drawn.slice(PREFIX.length) : '';
      return png.startsWith(PNG_START) && Png.safeParse(png).success
        ? answered({ png, signedOn })
        : refused(FAULTS.drawing);
    }
    if (name === '') return answered(null);
    const count = characterCount(name);
    return count > MOST_NAME ? refused(tooLong(count, MOST_NAME)) : answered({ name, signedOn });
  },
  toRaw: (value): Raw => ('png' in value ? { png: [`${PREFIX}${value.png}`] } : { '': [value.name] }),
  display: (value, _field, t) => {
    const day = t.date(Temporal.PlainDate.from(value.signedOn));
    return 'png' in value
      ? t('forms.signature.drawn', { day })
      : t('forms.signature.typed', { name: value.name, day });
  },
  errors: () => [FAULTS.drawing, tooLong(MOST_NAME + 1, MOST_NAME)],
  controlId: ({ id }) => id,
  View(props) {
    const { t, field, raw } = props;
    return (
      <signature-pad
        data-clear={t('forms.signature.clear')}
        data-draw={t('forms.signature.draw')}
        data-label={t('forms.signature.area')}
      >
        <TextInput
          {...controlProps(props)}
          value={typed(raw)}
          hint={t('forms.signature.hint')}
          width="20"
          autoComplete="off"
        />
        <input type="hidden" name={`${field.id}.png`} value={typed(raw, 'png')} />
      </signature-pad>
    );
  },
} as const satisfies FieldType<SignatureField, Signature>;
