export default {
  yes: '예',
  no: '아니요',
  back: '뒤로',
  next: '다음',
  change: '변경',
  search: '검색',
  close: '닫기',
  required: '필수',
  optional: '선택',
  signIn: '로그인',
  signOut: '로그아웃',
  skipToContent: '본문으로 이동',
};
