export default {
  offered: 'インターネットで 手続（てつづき）が できること',
  several: '{count, number}の うちの どれか',
} as const;
