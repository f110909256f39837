import type { EntryType } from '#kernel/module.js';

/** Journal entries of this module: subject register/<id>, register/<id>/<row> or import/<id>; never what rows say. */
export const ENTRIES = {
  'register.defined': {
    means: 'A new register, or a version of one that files define, came into use',
    data: ['register', 'unit', 'version'],
  },
  'register.draftBegun': {
    means: 'A member of staff began to define a register, or its next version',
    data: ['register', 'unit'],
  },
  'register.draftSaved': { means: 'What is being defined was changed', data: ['register', 'unit'] },
  'register.draftDiscarded': { means: 'What was being defined was given up', data: ['register', 'unit'] },
  'register.approvalAsked': {
    means: 'A colleague, or whom the table of authority names, was asked to approve what is being defined',
    data: ['register', 'unit', 'of'],
  },
  'register.draftPulledBack': {
    means: 'What was in approval, approved or waiting for its day is being written again',
    data: ['register', 'unit'],
  },
  'register.draftApproved': {
    means: 'What is being defined was approved by somebody else, or decided',
    data: ['register', 'unit'],
  },
  'register.draftSentBack': {
    means: 'What is being defined came back with words: from whoever was asked, or not whole on its day',
    data: ['register', 'unit'],
  },
  'register.draftScheduled': {
    means: 'A day was set on which a definition comes into use by itself',
    data: ['register', 'unit', 'from'],
  },
  'register.changed': {
    means: 'A version of a register that staff changed in the browser came into use',
    data: ['register', 'unit', 'version', 'changes'],
  },
  'register.migrated': {
    means: 'All rows follow the version of the definition that is in use',
    data: ['register', 'version', 'rows'],
  },
  'register.rowCreated': { means: 'A row was added to a register', data: ['register', 'unit'] },
  'register.rowChanged': { means: 'A row of a register was changed', data: ['register', 'unit', 'version'] },
  'register.rowRetired': { means: 'A row of a register was taken out of use', data: ['register', 'unit'] },
  'register.rowRestored': { means: 'A row of a register is in use again', data: ['register', 'unit'] },
  'register.rowDisposed': {
    means: 'What was personal in a row was taken away after its retention; the row stays',
    data: ['register', 'unit', 'years'],
  },
  'register.disposalProposed': {
    means:
      'Somebody proposed to take away what is personal in rows past their retention; somebody else decides',
    data: ['register', 'unit', 'rows', 'disposal', 'of', 'proposedBy'],
  },
  'register.disposalDone': {
    means: 'Somebody else agreed, or it was decided: what was personal in the rows was taken away',
    data: ['register', 'unit', 'rows', 'disposal', 'of', 'proposedBy'],
  },
  'register.disposalRefused': {
    means: 'Rows that were proposed for disposal stay as they are',
    data: ['register', 'unit', 'rows', 'disposal', 'of', 'proposedBy'],
  },
  'register.disposalWithdrawn': {
    means: 'Whoever proposed rows for disposal took that back',
    data: ['register', 'unit', 'rows', 'disposal', 'of', 'proposedBy'],
  },
  'register.tied': {
    means: 'A member of staff tied a case or a report to a row',
    data: ['register', 'unit', 'thing'],
  },
  'register.untied': {
    means: 'A member of staff took a case or a report away from a row',
    data: ['register', 'unit', 'thing'],
  },
  'register.retentionOver': {
    means: 'Rows of a register are past their retention and wait for somebody to look them over',
    data: ['register', 'unit', 'rows'],
  },
  'register.rowViewed': {
    means: 'A member of staff opened a row with personal data',
    data: ['register', 'unit'],
  },
  'register.counted': {
    means: 'A count of a register holds a row from now on',
    data: ['register', 'unit', 'count'],
  },
  'register.uncounted': {
    means: 'A count of a register holds a row no longer',
    data: ['register', 'unit', 'count'],
  },
  'register.found': {
    means: 'Texts were searched for words; what was found became rows',
    data: ['register', 'unit', 'rows'],
  },
  'register.copyGiven': {
    means: 'The copy of a row was given out at the counter',
    data: ['register', 'unit', 'sheets'],
  },
  'register.shownAtDesk': {
    means: 'A visitor looked at a row on a terminal of the office',
    data: ['register', 'unit'],
  },
  'register.copyAsked': {
    means: 'A visitor asked for copies of a row on a terminal of the office',
    data: ['register', 'unit', 'sheets', 'fee'],
  },
  'register.copyCancelled': {
    means: 'Copies that a visitor had asked for were called off',
    data: ['register', 'unit'],
  },
  'register.exported': { means: 'A register was taken out as a file', data: ['register', 'unit', 'format'] },
  'register.importReceived': {
    means: 'A file came in and is checked; nothing is written yet',
    data: ['register', 'unit', 'format', 'rows'],
  },
  'register.importConfirmed': {
    means: 'Somebody said yes to the rows of a file',
    data: ['register', 'unit', 'rows'],
  },
  'register.importDone': {
    means: 'The rows of a file are in the register',
    data: ['register', 'unit', 'created', 'changed', 'same', 'wrong'],
  },
  'register.importUndone': {
    means: 'A whole import was taken back',
    data: ['register', 'unit', 'rows', 'left'],
  },
  'register.importDiscarded': { means: 'A file was thrown away unused', data: ['register', 'unit'] },
  'register.editPrepared': {
    means: 'One field of many rows is to get one value; it is checked, nothing is written yet',
    data: ['register', 'unit', 'rows'],
  },
  'register.editConfirmed': {
    means: 'Somebody said yes to changing many rows at once',
    data: ['register', 'unit', 'rows'],
  },
  'register.editDone': {
    means: 'Many rows were changed at once',
    data: ['register', 'unit', 'created', 'changed', 'same', 'wrong'],
  },
  'register.editUndone': {
    means: 'A change of many rows at once was taken back',
    data: ['register', 'unit', 'rows', 'left'],
  },
  'register.editDiscarded': {
    means: 'A change of many rows at once was given up unused',
    data: ['register', 'unit'],
  },
} as const satisfies Record<string, EntryType>;

/** What whoever writes rows may cause besides. */
export const COUNTED = ['register.counted', 'register.uncounted'] as const;

/** What is told of each step, whether rows come from a file or are changed where they are. */
export const TOLD = {
  file: {
    confirmed: 'register.importConfirmed',
    done: 'register.importDone',
    undone: 'register.importUndone',
    discarded: 'register.importDiscarded',
  },
  edit: {
    confirmed: 'register.editConfirmed',
    done: 'register.editDone',
    undone: 'register.editUndone',
    discarded: 'register.editDiscarded',
  },
} as const satisfies Record<string, Record<string, keyof typeof ENTRIES>>;
