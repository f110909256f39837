/** What the editor of procedures says beside its controls and previews. */
export default {
  chosen: '「{answer}」を選んだとき',
  'fee.noChoices': '「一つを選ぶ」か「はい・いいえ」の質問がまだありません。先に質問を追加してください。',
  'fee.whenAny': '手数料がかかるとき',
  'fee.textHint':
    '案内のページに出ます。「一律」と「数に応じて」では、空欄にすると金額から作ります。例：1通につき300円',
  'fee.wayTextHint': '空欄にすると、方法の名前がそのまま出ます。',
  'fee.formulaHint': '質問を表す名前と数で書きます。例：copies * 300。使える名前：{names}',
  memberChoicesHint: '読点（、）で区切ります。例：はい、いいえ、わからない',
  'rules.whenAgents': '代理人の申請を受け付けるとき',
  'rules.noFiles': '「書類のファイル」の質問がまだありません。先に質問を追加してください。',
  'output.whenAny': '渡す文書があるとき',
  'output.certificateText': '空欄にすると、様式の文になります。',
  'condition.none': '条件にできる質問がまだありません。先に質問を追加してください。',
  'condition.none.page':
    '前のページに質問がありません。条件にできるのは、このページより前に聞く質問です。あとの質問は、このページを出すかどうかを決めるときに、まだ答えが分からないためです。',
  'condition.none.field':
    'この質問より前に質問がありません。条件にできるのは、先に聞く質問です。あとの質問は、まだ答えが分からないためです。条件にする質問は「上へ」で前に移せます。',
  'condition.before.page':
    'このページより前に聞く質問だけが並びます。あとの質問は、まだ答えが分からないためです。選んで「条件を追加する」を押します。',
  'condition.before.field':
    'この質問より前に聞く質問だけが並びます。あとの質問は、まだ答えが分からないためです。選んで「条件を追加する」を押します。',
  'new.name': '手続の名前',
  'new.of': '写す手続',
  'new.ref': '取り入れる手続',
  'error.choose': '「{label}」を選んでください。',
  'preview.missing': '（まだ書いていません）',
  'preview.mendFirst': '「直すところ」にある質問や条件を直すと表示できます。',
  'preview.noDocument': '渡す文書はありません。',
  'preview.noQuestions': 'まだ質問がありません。保存してから質問を追加します。',
  'preview.window': 'プレビューの画面',
  'preview.decidedBy': '認めるかどうかを決める人：{by}',
  'preview.paperPage': '{label}の{n, number}ページ目',
  'preview.morePages': 'このあとに、あと{count, number}ページあります。',
  'preview.feeStart': '手続の案内に出る手数料',
  'preview.feeExamples': '申請の最後に出る手数料（架空の答えの例）',
  'preview.channel.web': 'スマホ',
  'preview.channel.counter': '窓口',
  'preview.channel.paper': '紙',
  'preview.channel.api': 'API',
  'preview.channel.staff': '職員',
  'preview.asSaved': '保存してある内容での表示です。',
} as const;
