export default {
  day: 'Dia',
  days: 'Por dia, últimos 30 dias',
  online: 'Proporção on-line',
} as const;
