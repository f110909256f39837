export default {
  button: '保存する',
  delete: '「{title}」を削除',
  deleted: '条件を削除しました',
  label: '保存した条件',
  manage: '保存した条件を整理する',
  save: 'この条件を保存する',
  saved: '条件を保存しました',
  title: '名前',
  titleMissing: '名前を入力してください。',
  titleTooLong: '名前は{max, number}文字までです。',
  tooMany: '保存できる条件は{max, number}個までです。使わないものを削除してください。',
};
