export default {
  count: 'count',
  counted: 'A row of a register came to be counted',
  less: 'less those that ended ({code})',
  offered: 'Procedure offered online',
  register: 'register',
  several: 'any of {count, number}',
} as const;
