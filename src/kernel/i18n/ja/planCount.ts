export default {
  count: '数',
  counted: '台帳の行が数えられる状態になった',
  less: '終わったもの（{code}）を引く',
  offered: '手続のオンライン受付',
  once: '「{attribute}」が同じものは1回だけ数える',
  published: 'データセットの公開',
  register: '台帳',
  several: '{count, number}種類のうちのどれか',
  standardSet: '国の標準の種類',
  system: 'データを出すシステム',
} as const;
