export default {
  list: '「{label}」は、1つのセルに書きます。1件を1行に、「{example}」のように入力してください。空欄の項目は、省けます。',
  left: '取り込まない列',
  leftCells: '値のある行',
  leftColumn: '{column}列',
  leftHeading: '見出し',
  leftLead:
    '次の列には値がありますが、台帳に入りません。入れるときは、下の「列の対応」で項目を選んで確かめ直してください。このまま書き込むこともできます。',
  leftNoHeading: '（見出しなし）',
  leftTwin: '同じ見出しの{column}列だけを取り込みます。',
  leftUnknown: 'この列に対応する項目がありません。',
  leftWhere: '見出しの行',
  leftWhy: '理由',
  sheet: 'シートの名前（Excel）',
  sheetHint: 'シートがいくつもあるときに入力します。空欄なら、行がある最初のシートを読みます。',
  sheets:
    'シート「{taken}」を読みました。読んでいないシート：{left}。ほかのシートは、シートの名前を入れてもう一度ファイルを選ぶと読めます。',
  eucJp: '文字コードがEUC-JPのようです',
  eucJpText:
    '見出しを「{read}」と読みましたが、「{meant}」と書かれているようです。そのときは取り込まずに、文字コードをUTF-8にして作り直してください。',
};
