export default {
  withheld: '비공개',
  small:
    '“소수”는 1~4건인 칸으로, 개인을 알 수 없도록 숫자를 표시하지 않습니다. “비공개”는 소수가 아니지만 다른 칸에서 빼면 “소수”의 숫자를 알 수 있어 표시하지 않습니다.',
  channels: '접수 방법',
  online: '온라인으로 할 수 있는 절차',
  onlineText:
    '이번 회계연도에는 {all, number}개 절차 가운데 {online, number}개({share})를 온라인으로 할 수 있습니다.',
} as const;
