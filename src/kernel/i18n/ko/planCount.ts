export default {
  count: '집계',
  counted: '대장의 행이 집계되기 시작함',
  less: '끝난 것({code})을 뺍니다',
  offered: '온라인으로 접수하는 절차',
  register: '대장',
  several: '{count, number}종 중 하나',
} as const;
