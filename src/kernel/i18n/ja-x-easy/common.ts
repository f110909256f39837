export default {
  yes: 'はい',
  no: 'いいえ',
  back: 'もどる',
  next: 'つぎへ',
  change: 'かえる',
  search: 'さがす',
  close: 'とじる',
  required: 'かならず 書（か）く',
  optional: '書（か）かなくても いい',
  signIn: 'ログインする',
  signOut: 'ログアウトする',
  skipToContent: 'このページの 大切（たいせつ）な ところへ',
};
