import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { type KeptRegister, MOST_COUNTED, type Names, type Row } from '../model.js';
import { folded } from '../slots.js';
import { countRows, listRows } from '../store/lists.js';
import { labelsByKey } from '../store/rows.js';
import { isPublicField, type RegisterDeps } from './deps.js';
import type { ReadingService } from './reading.js';
import { relationsOf } from './saving.js';

/** Rows that name a row, of each field that does: the first of them, and how many there are. */
export interface Naming {
  kept: KeptRegister;
  field: string;
  rows: readonly Pick<Row, 'id' | 'label'>[];
  /** MOST_COUNTED + 1 stands for more. */
  count: number;
}

const SHOWN = 5;

/** What rows say of rows in other registers: whom they name, and who names them. */
export function createRelated({ kernel, keptBy }: RegisterDeps, { rights }: ReadingService) {
  const { database, vault } = kernel;

  async function namesOf(
    tx: Tx,
    from: KeptRegister,
    rows: readonly Pick<Row, 'values'>[],
    mayName: (kept: KeptRegister) => boolean,
    context: Context,
  ): Promise<Names> {
    const wanted = new Map<string, Set<string>>();
    for (const { to, key } of rows.flatMap(({ values }) => relationsOf(from, values)))
      wanted.set(to, (wanted.get(to) ?? new Set()).add(key));
    const named = new Map<string, Awaited<ReturnType<typeof labelsByKey>>>();
    for (const kept of keptBy(context)) {
      const keys = wanted.get(kept.register.id);
      if (keys && mayName(kept))
        named.set(kept.register.id, await labelsByKey(tx, kept.register.id, [...keys]));
    }
    return named;
  }

  const labelField = ({ register }: KeptRegister) =>
    register.fields.find(({ ask }) => ask.id === register.label);

  return {
    /** What the rows that these name are called, as far as the reader may see them. */
    names: (context: Context, register: string, rows: readonly Pick<Row, 'values'>[]): Promise<Names> => {
      const kept = rights.keptAs(context, register);
      const seen = new Set(rights.seen(context));
      const mayName = (other: KeptRegister) => {
        const label = labelField(other);
        return seen.has(other) && label !== undefined && rights.sees(context, other, label);
      };
      return database.transaction(tenantOf(context), (tx) => namesOf(tx, kept, rows, mayName, context));
    },

    /** The same for everybody. */
    publicNames: (
      context: Context,
      register: string,
      rows: readonly Pick<Row, 'values'>[],
    ): Promise<Names> => {
      const kept = rights.keptAsPublic(context, register);
      const open = new Set(rights.published(context));
      const mayName = (other: KeptRegister) => {
        const label = labelField(other);
        return open.has(other) && label !== undefined && isPublicField(label);
      };
      return database.transaction(tenantOf(context), (tx) => namesOf(tx, kept, rows, mayName, context));
    },

    /** Rows in use of other registers that name this one, where the reader sees them. */
    naming: (context: Context, { register, key }: Pick<Row, 'register' | 'key'>): Promise<Naming[]> =>
      database.transaction(tenantOf(context), async (tx) => {
        const found: Naming[] = [];
        for (const kept of rights.seen(context))
          for (const field of kept.register.fields) {
            const slot = kept.slots[field.ask.id];
            if (field.relation !== register || !slot || !rights.sees(context, kept, field)) continue;
            const filter = { states: ['active' as const], slots: [{ slot, is: folded(key) }] };
            const { id } = kept.register;
            const rows = await listRows(tx, vault, id, filter, { slot: null }, { limit: SHOWN });
            if (rows.length === 0) continue;
            const count = await countRows(tx, id, filter, MOST_COUNTED + 1);
            found.push({ kept, field: field.ask.id, rows: rows.map(({ row }) => row), count });
          }
        return found;
      }),
  };
}
export type RelatedService = ReturnType<typeof createRelated>;
