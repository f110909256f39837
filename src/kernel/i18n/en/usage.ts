export default {
  day: 'Day',
  days: 'By day, the last 30 days',
  online: 'Share of online applications',
  plan: 'Indicators of the plan',
  planText: 'What comes in here counts towards these indicators of the plan.',
  planLink: '{measure}: {name}',
} as const;
