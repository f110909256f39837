import type { EntryType } from '#kernel/module.js';

const WHAT = ['kind', 'unit'] as const;
/** `seat`: unit and post that were asked. */
const AT_STEP = [...WHAT, 'round', 'step', 'as', 'right', 'hours', 'seat'] as const;
/** `module` and `subject` name what another module put up. */
const ABOUT = [...WHAT, 'round', 'module', 'subject'] as const;

export const ENTRIES = {
  'decision.drafted': { means: 'A draft was begun', data: [...ABOUT, 'basedOn'] },
  'decision.changed': { means: 'A draft was changed', data: [...WHAT, 'revision'] },
  'decision.sent': {
    means: 'A draft was sent on its route; the digest says what it holds',
    data: [...ABOUT, 'urgent', 'steps', 'digest'],
  },
  'decision.approved': { means: 'Somebody agreed at a step', data: AT_STEP },
  'decision.objected': { means: 'Somebody who was consulted objected', data: AT_STEP },
  'decision.returned': {
    means: 'A draft was sent back to an earlier step or to its drafter',
    data: [...AT_STEP, 'to'],
  },
  'decision.pulledBack': { means: 'The drafter pulled it back before anybody acted', data: ABOUT },
  'decision.withdrawn': { means: 'The drafter gave it up', data: ABOUT },
  'decision.decided': {
    means: 'A draft was decided',
    data: [...ABOUT, 'urgent', 'hours', 'pages', 'receivers'],
  },
  'decision.confirmedLater': {
    means: 'What a stand-in did or an urgent route left out was confirmed',
    data: AT_STEP,
  },
  'decision.circulated': { means: 'Somebody took note of a decision', data: AT_STEP },
  'decision.circulationClosed': {
    means: 'A circulation was ended though not everybody had read it',
    data: [...WHAT, 'round', 'unread'],
  },
  'decision.named': { means: 'An administrator named who acts at a step', data: [...AT_STEP, 'staff'] },
  'decision.rerouted': {
    means: 'What is left of a route was computed anew, also with a reviewer whom the drafter added',
    data: [...ABOUT, 'steps', 'digest'],
  },
  'decision.reminded': {
    means: 'Those who can act were reminded of a draft',
    data: [...WHAT, 'round', 'late'],
  },
  'decision.erased': {
    means: 'What a draft said was destroyed with the document that it became',
    data: WHAT,
  },
  'decision.fileAdded': { means: 'A file was attached to a draft', data: [...WHAT, 'file', 'digest'] },
  'decision.fileRemoved': { means: 'An attached file was taken away', data: [...WHAT, 'file'] },
  'decision.marked': {
    means: 'Somebody marked a place of an attached file, or answered such a mark',
    data: [...WHAT, 'round', 'file', 'digest', 'page', 'mark', 'answers'],
  },
  'decision.paperCounted': {
    means: 'How many drafts a unit put up on paper in a month; the last word of a month holds',
    data: ['unit', 'month', 'count'],
  },
  'decision.delegated': {
    means: 'Somebody is to act for somebody for a time',
    data: ['delegation', 'from', 'to', 'firstDay', 'lastDay'],
  },
  'decision.delegationEnded': { means: 'Such a time was ended', data: ['delegation'] },
} as const satisfies Record<string, EntryType>;
export type EntryName = keyof typeof ENTRIES;

/** What a route declares that puts something up for a decision. */
export const PUT_UP_ENTRIES = ['decision.drafted', 'decision.fileAdded', 'decision.sent'] as const;
