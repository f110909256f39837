import { type Context, tenantOf } from '#kernel/context.js';
import type { SpooledFile } from '#kernel/files/spooled-file.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type OpenFile, openFile, UnreadableFile } from '../reading/open-file.js';
import type { FileProblem, FileRow } from '../reading/table.js';
import { dropLots, type Import, insertImport, insertLot, saveImport } from '../store/imports.js';
import { type RegisterDeps, who } from './deps.js';
import { LOT, NOTHING } from './import-steps.js';

/** A file as somebody sends it; read some bytes at a time, and again where need be. */
export type SentFile = Pick<SpooledFile, 'name' | 'size' | 'read'>;
export type Unreadable = FileProblem;
type Read =
  | ({ ok: true } & Pick<Import, 'id' | 'format' | 'headings' | 'lots' | 'rows'>)
  | { ok: false; problem: Unreadable };

async function* lotsOf(rows: OpenFile['rows']): AsyncGenerator<FileRow[]> {
  let lot: FileRow[] = [];
  for await (const row of rows) {
    if (lot.push(row) < LOT) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}

/** Takes the rows of a file into the database, sealed, lot by lot: never more of them are in memory. */
export function createImportReading({ kernel: { database, vault } }: RegisterDeps) {
  return async (context: Context, register: string, file: SentFile, sheet: string): Promise<Read> => {
    const tenant = tenantOf(context);
    const now = context.clock.now();
    const id = uuidv7(now);
    let isBegun = false;
    try {
      const { format, encoding, headings, sheets = null, rows: found } = await openFile(file, sheet);
      await database.transaction(tenant, (tx) =>
        insertImport(tx, vault, {
          ...NOTHING,
          id,
          register,
          state: 'reading',
          format,
          encoding,
          name: file.name,
          headings,
          sheets,
          mapping: [],
          lots: 0,
          rows: 0,
          leftAlone: 0,
          undoneTo: null,
          edit: null,
          by: who(context),
          at: now,
        }),
      );
      isBegun = true;
      let [lots, rows] = [0, 0];
      for await (const lot of lotsOf(found)) {
        await database.transaction(tenant, (tx) => insertLot(tx, vault, id, lots, lot));
        lots += 1;
        rows += lot.length;
      }
      return { ok: true, id, format, headings, lots, rows };
    } catch (error) {
      if (isBegun)
        await database.transaction(tenant, async (tx) => {
          await saveImport(tx, vault, id, { state: 'discarded' }, now);
          await dropLots(tx, id);
        });
      if (!(error instanceof UnreadableFile)) throw error;
      return { ok: false, problem: error.problem };
    }
  };
}
