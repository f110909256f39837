export default {
  filled: '已填写地址。请输入丁目和门牌号。',
  find: '按邮政编码填写地址',
  noCode: '请先输入7位数字的邮政编码，再按此按钮。',
  several: '此邮政编码对应多个地址。请选择。',
  unknown: '未找到此邮政编码的地址。请在下面输入地址。',
} as const;
