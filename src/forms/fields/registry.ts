import { age } from './age/age.js';
import { bankAccount } from './bankAccount/bankAccount.js';
import { calculated } from './calculated/calculated.js';
import { choice } from './choice/choice.js';
import { choices } from './choices/choices.js';
import { consent } from './consent/consent.js';
import { date } from './date/date.js';
import { email } from './email/email.js';
import type { Field, FieldKind, FieldOf } from './field.js';
import type { FieldType } from './field-type.js';
import { files } from './file/files.js';
import { kana } from './kana/kana.js';
import { longText } from './longText/longText.js';
import type { MemberField } from './member.js';
import { name } from './name/name.js';
import { number } from './number/number.js';
import { peopleType } from './people/people.js';
import { personType } from './person/person.js';
import { phone } from './phone/phone.js';
import { position } from './position/position.js';
import { postalAddress } from './postalAddress/postalAddress.js';
import { signature } from './signature/signature.js';
import { statement } from './statement/statement.js';
import { text } from './text/text.js';
import { yen } from './yen/yen.js';
import { yesNo } from './yesNo/yesNo.js';

/** Kinds that are typed in one place; others are made of them. */
const SIMPLE: { readonly [Kind in MemberField['kind']]: FieldType<FieldOf<Kind>> } = {
  text,
  longText,
  name,
  kana,
  date,
  age,
  phone,
  email,
  number,
  yen,
  choice,
  choices,
  yesNo,
  postalAddress,
};
const memberType = (field: MemberField): FieldType<MemberField> => SIMPLE[field.kind];

/** Every kind of field. A kind in the definition without a row here does not compile. */
export const FIELD_TYPES: { readonly [Kind in FieldKind]: FieldType<FieldOf<Kind>> } = {
  ...SIMPLE,
  person: personType(memberType),
  people: peopleType(memberType),
  file: files,
  photo: files,
  position,
  bankAccount,
  signature,
  calculated,
  consent,
  statement,
};

export const fieldType = (field: Field): FieldType<Field> => FIELD_TYPES[field.kind];
