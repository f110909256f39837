import { choice } from './choice/choice.js';
import { choices } from './choices/choices.js';
import { consent } from './consent/consent.js';
import { date } from './date/date.js';
import { email } from './email/email.js';
import type { Field, FieldKind, FieldOf } from './field.js';
import type { FieldType } from './field-type.js';
import { kana } from './kana/kana.js';
import { longText } from './longText/longText.js';
import { name } from './name/name.js';
import { number } from './number/number.js';
import { phone } from './phone/phone.js';
import { postalAddress } from './postalAddress/postalAddress.js';
import { statement } from './statement/statement.js';
import { text } from './text/text.js';
import { yen } from './yen/yen.js';
import { yesNo } from './yesNo/yesNo.js';

/** Every kind of field. A kind in the definition without a row here does not compile. */
export const FIELD_TYPES: { readonly [Kind in FieldKind]: FieldType<FieldOf<Kind>> } = {
  text,
  longText,
  name,
  kana,
  date,
  phone,
  email,
  number,
  yen,
  choice,
  choices,
  yesNo,
  postalAddress,
  consent,
  statement,
};

export const fieldType = (field: Field): FieldType<Field> => FIELD_TYPES[field.kind];
