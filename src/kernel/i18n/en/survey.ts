export default {
  answered: '{count, number} answered',
  table: 'The figures as a table',
  share: 'Share',
  small:
    'Cells of one to four are shown as “few”, so that nobody is recognised; where the others would tell the figure, the next smallest is too.',
} as const;
