import { FileField } from '#forms/fields/file/definition.js';

/** What a document takes: a form field like any other, so that files are taken in and kept alike. */
export const documentFiles = (label: string): FileField =>
  FileField.parse({
    id: 'files',
    kind: 'file',
    label,
    optional: true,
    sensitivity: 'personal',
    accept: ['image', 'pdf', 'office', 'text'],
    maxFiles: 20,
    maxMegabytes: 50,
  });

/** The picture of an official seal. */
export const sealPicture = (label: string): FileField =>
  FileField.parse({
    id: 'picture',
    kind: 'file',
    label,
    sensitivity: 'personal',
    accept: ['image'],
    maxFiles: 1,
    maxMegabytes: 2,
  });

/** Where files of a member of staff wait until they belong to a document; swept like those of drafts. */
export const waitingHolder = (staff: string): string => `draft/records/${staff}`;
