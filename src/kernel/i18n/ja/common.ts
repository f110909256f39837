export default {
  yes: 'はい',
  no: 'いいえ',
  back: '戻る',
  next: '次へ進む',
  change: '変更',
  search: '検索',
  close: '閉じる',
  required: '必須',
  optional: '任意',
  signIn: 'サインイン',
  signOut: 'サインアウト',
  skipToContent: '本文へ移動',
};
