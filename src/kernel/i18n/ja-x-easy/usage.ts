export default {
  day: '日（ひ）',
  days: 'この30日（にち）の 日（ひ）ごとの数（かず）',
  online: 'インターネットでの割合（わりあい）',
  plan: '町（まち）の計画（けいかく）',
  planText: 'この手続（てつづき）の数（かず）は、計画（けいかく）のつぎの数字（すうじ）に入（はい）ります。',
  planLink: '{measure}：{name}',
} as const;
