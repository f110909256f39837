import type { EntryType } from '#kernel/module.js';

/** Journal entries of this module; subject `procedure/<id>`. */
export const ENTRIES = {
  'definition.begun': { means: 'A draft of a definition was begun', data: ['procedure', 'unit', 'from'] },
  'definition.saved': {
    means: 'A draft of a definition was changed',
    data: ['procedure', 'unit', 'revision'],
  },
  'definition.previewed': {
    means: 'The draft was looked at as citizens will see it',
    data: ['procedure', 'unit', 'revision'],
  },
  'definition.approvalAsked': {
    means: 'Approval of a draft was asked for',
    data: ['procedure', 'unit', 'revision'],
  },
  'definition.pulledBack': {
    means: 'The draft was pulled back to be changed',
    data: ['procedure', 'unit', 'revision'],
  },
  'definition.approved': {
    means: 'A draft was approved by somebody else than its authors',
    data: ['procedure', 'unit', 'revision'],
  },
  'definition.sentBack': {
    means: 'A draft was sent back with a reason',
    data: ['procedure', 'unit', 'revision'],
  },
  'definition.published': {
    means: 'A version is offered from a day on',
    data: ['procedure', 'unit', 'version', 'from'],
  },
  'definition.ended': {
    means: 'A procedure is offered until a day',
    data: ['procedure', 'unit', 'version', 'until'],
  },
  'definition.reopened': {
    means: 'A procedure is offered without an end again',
    data: ['procedure', 'unit', 'version'],
  },
  'definition.discarded': { means: 'A draft was given up', data: ['procedure', 'unit', 'revision'] },
  'definition.tried': {
    means: 'A draft was tried on the answers of past cases, without names',
    data: ['procedure', 'unit', 'cases'],
  },
  'definition.originalSeen': {
    means: 'A changed original of a definition that was taken over was looked at',
    data: ['procedure', 'unit', 'original', 'version'],
  },
} as const satisfies Record<string, EntryType>;
export type EntryName = keyof typeof ENTRIES;
