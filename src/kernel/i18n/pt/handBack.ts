export default {
  title: 'Esta página não pode ser aberta agora',
  lead: 'Volte ao que estava fazendo ou devolva a tela ao funcionário.',
  goOn: 'Voltar ao que estava fazendo',
  code: 'Código para recuperar a tela',
  hint: 'O funcionário digita os quatro números mostrados na entrega.',
  button: 'Voltar à tela do funcionário',
  wrong: 'O código está errado. Restam {left} tentativas.',
  over: 'A sessão foi encerrada porque o código estava errado várias vezes. Entre de novo.',
  start: 'A tela vai para a pessoa',
  startLead:
    'Memorize este código e entregue a tela. Ele aparece só uma vez. Até digitá-lo, nenhuma outra página deste município abre.',
  go: 'Abrir a página de verificação e entregar',
};
