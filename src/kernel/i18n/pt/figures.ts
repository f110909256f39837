export default {
  withheld: 'não publicado',
  small:
    '“poucos” são células de 1 a 4, sem número para que ninguém seja reconhecido. Uma célula “não publicada” não é pequena, mas dela se calcularia a pequena.',
  channels: 'Por canal',
  online: 'Procedimentos feitos pela internet',
  onlineText:
    'Neste ano fiscal, {online, number} de {all, number} procedimentos ({share}) podem ser feitos pela internet.',
} as const;
