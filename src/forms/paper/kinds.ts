import { agePaper } from '../fields/age/paper.js';
import { bankAccountPaper } from '../fields/bankAccount/paper.js';
import { calculatedPaper } from '../fields/calculated/paper.js';
import { choicePaper } from '../fields/choice/paper.js';
import { choicesPaper } from '../fields/choices/paper.js';
import { consentPaper } from '../fields/consent/paper.js';
import { datePaper } from '../fields/date/paper.js';
import { emailPaper } from '../fields/email/paper.js';
import type { Field, FieldKind, FieldOf } from '../fields/field.js';
import { filesPaper } from '../fields/file/paper.js';
import { kanaPaper } from '../fields/kana/paper.js';
import { longTextPaper } from '../fields/longText/paper.js';
import type { MemberField } from '../fields/member.js';
import { namePaper } from '../fields/name/paper.js';
import { numberPaper } from '../fields/number/paper.js';
import { peoplePaper } from '../fields/people/paper.js';
import { personPaper } from '../fields/person/paper.js';
import { phonePaper } from '../fields/phone/paper.js';
import { positionPaper } from '../fields/position/paper.js';
import { postalAddressPaper } from '../fields/postalAddress/paper.js';
import { signaturePaper } from '../fields/signature/paper.js';
import { statementPaper } from '../fields/statement/paper.js';
import { textPaper } from '../fields/text/paper.js';
import { yenPaper } from '../fields/yen/paper.js';
import { yesNoPaper } from '../fields/yesNo/paper.js';
import type { PaperType } from './parts.js';

const SIMPLE: { readonly [Kind in MemberField['kind']]: PaperType<FieldOf<Kind>> } = {
  text: textPaper,
  longText: longTextPaper,
  name: namePaper,
  kana: kanaPaper,
  date: datePaper,
  age: agePaper,
  phone: phonePaper,
  email: emailPaper,
  number: numberPaper,
  yen: yenPaper,
  choice: choicePaper,
  choices: choicesPaper,
  yesNo: yesNoPaper,
  postalAddress: postalAddressPaper,
};
const memberPaper = (member: MemberField) => SIMPLE[member.kind] as PaperType<MemberField>;

/** The paper form of every kind. A kind in the definition without a row here does not compile. */
const PAPER_TYPES: { readonly [Kind in FieldKind]: PaperType<FieldOf<Kind>> } = {
  ...SIMPLE,
  person: personPaper(memberPaper),
  people: peoplePaper(memberPaper),
  file: filesPaper,
  photo: filesPaper,
  position: positionPaper,
  bankAccount: bankAccountPaper,
  signature: signaturePaper,
  calculated: calculatedPaper,
  consent: consentPaper,
  statement: statementPaper,
};

export const paperType = (field: Field) => PAPER_TYPES[field.kind] as PaperType<Field>;
