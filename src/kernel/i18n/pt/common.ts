export default {
  yes: 'Sim',
  no: 'Não',
  back: 'Voltar',
  next: 'Continuar',
  change: 'Alterar',
  search: 'Buscar',
  close: 'Fechar',
  required: 'Obrigatório',
  optional: 'Opcional',
  signIn: 'Entrar',
  signOut: 'Sair',
  skipToContent: 'Ir para o conteúdo principal',
};
