export default {
  tab: '代理・代決',
  none: '代わりに承認・決裁するものはありません',
  as: '{kind}・{right}（{seat}）',
};
