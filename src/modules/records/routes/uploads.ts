import type { FieldError, Raw } from '#forms/fields/field-type.js';
import type { FileField } from '#forms/fields/file/definition.js';
import { files } from '#forms/fields/file/files.js';
import { UPLOAD } from '#forms/fields/file/stored-file.js';
import { receiveFiles, type SentPage, sentForm } from '#forms/uploads.js';
import type { Context } from '#kernel/context.js';
import { OversizedFile } from '#kernel/files/oversized-file.js';
import type { UploadBody } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { documentFiles, waitingHolder } from '../document-files.js';
import { staffId } from '../service/deps.js';
import { readMail } from '../service/mail.js';

/** The largest file that a document takes, and room for some of them. */
export const PAGE_WITH_FILES = { maxFileBytes: 50 * 1024 * 1024, maxBytes: 300 * 1024 * 1024 } as const;

/** What came with a form: the ids of its files, or what is wrong with them. */
export interface ReadFiles {
  ids: string[];
  raw: Raw;
  errors: readonly FieldError[];
  holder: string;
}

const isMail = (part: File): boolean => /\.eml$/i.test(part.name) || part.type === 'message/rfc822';

/** A mail comes in as its words and each of its attachments, which are looked at like any other file. */
async function takenApart(part: File | OversizedFile): Promise<(File | OversizedFile)[]> {
  if (part instanceof OversizedFile || !isMail(part)) return [part];
  const mail = await readMail(new Uint8Array(await part.arrayBuffer()));
  if (!mail) return [part];
  const name = part.name.replace(/\.eml$/i, '');
  return [
    new File([mail.text], `${name}.txt`, { type: 'text/plain' }),
    ...mail.attachments.map((one) => new File([one.bytes as BlobPart], one.name)),
  ];
}

/** Takes in the files of a form for who sends it; they stay there until a document claims them. */
export async function readFiles(
  kernel: Pick<Kernel, 'database' | 'files'>,
  context: Context,
  body: UploadBody,
  field: FileField = documentFiles('-'),
): Promise<ReadFiles> {
  const holder = waitingHolder(staffId(context));
  const sent = sentForm(body);
  const name = `${field.id}.${UPLOAD}`;
  const parts = (await Promise.all((sent.uploads?.(name) ?? []).map(takenApart))).flat();
  const page: SentPage = { getAll: sent.getAll, uploads: (asked) => (asked === name ? parts : []) };
  const received = await receiveFiles(kernel, context, [field], page, holder);
  const raw = { '': received.sent.getAll(field.id).filter((text) => typeof text === 'string') };
  const parsed = files.parse(raw, field);
  const errors = [...(received.errors[field.id] ?? []), ...(parsed.ok ? [] : parsed.errors)];
  return { ids: parsed.ok ? (parsed.value ?? []).map(({ file }) => file) : [], raw, errors, holder };
}
