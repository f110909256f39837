import { FormDefinition } from './definition.js';

/** Forms for tests and the demo. */

const personal = { sensitivity: 'personal' } as const;
const ordinary = { sensitivity: 'ordinary' } as const;

export const TODAY = Temporal.PlainDate.from('2026-11-20');
export const FACTS = { today: TODAY } as const;

/** A request with a branch of pages (agent), one within a page (copies), a check and every sort of page. */
export const certificateForm: FormDefinition = FormDefinition.parse({
  purpose: '住民票の写しを交付するため',
  legalBasis: '住民基本台帳法第12条',
  pages: [
    {
      id: 'who',
      fields: [
        {
          id: 'applicantIs',
          kind: 'choice',
          label: { ja: 'どなたの証明書ですか', en: 'Whose certificate is it?' },
          options: [
            { value: 'self', label: { ja: '本人', en: 'My own' } },
            { value: 'agent', label: { ja: '代理で申請する', en: 'I apply for somebody' } },
          ],
          ...ordinary,
        },
      ],
    },
    {
      id: 'agent',
      title: { ja: '代理人について', en: 'The agent' },
      show: 'applicantIs = "agent"',
      fields: [
        { id: 'agentName', kind: 'name', label: '代理人の氏名', ...personal },
        { id: 'agentPhone', kind: 'phone', label: '代理人の電話番号', optional: true, ...personal },
      ],
    },
    {
      id: 'person',
      title: { ja: '本人について', en: 'The person' },
      fields: [
        {
          id: 'personName',
          kind: 'name',
          label: { ja: '氏名', en: 'Name' },
          prefill: 'identity.name',
          ...personal,
        },
        {
          id: 'birthDate',
          kind: 'date',
          label: '生年月日',
          range: 'past',
          prefill: 'identity.birthDate',
          ...personal,
        },
        { id: 'homeAddress', kind: 'postalAddress', label: '住所', prefill: 'identity.address', ...personal },
      ],
    },
    {
      id: 'wish',
      title: '証明書について',
      fields: [
        { id: 'note', kind: 'statement', text: '1通300円です。' },
        { id: 'copies', kind: 'number', label: '通数', min: 1, max: 10, unit: '通', ...ordinary },
        { id: 'reason', kind: 'text', label: '多く要る理由', show: 'copies > 3', ...ordinary },
        {
          id: 'items',
          kind: 'choices',
          label: '載せる項目',
          optional: true,
          ...ordinary,
          options: [
            { value: 'domicile', label: '本籍' },
            { value: 'head', label: '世帯主' },
          ],
        },
      ],
    },
    {
      id: 'period',
      title: '受取り',
      show: 'applicantIs != null',
      fields: [
        { id: 'fromDay', kind: 'date', label: '受取りを始める日', range: 'future', eras: false, ...ordinary },
        { id: 'toDay', kind: 'date', label: '受取りを終える日', eras: false, ...ordinary },
      ],
      checks: [
        {
          require: 'toDay >= fromDay',
          message: { ja: '終える日は、始める日から後にしてください。' },
          field: 'toDay',
        },
      ],
    },
    {
      id: 'agree',
      title: '同意',
      fields: [
        {
          id: 'consented',
          kind: 'consent',
          label: '世帯の情報を調べることに同意する',
          text: '調べるのは世帯主です。',
          ...ordinary,
        },
      ],
    },
  ],
});

export const completeAnswers = {
  applicantIs: 'self',
  personName: '辻󠄀 花子',
  birthDate: '1990-05-01',
  homeAddress: {
    postalCode: '630-8580',
    prefecture: '奈良県',
    town: '奈良市二条大路南',
    street: '一丁目1-1',
  },
  copies: 2,
  items: null,
  fromDay: '2026-12-01',
  toDay: '2026-12-10',
  consented: true,
} as const;

/** A form of many yes/no questions, ten a page; each second page depends on the page before. */
export const longForm = (fields: number): FormDefinition =>
  FormDefinition.parse({
    pages: Array.from({ length: Math.ceil(fields / 10) }, (_, page) => ({
      id: `p${page}`,
      title: `${page + 1}ページ`,
      ...(page % 2 === 1 && { show: `q${(page - 1) * 10} = true` }),
      fields: Array.from({ length: 10 }, (_, index) => ({
        id: `q${page * 10 + index}`,
        kind: 'yesNo',
        label: `質問${page * 10 + index}`,
        ...ordinary,
        ...(index === 9 && { show: `q${page * 10} = true or q${page * 10 + 1} = true` }),
      })),
    })),
  });
