export default {
  offered: 'Procedure offered online',
  several: 'any of {count, number}',
} as const;
