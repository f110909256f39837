import type { Field } from '#forms/fields/field.js';
import { StoredFile } from '#forms/fields/file/stored-file.js';
import { type ReceivedFiles, receiveFiles, type SentPage } from '#forms/uploads.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import type { Files } from '#kernel/files/files.js';
import { isPublicField } from '../definition-problems.js';
import type { KeptRegister, Row } from '../model.js';
import { rowSubject } from '../model.js';
import { filesOf } from '../row-files.js';
import { type RegisterDeps, who } from './deps.js';
import type { ReadingService } from './reading.js';

/** Who sent a file has it until a row is saved with it; what nobody saves is swept away as those of drafts. */
const waiting = (context: Context): string => `draft/register/${who(context)}`;

/** Gives the files that came with a row to it. */
export const claimFiles = (
  tx: Tx,
  files: Files,
  context: Context,
  { register }: KeptRegister,
  { id, values }: Pick<Row, 'id' | 'values'>,
): Promise<void> =>
  files.claim(
    tx,
    filesOf(register, values).map(({ file }) => file),
    waiting(context),
    rowSubject(register.id, id),
  );

const idIn = (text: string): string | undefined => {
  try {
    return StoredFile.safeParse(JSON.parse(text)).data?.file;
  } catch {
    return undefined;
  }
};

/** Scans and photographs of rows: disarmed as they come, given out to who sees the field that they stand in. */
export function createRowFiles({ kernel }: Pick<RegisterDeps, 'kernel'>, reading: ReadingService) {
  const { database, files } = kernel;

  async function read(context: Context, register: string, row: string, file: string) {
    const found = await database.transaction(tenantOf(context), (tx) =>
      files.read(tx, rowSubject(register, row), file),
    );
    if (!found) throw notFound(`file ${file} of ${rowSubject(register, row)}`);
    return found;
  }

  return {
    /** Takes in the files of a form. Those that the row has already stay its own. */
    async receive(
      context: Context,
      { register }: KeptRegister,
      before: Row | null,
      fields: readonly Field[],
      sent: SentPage,
    ): Promise<ReceivedFiles> {
      const own = new Map(
        filesOf(register, before?.values ?? {}).map((one) => [one.file, JSON.stringify(one)] as const),
      );
      const isOwn = (text: string) => own.has(idIn(text) ?? '');
      const textsOf = (name: string) => sent.getAll(name).filter((text) => typeof text === 'string');
      const received = await receiveFiles(
        kernel,
        context,
        fields,
        { ...sent, getAll: (name) => textsOf(name).filter((text) => !isOwn(text)) },
        waiting(context),
      );
      const kept = (name: string) => textsOf(name).flatMap((text) => own.get(idIn(text) ?? '') ?? []);
      return {
        ...received,
        sent: { getAll: (name) => [...kept(name), ...received.sent.getAll(name)] },
      };
    },

    /** For staff who see the field; also a file that only an earlier version of the row names. */
    async open(context: Context, register: string, id: string, file: string) {
      const { kept, row, versions } = await reading.open(context, register, id);
      const named = [row, ...versions].flatMap(({ values }) => filesOf(kept.register, values));
      if (!named.some((one) => one.file === file)) throw notFound(`file ${file} of row ${id}`);
      return read(context, register, id, file);
    },

    /** For everybody: of rows in use, in fields that are published. */
    async openPublic(context: Context, register: string, id: string, file: string) {
      const kept = reading.rights.keptAsPublic(context, register);
      const { values } = await reading.publicRow(context, register, id);
      if (!filesOf(kept.register, values, isPublicField).some((one) => one.file === file))
        throw notFound(`file ${file} of row ${id}`);
      return read(context, register, id, file);
    },
  };
}
