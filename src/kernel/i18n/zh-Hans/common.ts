export default {
  yes: '是',
  no: '否',
  back: '返回',
  next: '下一步',
  change: '更改',
  search: '搜索',
  close: '关闭',
  required: '必填',
  optional: '选填',
  signIn: '登录',
  signOut: '退出登录',
  skipToContent: '跳至正文',
};
