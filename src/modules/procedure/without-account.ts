import type { Field } from '#forms/fields/field.js';
import { LOCALES, type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { DELIVERIES, Procedure } from './definition.js';

const MY_PAGE: (typeof DELIVERIES)[number] = 'myPage';

const WHY: LocalizedText = {
  ja: 'マイページは、ログインして申し込んだ人だけが選べます。',
  'ja-x-easy': 'マイページは、ログインした人（ひと）だけが選（えら）べます。',
  en: 'My page is only for those who apply signed in.',
  'zh-Hans': '“我的页面”仅供登录后申请的人选择。',
  ko: '마이페이지는 로그인하여 신청한 사람만 선택할 수 있습니다.',
  vi: 'Chỉ người đăng nhập để nộp đơn mới chọn được “Trang của tôi”.',
  pt: 'A “minha página” só pode ser escolhida por quem faz o pedido com login.',
};

const made = new WeakMap<Procedure, Procedure>();

/**
 * The procedure for somebody who has no account, and so no page on which a document could wait: it is not offered, and
 * the question says why.
 */
export function withoutAccount(procedure: Procedure): Procedure {
  const known = made.get(procedure);
  if (known) return known;
  const { output, form } = procedure;
  const asked = output.kind === 'none' ? undefined : output.delivery;
  const pages = form.pages.map((page) => ({
    ...page,
    fields: page.fields.map((field) => (field.id === asked ? withoutMyPage(field) : field)),
  }));
  const changed = asked === undefined ? procedure : { ...procedure, form: { ...form, pages } };
  made.set(procedure, changed);
  return changed;
}

function withoutMyPage(field: Field): Field {
  if (field.kind !== 'choice' || !field.options.some(({ value }) => value === MY_PAGE)) return field;
  const options = field.options.filter(({ value }) => value !== MY_PAGE);
  return { ...field, options, help: field.help ? together(field.help, WHY) : WHY };
}

const together = (one: LocalizedText, other: LocalizedText): LocalizedText =>
  Object.fromEntries(
    LOCALES.map((locale) => [locale, [one, other].map((text) => localize(text, locale)).join(' ')]),
  ) as unknown as LocalizedText;
