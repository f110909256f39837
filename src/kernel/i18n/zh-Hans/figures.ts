export default {
  withheld: '不公布',
  small: '为避免识别出个人，标为“不公布”的栏目不显示数字：该数较少，或可由其推算出较少的数。',
  channels: '受理方式',
  online: '可在线办理的手续',
  onlineText: '本年度{all, number}项手续中有{online, number}项（{share}）可在线办理。',
  tooFew: '因回答较少，不予公布。',
} as const;
