export default {
  answered: '{count, number}人が回答',
  table: '数を表で見る',
  share: '割合',
} as const;
