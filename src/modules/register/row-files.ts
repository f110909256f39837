import type { Answers } from '#forms/answers.js';
import { StoredFile } from '#forms/fields/file/stored-file.js';
import { isFileField } from '#forms/uploads.js';
import type { Register, RegisterField } from './definition.js';

/** Files that a row names, in the fields that a reader sees. */
export const filesOf = (
  { fields }: Register,
  values: Answers,
  sees: (field: RegisterField) => boolean = () => true,
): StoredFile[] => fields.filter((field) => sees(field)).flatMap((field) => filesIn(field, values));

/** Files that one field of a row names; none where it is of another kind. */
export function filesIn({ ask }: RegisterField, values: Answers): StoredFile[] {
  const stored = isFileField(ask) ? StoredFile.array().safeParse(values[ask.id]) : null;
  return stored?.success ? stored.data : [];
}
