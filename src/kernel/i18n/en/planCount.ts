export default {
  count: 'count',
  counted: 'A row of a register came to be counted',
  less: 'less those that ended ({code})',
  offered: 'Procedure offered online',
  once: 'each {attribute} counts once',
  published: 'A dataset was published',
  register: 'register',
  several: 'any of {count, number}',
  standardSet: 'national standard set',
  system: 'system that gives the data',
} as const;
