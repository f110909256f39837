export default {
  withheld: '非公表',
  small:
    '「少数」は1件から4件の欄です。個人が分からないように、数を表示しません。「非公表」は少数ではありませんが、ほかの欄から引き算をすると「少数」の数が分かってしまうため、表示しません。',
  channels: '受付の方法',
  online: 'オンラインでできる手続',
  onlineText: '今年度は、{all, number}の手続のうち{online, number}の手続（{share}）がオンラインでできます。',
} as const;
