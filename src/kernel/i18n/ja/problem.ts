export default {
  invalidInput: '入力に直すところがあります',
  unauthenticated: 'サインインが必要です',
  forbidden: 'これを使う権限がありません',
  notFound: '見つかりません',
  conflict: 'ほかの変更と重なりました',
  notAllowedNow: 'いまはこの操作ができません',
  tooLarge: '送られたデータが大きすぎます',
  unsupportedMediaType: '送られたデータの形式（Content-Type）を受け付けていません',
  tooManyRequests: '操作が多すぎます。しばらく待ってください',
  unavailable: 'いまは利用できません',
  internal: 'こちらの不具合です',
  idempotencyKey: '8文字から100文字までの英数字と _ . : - で指定してください',
} as const;
