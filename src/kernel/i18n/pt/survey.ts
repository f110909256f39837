export default {
  answered: '{count, number} responderam',
  table: 'Ver os números em tabela',
  share: 'Parcela',
} as const;
