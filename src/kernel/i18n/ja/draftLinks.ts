export default {
  button: '文書を探す',
  chosen: '選んだ関係文書',
  chosenHint: '外すときは、印を消して保存してください。',
  count: '関係文書を探しました：{count, number}件',
  document: '{number}（{year}年度）',
  draft: '起案（{kind}・{day}決裁）',
  'error.find': '探すことばを2文字以上で入力してください',
  find: '関係文書を探す',
  findHint: '件名や本文のことば、または文書番号。見ることのできる文書と、決裁済みの起案を探します。',
  found: '見つかった文書',
  foundHint:
    '選んで保存すると、この起案に結び付きます。文書と起案をそれぞれ{max, number}件まで表示しています。',
  goOn: '探した結果へ進む',
  hidden: 'ほかに、見る権限のない関係文書が{count, number}件あります。',
  nothing: '見つかりませんでした。ことばを変えて探してください。',
  title: '関係文書',
};
