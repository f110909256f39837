export default {
  title: '連携先のキー',
  lead: '病院や学校など、住民に代わって申請を送る団体のプログラムにキーを渡します。使える手続はキーごとに決めます。',
  madeText: 'このキーは今だけ表示されます。団体に安全な方法で渡してください。',
  name: '団体の名前',
  nameHint: '例：奈良市獣医師会',
  nameMissing: '団体の名前を入力してください。',
  nameTooLong: '団体の名前は{max, number}文字までです。',
  procedures: '使える手続',
  proceduresHint: '本人確認は団体が行います。協定などで確かめてから選んでください。',
  proceduresMissing: '使える手続を1つ以上選んでください。',
  divider: '、',
} as const;
