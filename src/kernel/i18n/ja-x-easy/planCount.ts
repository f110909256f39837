export default {
  count: '数（かず）',
  counted: '台帳（だいちょう）で 数（かぞ）える ように なった',
  less: '終（お）わった もの（{code}）を 引（ひ）く',
  offered: 'インターネットで 手続（てつづき）が できること',
  register: '台帳（だいちょう）',
  several: '{count, number}の うちの どれか',
} as const;
