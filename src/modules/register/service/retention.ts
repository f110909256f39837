import { isFileField } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { append, appendAll } from '#kernel/journal/journal.js';
import { endOfRetention } from '#kernel/values/retention.js';
import type { RegisterField } from '../definition.js';
import { isSealed } from '../definition-problems.js';
import {
  type Disposal,
  type KeptRegister,
  MOST_COUNTED,
  type Row,
  registerSubject,
  rowSubject,
} from '../model.js';
import { filesIn } from '../row-files.js';
import { disposalsOf } from '../store/disposals.js';
import { countPastRetention, emptyRows, pastRetention, type Which } from '../store/retention.js';
import { createRights, type RegisterDeps } from './deps.js';

/** Rows that are looked over at once; the rest comes with the next time. */
const AT_ONCE = 50;
export const DISPOSALS_LISTED = 30;

export type OldRow = { row: Row; retiredAt: Temporal.Instant };

export interface PastRetention {
  kept: KeptRegister;
  /** Rows that nobody has proposed yet. */
  rows: readonly OldRow[];
  /** MOST_COUNTED + 1 stands for more. */
  count: number;
  /** What was proposed, the newest first. */
  disposals: readonly Disposal[];
  names: ReadonlyMap<string, string>;
}

/** The end of retention, as the definition states it: which rows are past it, and how what is personal in them goes. */
export function createRetention(deps: RegisterDeps) {
  const { kernel, identity, keptBy } = deps;
  const { database, files, vault } = kernel;
  const rights = createRights(deps);

  const before = (context: Context, { register }: KeptRegister): Temporal.Instant | null => {
    const { years } = register.retention;
    return years === null ? null : endOfRetention(years, today(context.clock));
  };

  /** Of these rows, or of those that nobody has proposed, the ones that are past their retention now. */
  async function rowsPast(tx: Tx, context: Context, kept: KeptRegister, which: Which): Promise<OldRow[]> {
    const end = before(context, kept);
    return end ? pastRetention(tx, vault, kept.register.id, end, which) : [];
  }

  return {
    rowsPast,

    /** Rows of a register that are past their retention, and what was proposed. */
    past: (context: Context, register: string): Promise<PastRetention> => {
      const kept = rights.keptFor(context, register, 'register.edit');
      return database.transaction(tenantOf(context), async (tx) => {
        const end = before(context, kept);
        const disposals = await disposalsOf(tx, vault, register, DISPOSALS_LISTED);
        return {
          kept,
          rows: await rowsPast(tx, context, kept, { limit: AT_ONCE }),
          count: end ? await countPastRetention(tx, register, end, MOST_COUNTED + 1) : 0,
          disposals,
          names: await identity.staffNames(tx, [...new Set(disposals.map(({ proposedBy }) => proposedBy))]),
        };
      });
    },

    /** Empties rows as far as they are still past their retention; journalled row by row. How many there were. */
    async empty(tx: Tx, context: Context, kept: KeptRegister, ids: readonly string[]): Promise<number> {
      const { register, unit } = kept;
      const rows = (await rowsPast(tx, context, kept, { ids, of: 'past' })).map(({ row }) => row);
      if (rows.length === 0) return 0;
      await emptyRows(
        tx,
        register.id,
        rows.map(({ id }) => id),
        context.clock.now(),
      );
      const isPersonal = (field: RegisterField) => isSealed(field) && isFileField(field.ask);
      if (register.fields.some(isPersonal))
        for (const { id, values } of rows) {
          const open = register.fields.filter((field) => !isPersonal(field));
          const stay = open.flatMap((field) => filesIn(field, values).map(({ file }) => file));
          await files.erase(tx, rowSubject(register.id, id), stay);
        }
      const { years } = register.retention;
      await appendAll(
        tx,
        context,
        rows.map(({ id }) => ({
          type: 'register.rowDisposed',
          subject: rowSubject(register.id, id),
          data: { register: register.id, unit, years },
        })),
      );
      return rows.length;
    },

    /** Tells the journal which registers have rows past their retention, once a month: sections are reminded by it. */
    tell: async (context: Context): Promise<void> => {
      for (const kept of keptBy(context)) {
        const end = before(context, kept);
        if (!end) continue;
        const { register, unit } = kept;
        await database.transaction(tenantOf(context), async (tx) => {
          const rows = await countPastRetention(tx, register.id, end, MOST_COUNTED + 1);
          if (rows > 0)
            await append(tx, context, {
              type: 'register.retentionOver',
              subject: registerSubject(register.id),
              data: { register: register.id, unit, rows },
            });
        });
      }
    },
  };
}
export type RetentionService = ReturnType<typeof createRetention>;
