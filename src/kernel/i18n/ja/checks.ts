export default {
  entry: '審査の確認を記録しました',
  bulkFault: '確かめていない項目があります。案件を開いて確かめてください',
  lead: '確かめたものに印を付けて記録します。承認と同時にも記録できます。',
  record: '確認を記録する',
  recorded: '確認を記録しました',
  doneBy: '{name}　{at}',
  someone: '職員',
  openFault:
    '確かめていない項目が{open, number}件あります。確かめて印を付けるか、確かめないまま承認する理由を入力してください。',
  despite: '確かめないまま承認する理由',
  despiteHint: '庁内メモに残ります。申請者には見えません。',
  despiteButton: '理由を残して承認する',
  'different.name': '本人確認の氏名とちがいます：確認した氏名 {known}',
  'different.kana': '本人確認のふりがなとちがいます：確認したふりがな {known}',
  'different.birthDate': '本人確認の生年月日とちがいます：確認した生年月日 {known}',
  'different.address': '本人確認の住所とちがいます：確認した住所 {known}',
  'different.mark': '要確認',
} as const;
