export default {
  'event.moving': '引っ越し（ひっこし）',
  'event.certificate': '証明書（しょうめいしょ）がほしい',
  'event.birth': '赤ちゃんが生まれる',
  'event.childcare': '子どもを育てる',
  'event.marriage': '結婚（けっこん）・離婚（りこん）',
  'event.work': '仕事（しごと）',
  'event.tax': '税金（ぜいきん）',
  'event.care': '介護（かいご）',
  'event.death': '家族（かぞく）が亡くなった',
  'event.living': 'くらし・家（いえ）',
  'event.community': '町の活動に参加する',
};
