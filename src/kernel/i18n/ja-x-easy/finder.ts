export default {
  sections: '役所（やくしょ）の課（か）からさがす',
  allSections: 'ぜんぶの課（か）',
  narrow: 'いつの手続（てつづき）かでえらぶ',
  seeAll: 'ぜんぶ見（み）る（{count, number}）',
  total: '手続（てつづき）は、ぜんぶで{count, number}あります。',
  found: '「{text}」の手続（てつづき）',
  ofSection: '{section}の手続（てつづき）',
} as const;
