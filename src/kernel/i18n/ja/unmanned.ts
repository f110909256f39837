export default {
  tab: '指名待ち',
  none: '承認・決裁できる人がいない起案はありません',
} as const;
