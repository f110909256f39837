export default {
  entry: 'Foi emitido um documento corrigido',
  note: 'Em lugar do documento cancelado em {at}',
  verify: 'Foi emitido um novo documento corrigido em seu lugar. Apresente o novo.',
};
