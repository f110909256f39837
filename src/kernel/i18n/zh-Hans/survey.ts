export default {
  answered: '{count, number}人回答',
  table: '用表格查看数字',
  share: '比例',
  small: '为避免识别个人，1至4件显示为“少数”；若能由其他数字推算，则次少的一项也显示为“少数”。',
} as const;
