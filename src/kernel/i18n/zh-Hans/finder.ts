export default {
  sections: '按负责科室查找',
  allSections: '所有科室',
  narrow: '按场合筛选',
  seeAll: '查看全部（{count, number}件）',
  total: '共有{count, number}件手续。',
  found: '与“{text}”相符的手续',
  ofSection: '{section}的手续',
} as const;
