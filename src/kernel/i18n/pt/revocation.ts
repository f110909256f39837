export default {
  factsChanged: 'Os fatos mudaram',
  onRequest: 'A pedido da própria pessoa',
  other: 'Outro motivo',
  reason: 'Motivo do cancelamento',
  wrongContent: 'O conteúdo estava errado',
  wronglyObtained: 'Foi obtido de forma incorreta',
} as const;
