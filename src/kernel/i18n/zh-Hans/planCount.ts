export default {
  offered: '可在线办理的手续',
  several: '{count, number}种之一',
} as const;
