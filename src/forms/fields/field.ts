import { z } from 'zod';
import { AgeField } from './age/definition.js';
import { BankAccountField } from './bankAccount/definition.js';
import { CalculatedField } from './calculated/definition.js';
import { ChoiceField } from './choice/definition.js';
import { ChoicesField } from './choices/definition.js';
import { ConsentField } from './consent/definition.js';
import { DateField } from './date/definition.js';
import { EmailField } from './email/definition.js';
import { FileField } from './file/definition.js';
import { KanaField } from './kana/definition.js';
import { LongTextField } from './longText/definition.js';
import { NameField } from './name/definition.js';
import { NumberField } from './number/definition.js';
import { PeopleField } from './people/definition.js';
import { PersonField } from './person/definition.js';
import { PhoneField } from './phone/definition.js';
import { PhotoField } from './photo/definition.js';
import { PositionField } from './position/definition.js';
import { PostalAddressField } from './postalAddress/definition.js';
import { SignatureField } from './signature/definition.js';
import { StatementField } from './statement/definition.js';
import { TextField } from './text/definition.js';
import { YenField } from './yen/definition.js';
import { YesNoField } from './yesNo/definition.js';

/** One field as a definition writes it; what else it may have depends on its `kind`. */
export const Field = z.discriminatedUnion('kind', [
  TextField,
  LongTextField,
  NameField,
  KanaField,
  DateField,
  PhoneField,
  EmailField,
  NumberField,
  YenField,
  ChoiceField,
  ChoicesField,
  YesNoField,
  PostalAddressField,
  AgeField,
  PersonField,
  PeopleField,
  FileField,
  PhotoField,
  PositionField,
  BankAccountField,
  SignatureField,
  CalculatedField,
  ConsentField,
  StatementField,
]);
export type Field = z.infer<typeof Field>;

export type FieldKind = Field['kind'];
export type FieldOf<Kind extends FieldKind> = Extract<Field, { kind: Kind }>;

/** A field that has an answer. */
export type Question = Exclude<Field, { kind: 'statement' }>;
export const isQuestion = (field: Field): field is Question => field.kind !== 'statement';

/** Answered by the person, and not by a rule over other answers. */
export const isTyped = (field: Field): field is Exclude<Question, { kind: 'calculated' }> =>
  isQuestion(field) && field.kind !== 'calculated';
