export default {
  answered: '{count, number} answered',
  table: 'The figures as a table',
  share: 'Share',
} as const;
