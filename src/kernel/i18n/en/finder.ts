export default {
  sections: 'Find by section',
  allSections: 'All sections',
  seeAll: '{event}: see all {count, number}',
  total: 'There are {count, number} procedures.',
  found: 'Procedures for “{text}”',
  ofSection: 'Procedures of {section}',
} as const;
