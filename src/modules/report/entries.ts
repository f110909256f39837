import type { EntryType } from '#kernel/module.js';

export const ENTRIES = {
  'report.received': {
    means: 'A report came in',
    data: ['kind', 'unit', 'channel', 'area', 'photos'],
  },
  'report.looked': { means: 'Staff looked at a report', data: ['kind', 'unit', 'days'] },
  'report.assigned': { means: 'A report was given to a crew', data: ['kind', 'unit', 'crew'] },
  'report.started': { means: 'A crew began to work on a report', data: ['kind', 'unit', 'crew'] },
  'report.closed': { means: 'A report was closed', data: ['kind', 'unit', 'reason', 'days', 'area'] },
  'report.reopened': { means: 'A report was reopened', data: ['kind', 'unit', 'by'] },
  'report.passedOn': {
    means: 'A report was passed on to another owner',
    data: ['kind', 'unit', 'owner', 'to'],
  },
  'report.kindChanged': {
    means: 'Staff put the kind of a report right, and so perhaps its section',
    data: ['kind', 'unit', 'before'],
  },
  'report.takenBack': {
    means: 'Who passed a report on to this municipality took it back',
    data: ['kind', 'unit'],
  },
  'report.ownerProgressed': {
    means: 'The owner that a report was passed on to said what became of it',
    data: ['kind', 'unit', 'owner', 'state'],
  },
  'report.replied': { means: 'Staff answered the reporter', data: ['kind', 'unit'] },
  'report.joined': { means: 'Somebody else saw the same', data: ['kind', 'unit'] },
  'report.photosAdded': { means: 'Photos were added to a report', data: ['kind', 'unit', 'stage', 'photos'] },
  'report.released': { means: 'The words of a report were made public', data: ['kind', 'unit'] },
  'report.withheld': { means: 'A report was taken back from the public', data: ['kind', 'unit'] },
  'report.photoReleased': { means: 'A photo was made public', data: ['kind', 'unit', 'photo', 'boxes'] },
  'report.photoWithheld': {
    means: 'A photo was taken back from the public',
    data: ['kind', 'unit', 'photo'],
  },
  'report.flagged': { means: 'A report was marked as a matter of liability', data: ['kind', 'unit'] },
  'report.unflagged': { means: 'The mark of liability was taken away', data: ['kind', 'unit'] },
  'report.viewed': { means: 'Staff opened a report with its contacts', data: ['kind', 'unit'] },
  'report.mailed': { means: 'Somebody who follows a report was told by mail', data: ['kind', 'unit'] },
  'report.mailFailed': {
    means: 'A mail about a report did not go, or may not have gone, and is not tried again',
    data: ['kind', 'unit', 'fault'],
  },
  'report.mailStopped': {
    means: 'Somebody who follows a report wants no more mails',
    data: ['kind', 'unit'],
  },
  'report.slipShown': {
    means: 'Staff saw the code by which who called follows and reopens a report',
    data: ['kind', 'unit'],
  },
  'report.erased': { means: 'The contacts of a closed report were erased', data: [] },
} as const satisfies Record<string, EntryType>;
