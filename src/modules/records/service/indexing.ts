import { type Context, tenantOf } from '#kernel/context.js';
import { documentSubject } from '../model.js';
import { MOST_INDEXED } from '../search-terms.js';
import { headOf } from '../store/documents.js';
import { index, toIndex } from '../store/search.js';
import { versionsOf } from '../store/versions.js';
import type { RecordsDeps } from './deps.js';
import { textOfFile } from './texts.js';

const AT_ONCE = 50;

/** Reads the text of documents, so that they are found by what they say. */
export function createIndexing({ kernel }: Pick<RecordsDeps, 'kernel'>) {
  const { database, files, vault } = kernel;

  /** Safe to repeat: the text of the newest version as it is now. */
  async function read(context: Context, id: string): Promise<void> {
    const sources = await database.transaction(tenantOf(context), async (tx) => {
      const [newest] = await versionsOf(tx, vault, id);
      const found = [];
      for (const { file } of newest?.content?.files ?? []) {
        const source = await files.read(tx, documentSubject(id), file);
        if (source) found.push(source);
      }
      return found;
    });
    const texts: string[] = [];
    for (const source of sources) texts.push(await textOfFile(source));
    const body = texts.join('\n').slice(0, MOST_INDEXED);
    await database.transaction(tenantOf(context), async (tx) => {
      const head = await headOf(tx, vault, id, { lock: true });
      if (!head) return;
      const isGone = head.state === 'destroyed';
      await index(tx, vault, head, isGone || body.trim() === '' ? null : body, { isComplete: true });
    });
  }

  return {
    read,
    /** What was not read yet, because the program ended or the key is new. */
    run: async (context: Context): Promise<void> => {
      for (;;) {
        const ids = await database.transaction(tenantOf(context), (tx) => toIndex(tx, vault, AT_ONCE));
        for (const id of ids) await read(context, id);
        if (ids.length < AT_ONCE) return;
      }
    },
  };
}
export type Indexing = ReturnType<typeof createIndexing>;
