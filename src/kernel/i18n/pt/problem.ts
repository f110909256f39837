export default {
  invalidInput: 'Há algo a corrigir nos dados',
  unauthenticated: 'É preciso entrar',
  forbidden: 'Sem permissão',
  notFound: 'Não encontrado',
  conflict: 'Conflito com outra alteração',
  notAllowedNow: 'Não é possível agora',
  tooLarge: 'Os dados enviados são grandes demais',
  tooManyRequests: 'Pedidos demais; aguarde um pouco',
  unavailable: 'Indisponível agora',
  internal: 'Ocorreu um erro do nosso lado',
} as const;
