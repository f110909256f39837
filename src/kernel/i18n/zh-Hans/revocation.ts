export default {
  factsChanged: '事实发生变化',
  onRequest: '本人提出',
  other: '其他',
  reason: '撤销原因',
  wrongContent: '内容有误',
  wronglyObtained: '通过不当申请取得',
} as const;
