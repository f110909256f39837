export default {
  count: '计数',
  counted: '台账中的一行开始被计数',
  less: '减去已结束的（{code}）',
  offered: '可在线办理的手续',
  register: '台账',
  several: '{count, number}种之一',
} as const;
