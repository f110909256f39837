export default {
  withheld: 'não publicado',
  small:
    'Onde está “não publicado”, o número não é mostrado para que ninguém seja reconhecido: é pequeno, ou permitiria calcular outro que é pequeno.',
  channels: 'Por canal',
  online: 'Procedimentos feitos pela internet',
  onlineText:
    'Neste ano fiscal, {online, number} de {all, number} procedimentos ({share}) podem ser feitos pela internet.',
  tooFew: 'Não publicado, porque houve poucas respostas.',
} as const;
