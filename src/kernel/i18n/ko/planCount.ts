export default {
  count: '집계',
  counted: '대장의 행이 집계되기 시작함',
  less: '끝난 것({code})을 뺍니다',
  offered: '온라인으로 접수하는 절차',
  once: '「{attribute}」이(가) 같은 것은 한 번만 셉니다',
  published: '데이터셋 공개',
  register: '대장',
  several: '{count, number}종 중 하나',
  standardSet: '국가 표준 종류',
  system: '데이터를 내보내는 시스템',
} as const;
