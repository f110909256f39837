export default {
  count: 'contagem',
  counted: 'Uma linha do registro passou a ser contada',
  less: 'menos as que terminaram ({code})',
  offered: 'Procedimento oferecido on-line',
  once: 'cada {attribute} conta uma vez',
  published: 'Um conjunto de dados foi publicado',
  register: 'registro',
  several: 'qualquer um de {count, number}',
  standardSet: 'conjunto padrão nacional',
  system: 'sistema que fornece os dados',
} as const;
