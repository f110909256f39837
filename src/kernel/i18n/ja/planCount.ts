export default {
  count: '数',
  counted: '台帳の行が数えられる状態になった',
  less: '終わったもの（{code}）を引く',
  offered: '手続のオンライン受付',
  register: '台帳',
  several: '{count, number}種類のうちのどれか',
} as const;
