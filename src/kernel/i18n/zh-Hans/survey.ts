export default {
  answered: '{count, number}人回答',
  table: '用表格查看数字',
  share: '比例',
} as const;
