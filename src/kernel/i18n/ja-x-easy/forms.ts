export default {
  'page.progress': '質問（しつもん）',
  'page.moreToAnswer': '質問（しつもん）が ふえました。',
  'page.moreToAnswerDetail':
    '新（あたら）しい 質問（しつもん）にも 答（こた）えてください。そのあと、もういちど「{button}」を おしてください。',
  'page.saveDraft': '保存（ほぞん）して、あとで つづける',
  'check.title': '書（か）いたことを たしかめる',
  'check.lead': 'まちがいが ないか、見（み）てください。なおすときは「変更」を おしてください。',
  'check.declaration': '書（か）いたことは、本当（ほんとう）のことです。',
  'check.submit': '申請（しんせい）する',
  'error.required.enter': '{label}を 書（か）いてください。',
  'error.required.choose': '{label}を えらんでください。',
  'error.required.chooseSome': '{label}を 1つか、それより多（おお）く えらんでください。',
  'error.required.agree': 'つづけるときは、「{label}」に チェックを 入（い）れてください。',
  'error.stored': '{label}を、もういちど 書（か）いてください。',
  'error.notAsked': '{label}は、いまは 答（こた）えなくて いいです。',
  'error.unknownField': '「{id}」という 質問（しつもん）は ありません。',
  'error.tooLong':
    '{label}は {max, number}文字（もじ）まで 書（か）けます。いま {count, number}文字（もじ）です。',
  'error.kana': '{label}は、カタカナか ひらがなで 書（か）いてください。例（れい）：ナラ　ハナコ',
  'error.phone': '{label}は、数字（すうじ）と「-」で 書（か）いてください。例（れい）：0742-34-1111',
  'error.phoneDigits':
    '{label}の 数字（すうじ）の 数（かず）を たしかめてください。はじめの「0」から、10か 11です。例（れい）：0742-34-1111',
  'error.email': '{label}を たしかめてください。「@」を 入（い）れます。例（れい）：hanako@example.jp',
  'error.number': '{label}は、数字（すうじ）で 書（か）いてください。例（れい）：{example}',
  'error.numberWhole': '{label}は、「.」を つけないで 書（か）いてください。例（れい）：{example}',
  'error.numberDecimals': '{label}の「.」から あとは、{decimals, number}つまでです。例（れい）：{example}',
  'error.numberMin': '{label}は、{min}か、それより大（おお）きい 数（かず）を 書（か）いてください。',
  'error.numberMax': '{label}は、{max}か、それより小（ちい）さい 数（かず）を 書（か）いてください。',
  'error.yen': '{label}は、お金（かね）を 数字（すうじ）で 書（か）いてください。例（れい）：12,000',
  'error.yenWhole': '{label}は、「.」を つけないで 書（か）いてください。例（れい）：12,000',
  'error.yenMin': '{label}は、{min}か、それより多（おお）い お金（かね）を 書（か）いてください。',
  'error.yenMax': '{label}は、{max}か、それより少（すく）ない お金（かね）を 書（か）いてください。',
  'error.option': '{label}は、ここに あるものから えらんでください。',
  'error.chooseAtLeast': '{label}は、{count, number}つか、それより多（おお）く えらんでください。',
  'error.chooseAtMost': '{label}は、{count, number}つまで えらべます。',
  'error.date.incomplete':
    '{label}は、年（ねん）・月（つき）・日（ひ）を ぜんぶ 書（か）いてください。例（れい）：{example}',
  'error.date.unreadable': '{label}は、数字（すうじ）で 書（か）いてください。例（れい）：{example}',
  'error.date.noSuchDay':
    '{label}：{typed}は カレンダーに ない日（ひ）です。年（ねん）・月（つき）・日（ひ）を たしかめてください。',
  'error.date.shortYear':
    '{label}の 年（ねん）は、西暦（せいれき）なら 4つの数字（すうじ）です。令和（れいわ）や 平成（へいせい）の年（ねん）のときは、それも えらんでください。',
  'error.date.eraNeeded':
    '{label}の 元号（げんごう）を えらんでください。「元年（がんねん）」のときは、令和（れいわ）や 平成（へいせい）も えらびます。',
  'error.date.eraMismatch':
    '{label}の 元号（げんごう）と 年（ねん）が あいません。年（ねん）を 4つの数字（すうじ）で 書（か）くときは、「西暦（せいれき）」を えらんでください。',
  'error.date.afterEra':
    '{label}：{typed}という 日（ひ）は ありません。元号（げんごう）が かわったあとです。{meant}のことなら、そう 書（か）いてください。',
  'error.date.beforeEra':
    '{label}：{typed}という 日（ひ）は ありません。元号（げんごう）が かわるまえです。{meant}のことなら、そう 書（か）いてください。',
  'error.date.range':
    '{label}の 年（ねん）を たしかめてください。1873年（ねん）から あとの日（ひ）を 書（か）くことが できます。',
  'error.date.future': '{label}は、今日（きょう）までの 日（ひ）を 書（か）いてください。',
  'error.date.past': '{label}は、今日（きょう）から あとの 日（ひ）を 書（か）いてください。',
  'error.date.min': '{label}は、{min}か、それより あとの 日（ひ）を 書（か）いてください。',
  'error.date.max': '{label}は、{max}か、それより まえの 日（ひ）を 書（か）いてください。',
  'error.address.part': '{label}の {part}を 書（か）いてください。',
  'error.address.postalCode':
    '{label}の 郵便番号（ゆうびんばんごう）は、7つの数字（すうじ）です。例（れい）：630-8580',
  'error.address.prefecture': '{label}の 都道府県（とどうふけん）を えらんでください。',
  'date.example': '1990年5月1日',
  'date.eraExample': '平成2年5月1日',
  'date.hint': '例（れい）：{example}',
  'choice.none': 'えらばない',
  'address.postalCode': '郵便番号（ゆうびんばんごう）',
  'address.prefecture': '都道府県（とどうふけん）',
  'address.town': '市（し）・区（く）・町（まち）・村（むら）の 名前（なまえ）',
  'address.townHint': '例（れい）：奈良市二条大路南',
  'address.street': '番地（ばんち）',
  'address.streetHint': '例（れい）：一丁目1-1',
  'address.building': '建物（たてもの）の 名前（なまえ）と 部屋（へや）の 番号（ばんごう）',
  'consent.agreed': '「はい」と 答（こた）えました',
};
