export default {
  kept: 'A sua sessão terminou por ter passado muito tempo. O que escreveu fica guardado por 15 minutos: entre de novo para continuar.',
  notKept:
    'A sua sessão terminou por ter passado muito tempo. Entre de novo. O que escreveu não pôde ser guardado.',
  back: 'O que escreveu antes de entrar está de volta e ainda não foi enviado. Verifique e pressione o botão de novo.',
  filesAgain: 'Escolha os arquivos de novo.',
  unplaced: 'Já não há campo para isto: {texts}',
  noForm:
    'O que escreveu antes de entrar ainda não foi enviado. Esta página não tem campo para isso; o texto é: {texts}',
};
