export default {
  invalidInput: '입력에 고칠 곳이 있습니다',
  unauthenticated: '로그인이 필요합니다',
  forbidden: '사용할 권한이 없습니다',
  notFound: '찾을 수 없습니다',
  conflict: '다른 변경과 겹쳤습니다',
  notAllowedNow: '지금은 이 작업을 할 수 없습니다',
  tooLarge: '보낸 데이터가 너무 큽니다',
  unsupportedMediaType: '보낸 데이터의 형식(Content-Type)을 받지 않습니다',
  tooManyRequests: '요청이 너무 많습니다. 잠시 기다려 주십시오',
  unavailable: '지금은 이용할 수 없습니다',
  internal: '시스템에 문제가 생겼습니다',
  idempotencyKey: '8~100자의 영문자, 숫자, _ . : - 로 지정해 주십시오',
} as const;
