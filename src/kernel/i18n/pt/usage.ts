export default {
  day: 'Dia',
  days: 'Por dia, últimos 30 dias',
  online: 'Proporção on-line',
  plan: 'Indicadores do plano',
  planText: 'Os números deste procedimento contam para estes indicadores do plano.',
  planLink: '{measure}: {name}',
} as const;
