export default {
  day: '日',
  days: 'ここ30日の日ごとの件数',
  online: 'オンラインの割合',
  plan: '計画の指標とのつながり',
  planText: 'この手続の件数は、計画の次の指標に数えています。',
  planLink: '{measure}：{name}',
} as const;
