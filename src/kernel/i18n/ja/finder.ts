export default {
  sections: '担当の課からさがす',
  allSections: 'すべての課',
  narrow: '場面でしぼる',
  seeAll: 'すべて見る（{count, number}件）',
  total: '{count, number}件の手続があります。',
  found: '「{text}」に合う手続',
  ofSection: '{section}の手続',
} as const;
