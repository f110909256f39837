import type { EntryType } from '#kernel/module.js';

/** Journal entries of this module: subject document/<id>, binder/<id>, disposal/<id> or disclosure/<id>; never what documents say. */
export const ENTRIES = {
  'document.registered': {
    means: 'A document came into the register',
    data: ['direction', 'kind', 'unit', 'grade', 'classification', 'year', 'number'],
  },
  'document.versionAdded': {
    means: 'A version of a document was kept; the digest says what it holds',
    data: ['unit', 'version', 'files', 'digest'],
  },
  'document.viewed': { means: 'A member of staff opened a document', data: ['unit', 'grade'] },
  'document.downloaded': {
    means: 'A member of staff took a file of a document',
    data: ['unit', 'grade', 'version'],
  },
  'document.redacted': {
    means: 'A copy with parts blacked out was made, to be given out',
    data: ['unit', 'grade', 'version', 'words', 'areas', 'digest'],
  },
  'document.classified': {
    means: 'The class of a document was chosen',
    data: ['unit', 'classification', 'from'],
  },
  'document.issued': {
    means: 'An outgoing document got its number and its text',
    data: ['unit', 'grade', 'origin', 'seal', 'way'],
  },
  'document.issueCancelled': {
    means: 'An outgoing document does not go out; its number stays',
    data: ['unit'],
  },
  'document.sealed': {
    means: 'An official seal was used on a document',
    data: ['unit', 'seal', 'picture', 'digest'],
  },
  'document.dispatched': { means: 'A document was sent to whom it is for', data: ['unit', 'way'] },
  'document.mailBegun': { means: 'A document was given to the mail server', data: ['unit'] },
  'document.mailFailed': {
    means: 'The mail server did not take a document, or did not say so',
    data: ['unit', 'reason'],
  },
  'document.copiesSent': {
    means: 'Copies that are disclosed came to the my page, where their letter is',
    data: ['unit', 'copies'],
  },
  'document.received': { means: 'The person opened it in the my page', data: ['unit'] },
  'document.verified': { means: 'Somebody checked the code of an outgoing document', data: ['unit'] },
  'seal.added': { means: 'The picture of an official seal was brought in', data: ['unit', 'picture'] },
  'seal.retired': { means: 'A seal is not used any more', data: ['unit', 'picture'] },
  'document.completed': { means: 'The matter of a document was finished', data: ['unit', 'year'] },
  'document.bound': {
    means: 'A document was put into a binder',
    data: ['unit', 'binder', 'year', 'classification'],
  },
  'document.handedOver': { means: 'Another section has the document', data: ['unit', 'from'] },
  'document.destroyed': { means: 'The contents of a document are gone', data: ['unit', 'disposal'] },
  'document.archived': { means: 'A document was given to the archive', data: ['unit', 'disposal'] },
  'binder.opened': {
    means: 'A binder was begun',
    data: ['unit', 'year', 'classification', 'volume', 'retention'],
  },
  'binder.handedOver': { means: 'Another section has the binder', data: ['unit', 'from'] },
  'binder.extended': { means: 'The retention of a binder was extended', data: ['unit', 'until'] },
  'binder.exported': {
    means: 'A binder was taken out as a package; the digest is the one of its list of files',
    data: ['unit', 'documents', 'digest'],
  },
  'disposal.proposed': {
    means: 'Binders were proposed for destruction or the archive',
    data: ['unit', 'kind', 'binders'],
  },
  'disposal.approved': {
    means: 'The decision on them was made; they are carried out next',
    data: ['unit', 'kind', 'binders'],
  },
  'disposal.withdrawn': {
    means: 'Whoever proposed them took it back; they stay as they are',
    data: ['unit', 'kind', 'binders'],
  },
  'disposal.refused': { means: 'They stay as they are', data: ['unit', 'kind', 'binders'] },
  'disposal.done': {
    means: 'A second person confirmed: they were destroyed or given to the archive',
    data: ['unit', 'kind', 'binders', 'documents', 'certificate'],
  },
  'disclosure.received': { means: 'Somebody asked for public documents', data: ['unit', 'year', 'due'] },
  'disclosure.viewed': { means: 'A member of staff opened a request for disclosure', data: ['unit'] },
  'disclosure.extended': { means: 'The day by which it is decided was put off', data: ['unit', 'due'] },
  'disclosure.linked': {
    means: 'A document was found that the request is about',
    data: ['unit', 'document'],
  },
  'disclosure.decided': {
    means: 'It was decided what is disclosed',
    data: ['unit', 'decision', 'documents', 'pages', 'fee', 'late'],
  },
  'disclosure.copyAdded': {
    means: 'A file was added to what is given out; the digest is the one of its bytes',
    data: ['unit', 'file', 'digest'],
  },
  'disclosure.copyRemoved': { means: 'A file is not given out after all', data: ['unit', 'file'] },
  'disclosure.copyGiven': {
    means: 'This file was given out; the digest is the one of its bytes',
    data: ['unit', 'way', 'file', 'digest'],
  },
  'disclosure.copyOpened': { means: 'The person opened it on the my page', data: ['unit', 'file'] },
  'disclosure.delivered': { means: 'The copies were handed over', data: ['unit', 'fee', 'way', 'copies'] },
} as const satisfies Record<string, EntryType>;
export type EntryName = keyof typeof ENTRIES;
