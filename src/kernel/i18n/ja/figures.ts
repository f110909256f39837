export default {
  withheld: '非公表',
  small:
    '「非公表」の欄は、回答した個人が分からないように、数を表示しません。少ない欄と、引き算で少ない欄の数が分かってしまう欄です。',
  channels: '受付の方法',
  online: 'オンラインでできる手続',
  onlineText: '今年度は、{all, number}の手続のうち{online, number}の手続（{share}）がオンラインでできます。',
  tooFew: '回答が少ないため公開しません。',
} as const;
