import { isFileField } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { append, appendAll } from '#kernel/journal/journal.js';
import { endOfRetention } from '#kernel/values/retention.js';
import type { RegisterField } from '../definition.js';
import { isSealed } from '../definition-problems.js';
import { type KeptRegister, MOST_COUNTED, type Row, registerSubject, rowSubject } from '../model.js';
import { filesIn } from '../row-files.js';
import { countPastRetention, emptyRows, pastRetention } from '../store/retention.js';
import { createRights, type RegisterDeps } from './deps.js';

/** Rows that are looked over and emptied at once; the rest comes with the next time. */
const AT_ONCE = 50;

export interface PastRetention {
  kept: KeptRegister;
  rows: readonly { row: Row; retiredAt: Temporal.Instant }[];
  /** MOST_COUNTED + 1 stands for more. */
  count: number;
}

/** The end of retention, as the definition states it: rows that are past it, and what is personal in them taken away. */
export function createRetention(deps: RegisterDeps) {
  const { kernel, keptBy } = deps;
  const { database, files, vault } = kernel;
  const rights = createRights(deps);

  const before = (context: Context, { register }: KeptRegister): Temporal.Instant | null => {
    const { years } = register.retention;
    return years === null ? null : endOfRetention(years, today(context.clock));
  };

  return {
    /** Rows of a register that are past their retention. */
    past: (context: Context, register: string): Promise<PastRetention> => {
      const kept = rights.keptFor(context, register, 'register.edit');
      const end = before(context, kept);
      if (!end) return Promise.resolve({ kept, rows: [], count: 0 });
      return database.transaction(tenantOf(context), async (tx) => ({
        kept,
        rows: await pastRetention(tx, vault, register, end, { limit: AT_ONCE }),
        count: await countPastRetention(tx, register, end, MOST_COUNTED + 1),
      }));
    },

    /** Empties the rows that somebody looked over, as far as they are still past their retention; journalled row by row. */
    dispose: (context: Context, register: string, ids: readonly string[]): Promise<number> => {
      const kept = rights.keptFor(context, register, 'register.edit');
      const end = before(context, kept);
      if (!end) return Promise.resolve(0);
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await pastRetention(tx, vault, register, end, { limit: AT_ONCE, lock: true });
        const rows = found.filter(({ row }) => ids.includes(row.id)).map(({ row }) => row);
        if (rows.length === 0) return 0;
        await emptyRows(
          tx,
          register,
          rows.map(({ id }) => id),
          context.clock.now(),
        );
        const isPersonal = (field: RegisterField) => isSealed(field) && isFileField(field.ask);
        if (kept.register.fields.some(isPersonal))
          for (const { id, values } of rows) {
            const open = kept.register.fields.filter((field) => !isPersonal(field));
            const stay = open.flatMap((field) => filesIn(field, values).map(({ file }) => file));
            await files.erase(tx, rowSubject(register, id), stay);
          }
        const { years } = kept.register.retention;
        await appendAll(
          tx,
          context,
          rows.map(({ id }) => ({
            type: 'register.rowDisposed',
            subject: rowSubject(register, id),
            data: { register, unit: kept.unit, years },
          })),
        );
        return rows.length;
      });
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
