export default {
  day: '日（ひ）',
  days: 'この30日（にち）の 日（ひ）ごとの数（かず）',
  online: 'インターネットでの割合（わりあい）',
} as const;
