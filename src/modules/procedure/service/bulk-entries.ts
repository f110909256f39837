import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { append } from '#kernel/journal/journal.js';
import type { EntryType } from '#kernel/module.js';
import type { Bulk } from '../bulk.js';
import type { Procedure } from '../definition.js';
import { withPurpose } from '../timeline.js';

/** Subject bulk/<import>. */
export const BULK_ENTRIES = {
  'bulk.received': {
    means: 'A file with many applications was handed in',
    data: ['procedure', 'unit', 'rows', 'wrong'],
  },
  'bulk.confirmed': { means: 'Its rows that hold are to be taken in', data: ['procedure', 'unit', 'rows'] },
  'bulk.done': {
    means: 'They are taken in, and the file is gone',
    data: ['procedure', 'unit', 'taken', 'wrong'],
  },
  'bulk.discarded': { means: 'The file was thrown away', data: ['procedure', 'unit'] },
} as const satisfies Record<string, EntryType>;

export const journalBulk = (
  tx: Tx,
  context: Context,
  type: keyof typeof BULK_ENTRIES,
  { id, purpose }: Pick<Bulk, 'id' | 'purpose'>,
  { id: procedure, unit }: Procedure,
  data: Record<string, number> = {},
) =>
  append(tx, purpose === null ? context : withPurpose(context, purpose), {
    type,
    subject: `bulk/${id}`,
    data: { procedure, unit, ...data },
  });
