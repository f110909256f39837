export default {
  invalidInput: 'Há algo a corrigir nos dados',
  unauthenticated: 'É preciso entrar',
  forbidden: 'Sem permissão',
  notFound: 'Não encontrado',
  conflict: 'Conflito com outra alteração',
  notAllowedNow: 'Não é possível agora',
  tooLarge: 'Os dados enviados são grandes demais',
  spoiled: 'O arquivo guardado não é igual ao que foi recebido',
  unsupportedMediaType: 'O formato dos dados enviados (Content-Type) não é aceito',
  tooManyRequests: 'Pedidos demais; aguarde um pouco',
  unavailable: 'Indisponível agora',
  internal: 'Ocorreu um erro do nosso lado',
  notText: 'Há caracteres que não são texto, como o caractere nulo.',
  tooDeep: 'Aninhamento profundo demais: no máximo {most, number} níveis.',
  keyOfAnother:
    'Esta Idempotency-Key foi usada para um pedido com outro conteúdo. Envie o mesmo conteúdo para repetir aquele pedido, ou uma nova Idempotency-Key para outro.',
  otherVersion:
    'O procedimento está agora na versão {version}, não {wanted}. Leia o /schema de novo, confira as respostas e envie.',
  idempotencyKey: 'Use de 8 a 100 caracteres: A–Z a–z 0–9 _ . : -',
} as const;
