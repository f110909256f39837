export default {
  withheld: '비공개',
  small:
    '‘비공개’ 칸은 개인이 드러나지 않도록 수를 표시하지 않습니다. 수가 적은 칸과, 적은 수를 계산해 낼 수 있는 칸입니다.',
  channels: '접수 방법',
  online: '온라인으로 할 수 있는 절차',
  onlineText:
    '이번 회계연도에는 {all, number}개 절차 가운데 {online, number}개({share})를 온라인으로 할 수 있습니다.',
  tooFew: '답변이 적어 공개하지 않습니다.',
} as const;
