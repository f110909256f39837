export default {
  count: '数（かず）',
  counted: '台帳（だいちょう）で 数（かぞ）える ように なった',
  less: '終（お）わった もの（{code}）を 引（ひ）く',
  offered: 'インターネットで 手続（てつづき）が できること',
  once: '「{attribute}」が 同（おな）じ ものは 1回（かい）だけ',
  published: 'データを 公開（こうかい）した',
  register: '台帳（だいちょう）',
  several: '{count, number}の うちの どれか',
  standardSet: '国（くに）が 決（き）めた 種類（しゅるい）',
  system: 'データを 出（だ）す システム',
} as const;
