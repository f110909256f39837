export default {
  factsChanged: '사실이 변경됨',
  onRequest: '본인의 요청',
  other: '기타',
  reason: '취소된 이유',
  wrongContent: '내용 오류',
  wronglyObtained: '잘못된 신청에 의한 발급',
} as const;
