export default {
  day: '날짜',
  days: '최근 30일 일별 건수',
  online: '온라인 비율',
  plan: '계획 지표와의 연결',
  planText: '이 절차의 건수는 계획의 다음 지표에 포함됩니다.',
  planLink: '{measure}: {name}',
} as const;
