export default {
  day: '날짜',
  days: '최근 30일 일별 건수',
  online: '온라인 비율',
} as const;
