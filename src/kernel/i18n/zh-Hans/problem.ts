export default {
  invalidInput: '输入内容需要修改',
  unauthenticated: '需要登录',
  forbidden: '没有使用权限',
  notFound: '未找到',
  conflict: '与其他更改冲突',
  notAllowedNow: '现在无法执行此操作',
  tooLarge: '发送的数据过大',
  spoiled: '所保存的文件内容与接收时不一致',
  unsupportedMediaType: '不接受所发送数据的格式（Content-Type）',
  tooManyRequests: '请求过多，请稍候',
  unavailable: '目前无法使用',
  internal: '系统发生故障',
  keyOfAnother:
    '此 Idempotency-Key 已用于内容不同的申请。重发同一申请请使用相同的正文，提交其他申请请使用新的 Idempotency-Key。',
  otherVersion: '该手续的当前版本为 {version}，而非 {wanted}。请重新读取 /schema，核对回答后再提交。',
  idempotencyKey: '请使用8至100个字符：A–Z a–z 0–9 _ . : -',
} as const;
