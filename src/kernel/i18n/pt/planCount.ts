export default {
  offered: 'Procedimento oferecido on-line',
  several: 'qualquer um de {count, number}',
} as const;
