export default {
  invalidInput: '入力に直すところがあります',
  unauthenticated: 'サインインが必要です',
  forbidden: 'これを使う権限がありません',
  notFound: '見つかりません',
  conflict: 'ほかの変更と重なりました',
  notAllowedNow: 'いまはこの操作ができません',
  tooLarge: '送られたデータが大きすぎます',
  spoiled: '保管しているファイルの内容が、受け取ったときと違います',
  unsupportedMediaType: '送られたデータの形式（Content-Type）を受け付けていません',
  tooManyRequests: '操作が多すぎます。しばらく待ってください',
  unavailable: 'いまは利用できません',
  internal: 'こちらの不具合です',
  notText: '文字として読めないものが含まれています（ヌル文字など）。',
  tooDeep: '入れ子が深すぎます（{most, number}段まで）。',
  keyOfAnother:
    'この Idempotency-Key は、別の内容の申請に使われています。同じ申請を送り直すときは同じ本文で、別の申請を送るときは新しい Idempotency-Key で送ってください。',
  otherVersion:
    '手続の定義は、いま {version} 版です（指定は {wanted} 版）。新しい版の /schema を読み直し、答えを確かめて送ってください。',
  idempotencyKey: '8文字から100文字までの英数字と _ . : - で指定してください',
} as const;
