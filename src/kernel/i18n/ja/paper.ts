export default {
  'start.title': '紙の様式で出す',
  'start.text': '様式を印刷して手で書き、窓口か郵送で出せます。',
  'start.link': '紙の様式（PDF）',
  'check.title': '紙に印刷して出すこともできます',
  'check.text': 'ここまでの内容を紙の様式に印刷し、窓口か郵送で出せます。オンラインで送る必要はありません。',
  'check.attach': '添付するファイルと署名は、紙で添えてください。',
  'check.button': '印刷して出す（PDF）',
} as const;
