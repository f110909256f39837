export default {
  withheld: '不公布',
  small:
    '“少数”表示1至4件，为避免识别个人而不显示数字。“不公布”的栏并非少数，但由其他栏相减可推出“少数”的数字，因此不显示。',
  channels: '受理方式',
  online: '可在线办理的手续',
  onlineText: '本年度{all, number}项手续中有{online, number}项（{share}）可在线办理。',
} as const;
