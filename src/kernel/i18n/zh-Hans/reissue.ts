export default {
  entry: '已重新发放更正后的文件',
  note: '代替于{at}撤销的文件',
  verify: '已发放更正后的新文件，请出示新文件。',
};
