export default {
  number: '受付番号',
  eitherNumber: '納付番号・受付番号',
  'waiting.payment': '支払い待ち（期限は止まっています）',
  'waiting.correction': '補正待ち（期限は止まっています）',
  'waiting.part': '第三者の記入待ち（期限は止まっています）',
} as const;
