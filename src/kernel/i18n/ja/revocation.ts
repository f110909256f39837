export default {
  factsChanged: '事実が変わった',
  onRequest: '本人の申出',
  other: 'そのほか',
  reason: '取り消した理由',
  wrongContent: '内容の誤り',
  wronglyObtained: '正しくない申請による交付',
} as const;
