import { type Context, tenantOf } from '#kernel/context.js';
import type { Received } from '#kernel/files/files.js';
import { OversizedFile } from '#kernel/files/oversized-file.js';
import type { FileProblem, FileRules, FoundContent, Upload } from '#kernel/files/rules.js';
import type { UploadPart } from '#kernel/http/read-upload.js';
import type { FormBody, UploadBody } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Answers } from './answers.js';
import type { FormDefinition } from './definition.js';
import type { Field, FieldOf } from './fields/field.js';
import type { FieldError, FieldErrorKey } from './fields/field-type.js';
import { contentsOf } from './fields/file/files.js';
import { StoredFile, UPLOAD } from './fields/file/stored-file.js';
import type { PageReading, SentForm } from './page-reading.js';

/** What a page sent: the fields as typed, and files that are still as they came. */
export interface SentPage extends SentForm {
  /** Absent where no files can come. */
  uploads?(name: string): readonly (File | OversizedFile)[];
}

/** Submitted fields as the form engine reads them, and the files that came with them. */
export const sentForm = (body: FormBody | UploadBody): SentPage => {
  const all = (name: string): readonly UploadPart[] => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  };
  return {
    getAll: (name) => all(name).filter((part) => typeof part === 'string'),
    uploads: (name) => all(name).filter((part) => typeof part !== 'string'),
  };
};

export interface ReceivedFiles {
  /** The page with its files taken in: as the form engine reads it. */
  sent: SentForm;
  /** What is wrong with files that were not taken, by field. */
  errors: Readonly<Record<string, readonly FieldError[]>>;
}

type FileField = FieldOf<'file'> | FieldOf<'photo'>;

const MEGABYTE = 1024 * 1024;
/** Nobody chooses more by mistake; the field says how many it takes. */
const MOST_UPLOADS = 20;

export const isFileField = (field: Field): field is FileField =>
  field.kind === 'file' || field.kind === 'photo';

export const FILE_PROBLEM_WORDS = {
  empty: 'forms.error.file.empty',
  tooLarge: 'forms.error.file.tooLarge',
  wrongContent: 'forms.error.file.wrongContent',
  broken: 'forms.error.file.broken',
  encrypted: 'forms.error.file.encrypted',
  hasPrograms: 'forms.error.file.hasPrograms',
  tooManyPages: 'forms.error.file.tooManyPages',
  tooManyPixels: 'forms.error.file.tooManyPixels',
  infected: 'forms.error.file.infected',
  notScanned: 'forms.error.file.notScanned',
} as const satisfies Record<FileProblem, string>;

const FOUND_WORDS = {
  heic: 'upload.error.heic',
  image: 'upload.error.image',
  pdf: 'upload.error.pdf',
  office: 'upload.error.office',
  text: 'upload.error.text',
  video: 'upload.error.video',
  archive: 'upload.error.archive',
  program: 'upload.error.program',
} as const satisfies Record<FoundContent, FieldErrorKey>;

/** Why a file is not taken; where its content is not wanted, what it really is and what to do. */
export const fileProblemWords = ({ problem, found }: Extract<Received, { ok: false }>): FieldErrorKey =>
  found ? FOUND_WORDS[found] : FILE_PROBLEM_WORDS[problem];

export const rulesOf = (field: FileField): FileRules => ({
  contents: contentsOf(field),
  maxBytes: field.maxMegabytes * MEGABYTE,
  keepPosition: field.kind === 'photo' && field.keepPosition,
});

const uploadOf = async (part: File | OversizedFile): Promise<Upload> =>
  part instanceof OversizedFile
    ? { name: part.name, bytes: 'tooLarge' }
    : { name: part.name, bytes: new Uint8Array(await part.arrayBuffer()) };

/** An id in what stands in a hidden control; what it says besides is not believed. */
function idIn(text: unknown): string | null {
  if (typeof text !== 'string' || text === '') return null;
  try {
    const parsed = StoredFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.file : null;
  } catch {
    return null;
  }
}

/**
 * Takes in the files of a page for their holder. A file that was sent before comes back by its id and must belong to
 * the holder; names and sizes are those that were kept, whatever the page says.
 */
export async function receiveFiles(
  { database, files }: Pick<Kernel, 'database' | 'files'>,
  context: Context,
  fields: readonly Field[],
  sent: SentPage,
  holder: string,
): Promise<ReceivedFiles> {
  const taken = new Map<string, string[]>();
  const errors: Record<string, FieldError[]> = {};
  for (const field of fields.filter(isFileField)) {
    const ids = sent.getAll(field.id).flatMap((text) => idIn(text) ?? []);
    const kept = await database.transaction(tenantOf(context), (tx) => files.heldBy(tx, holder, ids));
    const stored = [...kept];
    for (const part of (sent.uploads?.(`${field.id}.${UPLOAD}`) ?? []).slice(0, MOST_UPLOADS)) {
      const received = await files.receive(context, await uploadOf(part), rulesOf(field), holder);
      if (received.ok) stored.push(received.stored);
      else {
        const params = { name: part.name, size: field.maxMegabytes };
        errors[field.id] = [...(errors[field.id] ?? []), { code: fileProblemWords(received), params }];
      }
    }
    taken.set(
      field.id,
      stored.map((file) => JSON.stringify(file)),
    );
  }
  return { sent: { getAll: (name) => taken.get(name) ?? sent.getAll(name) }, errors };
}

/** A reading in which files that were not taken are faults of their fields. */
export function withFileErrors(reading: PageReading, errors: ReceivedFiles['errors']): PageReading {
  if (Object.keys(errors).length === 0) return reading;
  return { ...reading, errors: { ...reading.errors, ...errors }, isComplete: false };
}

/** Ids of all files among the answers. */
export const filesIn = (form: FormDefinition, answers: Answers): string[] =>
  form.pages.flatMap(({ fields }) =>
    fields.filter(isFileField).flatMap(({ id }) => {
      const parsed = StoredFile.array().safeParse(answers[id]);
      return parsed.success ? parsed.data.map(({ file }) => file) : [];
    }),
  );
