export default {
  invalidInput: '入力（にゅうりょく）に、直（なお）すところがあります',
  unauthenticated: 'サインインしてください',
  forbidden: 'これを使（つか）うことができません',
  notFound: '見（み）つかりません',
  conflict: 'ほかの人（ひと）が、先（さき）に変（か）えました',
  notAllowedNow: 'いまは、できません',
  tooLarge: '送（おく）ったデータが、大（おお）きすぎます',
  spoiled: 'ファイルが こわれて います',
  unsupportedMediaType: 'この形（かたち）のデータは、受（う）け取（と）れません',
  tooManyRequests: '多（おお）すぎます。少（すこ）し待（ま）ってください',
  unavailable: 'いまは、使（つか）えません',
  internal: 'こちらの問題（もんだい）です',
  notText: '読（よ）めない 文字（もじ）が あります。',
  tooDeep: 'データの 入（い）れ子（こ）が 深（ふか）すぎます（{most, number}まで）。',
  keyOfAnother:
    'この Idempotency-Key は、別（べつ）の 申請（しんせい）に 使（つか）われています。新（あたら）しい Idempotency-Key で 送（おく）ってください。',
  otherVersion:
    '手続（てつづき）は、いま {version} 版（はん）です（{wanted} 版（はん）では ありません）。もういちど 確（たし）かめて 送（おく）ってください。',
  idempotencyKey:
    '英語（えいご）の文字（もじ）、数字（すうじ）、_ . : - を、8から100まで使（つか）ってください',
} as const;
