import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { isTooShort } from '#kernel/search-pairs.js';
import { type DocumentHead, numberText } from '../model.js';
import { wordsOf } from '../search-terms.js';
import { listDocuments, seenHeads } from '../store/documents.js';
import { findDraftRow } from '../store/drafts.js';
import { searchDocuments } from '../store/search.js';
import { doorOf, type RecordsDeps } from './deps.js';

/** A document in the words of other modules. */
interface NamedDocument {
  id: string;
  number: string;
  fiscalYear: number;
  title: string;
}

const named = (head: DocumentHead): NamedDocument => ({
  id: head.id,
  number: numberText(head),
  fiscalYear: head.fiscalYear,
  title: head.subject,
});

/** 奈市第12号, 12号 */
const NUMBER = /^(\D*?)第?(\d{1,9})号$/u;

/** Documents for those who name them elsewhere: only what whoever asks may see. */
export function createFinding({ kernel }: Pick<RecordsDeps, 'kernel'>) {
  const { vault } = kernel;
  return {
    /** By number, else by words; the newest first. */
    async find(tx: Tx, context: Context, text: string, limit: number): Promise<NamedDocument[]> {
      const door = doorOf(kernel, context);
      const [, symbol = '', digits] = NUMBER.exec(text.normalize('NFKC').replace(/\s/g, '')) ?? [];
      if (digits !== undefined) {
        const filter = { ...(symbol !== '' && { symbol }), number: Number(digits) };
        return (await listDocuments(tx, vault, door, filter, { limit })).map(named);
      }
      const words = wordsOf(text).filter((word) => !isTooShort(word));
      if (words.length === 0) return [];
      return (await searchDocuments(tx, vault, door, words, {}, { limit })).items.map(named);
    },

    named: async (tx: Tx, context: Context, ids: readonly string[]): Promise<NamedDocument[]> =>
      (await seenHeads(tx, vault, doorOf(kernel, context), ids)).map(named),

    /** Whether the document that a decided draft became may be seen; or will become, as its drafter said. */
    async isOpen(
      tx: Tx,
      context: Context,
      { id, unit, drafter }: { id: string; unit: string; drafter: string },
    ): Promise<boolean> {
      const door = doorOf(kernel, context);
      const { documentId = null, grade } = (await findDraftRow(tx, id)) ?? {};
      if (documentId !== null) return (await seenHeads(tx, vault, door, [documentId])).length > 0;
      const units = door[grade ?? 'open'];
      return units === null || units.includes(unit) || drafter === door.me;
    },
  };
}
export type Finding = ReturnType<typeof createFinding>;
