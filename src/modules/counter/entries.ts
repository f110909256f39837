import type { EntryType } from '#kernel/module.js';

/** Subject counter/<interview>, visit/<visit> or task/<task>; nobody is named. */
export const ENTRIES = {
  'counter.preEntered': {
    means: 'Somebody filled in forms on a phone and took the code for the counter',
    data: ['event', 'procedures'],
  },
  'counter.opened': {
    means: 'The counter opened a pre-entry by its code, or began an interview; the purpose stands beside',
    data: ['event', 'from'],
  },
  'counter.confirmed': {
    means: 'The person looked at all answers on the screen of the counter and signed',
    data: ['event', 'procedures'],
  },
  'counter.used': {
    means: 'One interview became the cases of all its procedures, or a family came to a desk',
    data: ['event', 'service', 'procedures', 'identity'],
  },
  'counter.discarded': { means: 'An interview was thrown away before it was taken in', data: ['event'] },
  'counter.visitMade': {
    means: 'A desk entered the visit of a family; every section got its task',
    data: ['event', 'tasks'],
  },
  'counter.visitViewed': {
    means: 'Staff looked at what is known of a family; the purpose stands beside',
    data: ['event'],
  },
  'counter.visitClosed': { means: 'Nothing is left to do for a family', data: ['event', 'tasks'] },
  'counter.taskChanged': {
    means: 'A section said how far its task is',
    data: ['event', 'item', 'unit', 'state'],
  },
} as const satisfies Record<string, EntryType>;

/**
 * How people used the guided counter: with what they had filled in before, or without; at a desk the visit is the use,
 * and the forms that were filled in there are told apart, so that nobody counts twice.
 */
export const SERVICES = ['preEntry', 'guided', 'desk', 'deskForms'] as const;
/** Where an interview that staff have open comes from. */
export const ORIGINS = ['code', 'fresh', 'visit'] as const;
