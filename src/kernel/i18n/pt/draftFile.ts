export default {
  title: 'Continuar de um arquivo salvo',
  label: 'Arquivo salvo no meio',
  hint: 'Escolha o arquivo .json salvo durante este pedido.',
  button: 'Continuar',
  save: 'Salvar o que foi preenchido em um arquivo',
  ready: 'O que foi preenchido até aqui está pronto em um arquivo',
  take: 'Baixar o arquivo',
  opened: 'O arquivo salvo foi lido.',
  'fault.none': 'Escolha um arquivo.',
  'fault.unreadable': 'Não foi possível ler este arquivo. Escolha o que foi salvo durante este pedido.',
  'fault.otherProcedure': 'Este arquivo é de outro procedimento.',
  earlier: 'Preencher com respostas de pedidos anteriores',
  earlierHint:
    'Onde a mesma pergunta já foi feita, aparece a resposta anterior. Você confere antes de enviar. Nunca para assinaturas, consentimentos e arquivos.',
} as const;
