export default {
  'classify.button': '分類を決める',
  'classify.done': '分類を決めました',
  'classify.lead': 'この文書はまだ分類されていません。分類を選ぶと、完結にして簿冊に編てつできます。',
  'classify.title': '分類',
  'draft.choose': '分類を選んでおく',
  'draft.chosen': '決裁のあとの分類：{title}',
  'draft.done': '分類を選びました。決裁されると、この分類で文書登録簿に登録します',
  'draft.notYet': 'この起案はまだ決裁されていません。決裁されると、番号を付けて文書登録簿に登録します。',
  'draft.title': '起案文書の登録',
  'unclassified.lead':
    '決裁された起案は、自動で文書登録簿に登録されます。起案者が分類を選んでいなかったものが、ここに並びます。',
  'unclassified.none': '分類を待っている文書はありません',
  'unclassified.one': '未分類',
  'unclassified.title': '未分類の文書',
} as const;
