export default {
  withheld: '見（み）せません',
  small:
    'だれが答（こた）えたか分（わ）からないように、「見（み）せません」のところは数（かず）を書（か）きません。',
  channels: '受（う）け付（つ）けのやり方（かた）',
  online: 'インターネットでできる手続（てつづき）',
  onlineText:
    '今年度（こんねんど）は、{all, number}の手続（てつづき）のうち、{online, number}（{share}）がインターネットでできます。',
  tooFew: '答（こた）えが少（すく）ないので、数（かず）を見（み）せません。',
} as const;
