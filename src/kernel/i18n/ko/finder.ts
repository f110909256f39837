export default {
  sections: '담당 부서로 찾기',
  allSections: '모든 부서',
  narrow: '상황으로 좁히기',
  seeAll: '모두 보기({count, number}건)',
  total: '절차가 {count, number}건 있습니다.',
  found: '‘{text}’에 맞는 절차',
  ofSection: '{section}의 절차',
} as const;
