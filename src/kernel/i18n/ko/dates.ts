export default {
  example: '{year}년 {month}월 {day}일',
} as const;
