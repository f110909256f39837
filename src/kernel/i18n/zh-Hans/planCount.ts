export default {
  count: '计数',
  counted: '台账中的一行开始被计数',
  less: '减去已结束的（{code}）',
  offered: '可在线办理的手续',
  once: '“{attribute}”相同的只统计一次',
  published: '公开数据集',
  register: '台账',
  several: '{count, number}种之一',
  standardSet: '国家标准类别',
  system: '输出数据的系统',
} as const;
