export default {
  count: 'contagem',
  counted: 'Uma linha do registro passou a ser contada',
  less: 'menos as que terminaram ({code})',
  offered: 'Procedimento oferecido on-line',
  register: 'registro',
  several: 'qualquer um de {count, number}',
} as const;
