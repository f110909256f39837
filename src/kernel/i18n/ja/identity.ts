export default {
  'signIn.title': 'サインイン',
  'signIn.lead': 'どちらの方ですか。',
  'signIn.citizen': '市民・事業者としてサインイン',
  'signIn.citizenText': '手続の申請や予約、自分の申請の確認ができます。',
  'signIn.staff': '職員としてサインイン',
  'signIn.staffText': 'この団体の職員の方は、職員用のアカウントを使います。',
  'signIn.none': 'いまはサインインできません。サインインの方法がまだ決められていません。',
  'signIn.privacy':
    '本人確認のサービスから、氏名・住所・生年月日・メールアドレスを受け取り、申請書の記入に使います。',
  'signIn.declined': 'サインインを取りやめました。続けるときは、もう一度選んでください。',
  'signIn.expired':
    'サインインの時間が切れたか、もう使われています。この画面から、もう一度始めてください。ブラウザーのCookieを止めているときは、使えるようにしてください。',
  'signIn.unverified': '本人確認のサービスからの答えを確かめられませんでした。もう一度始めてください。',
  'signIn.unavailable': '本人確認のサービスにつながりません。しばらく待ってから、もう一度お試しください。',
  'signIn.unregistered':
    'この職員アカウントは登録されていないか、いま有効な役割がありません。管理者に、発行者「{issuer}」と識別子「{subject}」を伝えて、登録を頼んでください。',
  'signOut.done': 'サインアウトしました',
  'sandbox.title': '体験する人を選んでください',
  'sandbox.lead': 'ここは体験用の本人確認です。実在しない人としてサインインします。',
  'sandbox.citizens': '市民・事業者',
  'sandbox.staff': '職員',
  'sandbox.choose': '{name}としてサインイン',
  'sandbox.cancel': 'サインインをやめる',
  'sandbox.error': 'サインインを続けられません。町のページに戻って、もう一度始めてください。',
};
