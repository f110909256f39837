export default {
  offered: '온라인으로 접수하는 절차',
  several: '{count, number}종 중 하나',
} as const;
