export default {
  day: '日',
  days: 'ここ30日の日ごとの件数',
  online: 'オンラインの割合',
} as const;
