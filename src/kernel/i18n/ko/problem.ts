export default {
  invalidInput: '입력에 고칠 곳이 있습니다',
  unauthenticated: '로그인이 필요합니다',
  forbidden: '사용할 권한이 없습니다',
  notFound: '찾을 수 없습니다',
  conflict: '다른 변경과 겹쳤습니다',
  notAllowedNow: '지금은 이 작업을 할 수 없습니다',
  tooLarge: '보낸 데이터가 너무 큽니다',
  spoiled: '보관된 파일의 내용이 받았을 때와 다릅니다',
  unsupportedMediaType: '보낸 데이터의 형식(Content-Type)을 받지 않습니다',
  tooManyRequests: '요청이 너무 많습니다. 잠시 기다려 주십시오',
  unavailable: '지금은 이용할 수 없습니다',
  internal: '시스템에 문제가 생겼습니다',
  notText: '문자로 읽을 수 없는 것이 들어 있습니다(널 문자 등).',
  tooDeep: '중첩이 너무 깊습니다(최대 {most, number}단계).',
  keyOfAnother:
    '이 Idempotency-Key는 다른 내용의 신청에 사용되었습니다. 같은 신청을 다시 보낼 때는 같은 본문으로, 다른 신청은 새 Idempotency-Key로 보내 주십시오.',
  otherVersion:
    '절차의 현재 버전은 {version}이며 {wanted}이(가) 아닙니다. /schema를 다시 읽고 답변을 확인한 뒤 보내 주십시오.',
  idempotencyKey: '8~100자의 영문자, 숫자, _ . : - 로 지정해 주십시오',
} as const;
