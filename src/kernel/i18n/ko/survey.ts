export default {
  answered: '{count, number}명 응답',
  table: '숫자를 표로 보기',
  share: '비율',
} as const;
