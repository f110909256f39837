import { type Context, tenantOf } from '#kernel/context.js';
import { type EntryPage, readEntries } from '#kernel/journal/journal.js';
import { sealNext } from '#kernel/journal/seal.js';
import { type Verified, verifyJournal } from '#kernel/journal/verify.js';
import type { Kernel } from '#kernel/kernel.js';
import type { SealedBlock } from './model.js';
import { readBlocks } from './store.js';

export const READ = 'journal.read';
const PAGE = 50;

export interface JournalService {
  entries(
    context: Context,
    filter: { type?: string | undefined; subject?: string | undefined; after?: number | undefined },
  ): Promise<EntryPage>;
  blocks(context: Context, before?: number): Promise<{ blocks: SealedBlock[]; next: number | null }>;
  verify(context: Context): Promise<Verified>;
  /** Seals all that is not sealed yet. System work. */
  seal(context: Context): Promise<void>;
}

export const createJournalService = (kernel: Kernel): JournalService => {
  const { database, access, clock } = kernel;
  return {
    entries: (context, { type, subject, after }) => {
      access.require(context, READ, null);
      const filter = { ...(type ? { type } : {}), ...(subject ? { subject } : {}) };
      return database.transaction(tenantOf(context), (tx) => readEntries(tx, filter, { after, limit: PAGE }));
    },
    blocks: async (context, before) => {
      access.require(context, READ, null);
      const found = await database.transaction(tenantOf(context), (tx) =>
        readBlocks(tx, { before, limit: PAGE + 1 }),
      );
      const blocks = found.slice(0, PAGE);
      return { blocks, next: found.length > PAGE ? (blocks.at(-1)?.number ?? null) : null };
    },
    verify: async (context) => {
      access.require(context, READ, null);
      return database.transaction(tenantOf(context), verifyJournal);
    },
    seal: async (context) => {
      let block: unknown;
      do {
        block = await database.transaction(tenantOf(context), (tx) => sealNext(tx, clock));
      } while (block !== null);
    },
  };
};
