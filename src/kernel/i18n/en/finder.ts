export default {
  sections: 'Find by section',
  allSections: 'All sections',
  narrow: 'Narrow by occasion',
  seeAll: 'See all {count, number}',
  total: '{count, plural, one {There is # procedure.} other {There are # procedures.}}',
  found: 'Procedures for “{text}”',
  ofSection: 'Procedures of {section}',
} as const;
