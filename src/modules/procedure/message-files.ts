import { FileField } from '#forms/fields/file/definition.js';

/** What a message takes beside its words: a form field like any other, so that files are taken in and kept alike. */
export const messageFiles = (label: string): FileField =>
  FileField.parse({
    id: 'files',
    kind: 'file',
    label,
    optional: true,
    sensitivity: 'personal',
    accept: ['image', 'pdf', 'office'],
    maxFiles: 5,
    maxMegabytes: 10,
  });

export const messageHolder = (message: string): string => `message/${message}`;
