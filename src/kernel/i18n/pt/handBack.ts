export default {
  title: 'Esta página não pode ser aberta agora',
  lead: 'Volte à tela de conferência e assinatura ou devolva a tela ao funcionário.',
  goOn: 'Voltar à tela de conferência e assinatura',
  code: 'Código para recuperar a tela',
  hint: 'O funcionário digita os quatro números mostrados na entrega.',
  button: 'Voltar à tela do funcionário',
  wrong: 'O código está errado. Restam {left} tentativas.',
  over: 'A sessão foi encerrada porque o código estava errado várias vezes. Entre de novo.',
  start: 'A tela vai para a pessoa',
  startLead:
    'Memorize este código e entregue a tela. Ele aparece só uma vez. Até digitá-lo, só abrem as páginas de verificação e assinatura.',
  go: 'Abrir a página de verificação e entregar',
};
