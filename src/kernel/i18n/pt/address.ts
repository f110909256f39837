export default {
  filled: 'O endereço foi preenchido. Digite agora a quadra e o número.',
  find: 'Preencher o endereço pelo código postal',
  noCode: 'Digite o código postal com sete algarismos e depois aperte o botão.',
  several: 'Este código postal tem vários endereços. Escolha um.',
  unknown: 'Nenhum endereço foi encontrado para este código postal. Digite o endereço abaixo.',
} as const;
