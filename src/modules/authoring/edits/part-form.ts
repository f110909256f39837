import type { DraftDocument, DraftThirdParty } from '../model.js';
import type { Edit } from './edit.js';

/*
 * The form of a part that others complete has pages and questions like that of the applicant. Seen as a document of its
 * own it goes through the same edits, pages and words.
 */

export const thirdParty = ({ thirdParties }: DraftDocument, id: string): DraftThirdParty | undefined =>
  thirdParties?.find((one) => one.id === id);

/** The part's form as a document; null when there is no such part. */
export function partForm(document: DraftDocument, id: string): DraftDocument | null {
  const part = thirdParty(document, id);
  return part ? { id: document.id, title: part.title, form: part.form } : null;
}

export const withPartForm = (
  document: DraftDocument,
  id: string,
  form: DraftDocument['form'],
): DraftDocument => ({
  ...document,
  thirdParties: document.thirdParties?.map((one) => (one.id === id ? { ...one, form } : one)),
});

/** The same changes, made to the form of a part. */
export const within = (part: string | undefined, edits: readonly Edit[]): Edit[] =>
  part === undefined ? [...edits] : edits.map((edit) => ({ kind: 'inPart', part, edit }));
