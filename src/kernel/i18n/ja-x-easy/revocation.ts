export default {
  factsChanged: '事情が 変わりました',
  onRequest: '本人が 取り消しを 頼みました',
  other: 'ほかの理由',
  reason: 'なぜ 使えなくなったか',
  wrongContent: '書いてあることが まちがっていました',
  wronglyObtained: '正しくない 申請で 出していました',
} as const;
