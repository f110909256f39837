import { z } from 'zod';
import { FieldGroup } from '#ui/components/form-field.js';
import {
  actOfMember,
  displayMembers,
  type Members,
  type MemberType,
  MemberViews,
  memberControlId,
  memberErrors,
  memberParts,
  membersToRaw,
  memberValueType,
  parseMembers,
  storedMembers,
} from '../composite.js';
import { answered, controlProps, type FieldType, refused } from '../field-type.js';
import { MemberField } from '../member.js';
import type { PersonField } from './definition.js';

const personal = { sensitivity: 'personal' } as const;

const NAME: readonly MemberField[] = z.array(MemberField).parse([
  {
    id: 'name',
    kind: 'name',
    label: {
      ja: '氏名',
      'ja-x-easy': '名前（なまえ）',
      en: 'Name',
      'zh-Hans': '姓名',
      ko: '성명',
      vi: 'Họ tên',
      pt: 'Nome',
    },
    ...personal,
  },
  {
    id: 'kana',
    kind: 'kana',
    label: {
      ja: '氏名のふりがな',
      'ja-x-easy': '名前（なまえ）の読（よ）み方（かた）',
      en: 'Reading of the name',
      'zh-Hans': '姓名的读音',
      ko: '성명의 읽는 법',
      vi: 'Cách đọc họ tên',
      pt: 'Leitura do nome',
    },
    ...personal,
  },
]);

const ASKED: Readonly<Record<PersonField['ask'][number], MemberField>> = {
  birthDate: MemberField.parse({
    id: 'birthDate',
    kind: 'date',
    range: 'past',
    label: {
      ja: '生年月日',
      'ja-x-easy': '生（う）まれた日（ひ）',
      en: 'Date of birth',
      'zh-Hans': '出生日期',
      ko: '생년월일',
      vi: 'Ngày sinh',
      pt: 'Data de nascimento',
    },
    ...personal,
  }),
  // Nobody has to answer: few procedures need it (性別欄の見直し).
  sex: MemberField.parse({
    id: 'sex',
    kind: 'choice',
    optional: true,
    label: {
      ja: '性別',
      'ja-x-easy': '性別（せいべつ）',
      en: 'Sex',
      'zh-Hans': '性别',
      ko: '성별',
      vi: 'Giới tính',
      pt: 'Sexo',
    },
    options: [
      {
        value: 'female',
        label: {
          ja: '女性',
          'ja-x-easy': '女（おんな）',
          en: 'Female',
          'zh-Hans': '女',
          ko: '여성',
          vi: 'Nữ',
          pt: 'Feminino',
        },
      },
      {
        value: 'male',
        label: {
          ja: '男性',
          'ja-x-easy': '男（おとこ）',
          en: 'Male',
          'zh-Hans': '男',
          ko: '남성',
          vi: 'Nam',
          pt: 'Masculino',
        },
      },
      {
        value: 'other',
        label: {
          ja: 'その他',
          'ja-x-easy': 'ほか',
          en: 'Other',
          'zh-Hans': '其他',
          ko: '기타',
          vi: 'Khác',
          pt: 'Outro',
        },
      },
    ],
    ...personal,
  }),
  address: MemberField.parse({
    id: 'address',
    kind: 'postalAddress',
    label: {
      ja: '住所',
      'ja-x-easy': '住所（じゅうしょ）',
      en: 'Address',
      'zh-Hans': '住址',
      ko: '주소',
      vi: 'Địa chỉ',
      pt: 'Endereço',
    },
    ...personal,
  }),
  phone: MemberField.parse({
    id: 'phone',
    kind: 'phone',
    label: {
      ja: '電話番号',
      'ja-x-easy': '電話番号（でんわばんごう）',
      en: 'Phone number',
      'zh-Hans': '电话号码',
      ko: '전화번호',
      vi: 'Số điện thoại',
      pt: 'Telefone',
    },
    ...personal,
  }),
};

export const personMembers = ({ ask, prefill }: Pick<PersonField, 'ask' | 'prefill'>): MemberField[] =>
  [...NAME, ...ask.map((part) => ASKED[part])].map((member) => withPrefill(member, prefill));

const SOURCES = {
  name: 'identity.name',
  kana: 'identity.kana',
  birthDate: 'identity.birthDate',
  address: 'identity.address',
  phone: 'identity.phone',
} as const;

/** The members say where they come from, so that browsers are told too (WCAG 2.2, 1.3.5). */
const withPrefill = (member: MemberField, prefill: PersonField['prefill']): MemberField =>
  prefill && member.id in SOURCES
    ? MemberField.parse({ ...member, prefill: SOURCES[member.id as keyof typeof SOURCES] })
    : member;

export const personType = (typeOf: MemberType): FieldType<PersonField, Members> => ({
  parts: memberParts(typeOf, personMembers({ ask: ['birthDate', 'sex', 'address', 'phone'] }), ''),
  missing: 'forms.error.required.enter',
  valueType: (field) => ({ context: memberValueType(typeOf, personMembers(field)) }),
  stored: (field) => storedMembers(typeOf, personMembers(field)),
  parse(raw, field, context) {
    const { value, errors, isBlank } = parseMembers(typeOf, personMembers(field), raw, '', context);
    if (isBlank) return answered(null);
    return errors.length > 0 ? refused(...errors) : answered(value);
  },
  act: (raw, action, field, towns) => actOfMember(typeOf, personMembers(field), '', raw, action, towns),
  toRaw: (value, field) => membersToRaw(typeOf, personMembers(field), value, ''),
  display: (value, field, t) => displayMembers(typeOf, personMembers(field), value, t),
  errors: (field) => memberErrors(typeOf, personMembers(field), ''),
  controlId: (field, part) =>
    memberControlId(typeOf, personMembers(field), field.id, '', part === '' ? 'name' : part) ?? field.id,
  View(props) {
    const { t, field, raw, errors } = props;
    const whole = errors.filter(({ parts }) => parts === undefined);
    return (
      <FieldGroup field={{ ...controlProps({ ...props, errors: whole }), bare: !field.optional }}>
        <MemberViews
          t={t}
          typeOf={typeOf}
          members={personMembers(field)}
          id={field.id}
          prefix=""
          raw={raw}
          errors={errors}
        />
      </FieldGroup>
    );
  },
});
