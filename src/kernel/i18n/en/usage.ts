export default {
  day: 'Day',
  days: 'By day, the last 30 days',
  online: 'Share of online applications',
} as const;
