export default {
  answered: '{count, number}명 응답',
  table: '숫자를 표로 보기',
  share: '비율',
  small:
    '개인을 알 수 없도록 1~4건은 “소수”로 표시합니다. 다른 숫자로 계산할 수 있으면 그다음으로 적은 칸도 “소수”로 표시합니다.',
} as const;
