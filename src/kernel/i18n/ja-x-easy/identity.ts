export default {
  'signIn.title': 'サインイン',
  'signIn.lead': 'あなたは どちらですか。',
  'signIn.citizen': '市民（しみん）や 会社（かいしゃ）の 人',
  'signIn.citizenText': '手続（てつづき）を したり、予約（よやく）を したり できます。',
  'signIn.staff': '役所（やくしょ）で 働（はたら）く 人',
  'signIn.staffText': '役所の アカウントを 使（つか）います。',
  'signIn.none': '今（いま）は サインインできません。',
  'signIn.privacy':
    'あなたの 名前（なまえ）、住所（じゅうしょ）、生（う）まれた日（ひ）、メールアドレスを もらいます。書類（しょるい）を 書（か）く ために 使います。',
  'signIn.declined': 'サインインを やめました。する ときは、もう一度（いちど） 選（えら）んで ください。',
  'signIn.expired':
    '時間（じかん）が 過（す）ぎました。または、もう 使いました。ここから もう一度（いちど） 始（はじ）めて ください。Cookie（クッキー）を 使える ように して ください。',
  'signIn.unverified': '本人（ほんにん）か どうか わかりませんでした。もう一度 始めて ください。',
  'signIn.unavailable': '今は つながりません。少（すこ）し 待（ま）ってから、もう一度 して ください。',
  'signIn.unregistered':
    'この アカウントは 使えません。役所の 管理者（かんりしゃ）に、「{issuer}」と「{subject}」を 伝（つた）えて ください。',
  'signOut.done': 'サインアウトしました',
  'sandbox.title': 'だれに なりますか',
  'sandbox.lead': 'ここは 練習（れんしゅう）です。本当（ほんとう）に いる 人では ありません。',
  'sandbox.citizens': '市民（しみん）・会社（かいしゃ）',
  'sandbox.staff': '役所（やくしょ）の 人',
  'sandbox.choose': '{name}に なる',
  'sandbox.cancel': 'やめる',
  'sandbox.error': '続（つづ）ける ことが できません。町（まち）の ページから もう一度 始めて ください。',
};
