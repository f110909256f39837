export default {
  'field.choose': 'えらんでください',
  'form.busy': 'おくっています',
  'errors.title': '{count, number}つ なおしてください',
  'summary.empty': '書いていません',
  'emergency.label': '危険の お知らせ',
  'nav.reserve': '予約（よやく）',
  'display.furiganaOn': 'ふりがなを つける',
  'display.furiganaOff': 'ふりがなを けす',
};
