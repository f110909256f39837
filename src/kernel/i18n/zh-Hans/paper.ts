export default {
  'start.title': '以纸质方式提交',
  'start.text': '打印表格，手写填写后，到窗口提交或邮寄。',
  'start.link': '纸质表格（PDF）',
  'check.title': '也可以打印后以纸质方式提交',
  'check.text': '可以把目前的内容打印到表格上，到窗口提交或邮寄，不需要在线提交。表格为日语。',
  'check.attach': '附件和签名请以纸质方式提供。',
  'check.button': '打印（PDF）',
} as const;
