export default {
  sections: 'Find by section',
  allSections: 'All sections',
  narrow: 'Narrow by occasion',
  seeAll: 'See all {count, number}',
  total: 'There are {count, number} procedures.',
  found: 'Procedures for “{text}”',
  ofSection: 'Procedures of {section}',
} as const;
