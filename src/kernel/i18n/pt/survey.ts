export default {
  answered: '{count, number} responderam',
  table: 'Ver os números em tabela',
  share: 'Parcela',
  small:
    'Células de um a quatro aparecem como “poucas”, para que ninguém seja reconhecido; se as outras revelassem o número, a menor seguinte também.',
} as const;
