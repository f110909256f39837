import type { Titles } from './combine/combine.js';

/** Titles of the pages of an interview that belong to no form: like those of the forms, in the words of definitions. */
export const TITLES: Titles = {
  shared: {
    ja: '手続をする方について',
    'ja-x-easy': 'あなたについて',
    en: 'About you',
    'zh-Hans': '关于办理手续的人',
    ko: '신청하는 사람에 대하여',
    vi: 'Về quý vị',
    pt: 'Sobre você',
  },
  sharedMore: {
    ja: 'いくつかの手続で使うこと',
    'ja-x-easy': 'いくつかの手続（てつづき）で使（つか）うこと',
    en: 'What several procedures need',
    'zh-Hans': '多项手续共用的内容',
    ko: '여러 절차에 필요한 내용',
    vi: 'Những điều nhiều thủ tục cùng cần',
    pt: 'O que vários procedimentos precisam',
  },
  stated: {
    ja: 'ご案内の質問から分かること',
    'ja-x-easy': '前（まえ）の質問（しつもん）からわかること',
    en: 'What your earlier answers say',
    'zh-Hans': '根据前面的回答可知的内容',
    ko: '앞의 질문에서 알 수 있는 것',
    vi: 'Những điều đã biết từ câu trả lời trước',
    pt: 'O que já se sabe pelas respostas anteriores',
  },
  agreement: {
    ja: '同意していただくこと',
    'ja-x-easy': '「はい」と言（い）ってほしいこと',
    en: 'What you agree to',
    'zh-Hans': '需要您同意的事项',
    ko: '동의하실 사항',
    vi: 'Những điều cần quý vị đồng ý',
    pt: 'Aquilo com que concorda',
  },
  several: {
    ja: '手続ごとの質問',
    'ja-x-easy': '手続（てつづき）ごとの質問（しつもん）',
    en: 'Questions for each procedure',
    'zh-Hans': '各项手续的问题',
    ko: '절차별 질문',
    vi: 'Câu hỏi cho từng thủ tục',
    pt: 'Perguntas de cada procedimento',
  },
};
