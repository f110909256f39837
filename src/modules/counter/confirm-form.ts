import { FormDefinition } from '#forms/definition.js';

export const CONFIRM_PAGE = 'confirm';

/** What the person confirms on the tablet: that all of it is right, by hand or by name. */
export const CONFIRM_FORM: FormDefinition = FormDefinition.parse({
  purpose: {
    ja: '届出・申請がご本人の意思によることを確かめるため',
    'ja-x-easy': 'あなたが決（き）めたことを、確（たし）かめるため',
    en: 'To make sure that it is you who applies',
    'zh-Hans': '为确认是您本人的意愿',
    ko: '본인의 의사임을 확인하기 위해',
    vi: 'Để xác nhận đây là ý muốn của quý vị',
    pt: 'Para confirmar que é a sua vontade',
  },
  pages: [
    {
      id: CONFIRM_PAGE,
      title: { ja: '内容の確認と署名', en: 'Check and sign' },
      fields: [
        {
          id: 'agreed',
          kind: 'consent',
          sensitivity: 'ordinary',
          label: {
            ja: 'すべての内容を確かめました。書かれているとおりで間違いありません',
            'ja-x-easy': 'ぜんぶ見（み）ました。まちがいはありません',
            en: 'I have checked everything, and it is right',
            'zh-Hans': '我已确认全部内容，没有错误',
            ko: '모든 내용을 확인했으며 틀림이 없습니다',
            vi: 'Tôi đã kiểm tra tất cả và mọi thứ đều đúng',
            pt: 'Verifiquei tudo e está correto',
          },
        },
        {
          id: 'signature',
          kind: 'signature',
          sensitivity: 'personal',
          label: {
            ja: 'ご署名',
            'ja-x-easy': 'あなたの名前（なまえ）を書（か）いてください',
            en: 'Your signature',
            'zh-Hans': '签名',
            ko: '서명',
            vi: 'Chữ ký',
            pt: 'Assinatura',
          },
        },
      ],
    },
  ],
});
