import { z } from 'zod';
import { AgeField } from './age/definition.js';
import { ChoiceField } from './choice/definition.js';
import { ChoicesField } from './choices/definition.js';
import { DateField } from './date/definition.js';
import { EmailField } from './email/definition.js';
import { KanaField } from './kana/definition.js';
import { LongTextField } from './longText/definition.js';
import { NameField } from './name/definition.js';
import { NumberField } from './number/definition.js';
import { PhoneField } from './phone/definition.js';
import { PostalAddressField } from './postalAddress/definition.js';
import { TextField } from './text/definition.js';
import { YenField } from './yen/definition.js';
import { YesNoField } from './yesNo/definition.js';

/** A field inside another one (a person, an entry of a list): the kinds that are typed in one place. */
export const MemberField = z.discriminatedUnion('kind', [
  TextField,
  LongTextField,
  NameField,
  KanaField,
  DateField,
  AgeField,
  PhoneField,
  EmailField,
  NumberField,
  YenField,
  ChoiceField,
  ChoicesField,
  YesNoField,
  PostalAddressField,
]);
export type MemberField = z.infer<typeof MemberField>;
