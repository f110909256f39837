import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { RegisterField } from '../definition.js';
import { isPublicField } from '../definition-problems.js';
import { type KeptRegister, MOST_COUNTED, type Names, type Row } from '../model.js';
import { folded } from '../slots.js';
import { countRows, listRows } from '../store/lists.js';
import { labelsByKey, readByKey } from '../store/rows.js';
import { valueText } from '../value-text.js';
import type { RegisterDeps } from './deps.js';
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
/** Names are what the rows are called, whoever reads them. */
const ja = translatorFor('ja');

/** What rows say of rows in other registers: whom they name, and who names them. */
export function createRelated({ kernel, keptBy, following }: RegisterDeps, { rights }: ReadingService) {
  const { database, vault } = kernel;

  /** The field by which a relation calls rows: one that it names, or the one that names them there. */
  const nameField = ({ relationLabel }: RegisterField, { register }: KeptRegister) =>
    register.fields.find(({ ask }) => ask.id === relationLabel) ??
    register.fields.find(({ ask }) => ask.id === register.label);

  async function namesOf(
    tx: Tx,
    context: Context,
    from: KeptRegister,
    rows: readonly Pick<Row, 'values'>[],
    mayName: (kept: KeptRegister, name: RegisterField) => boolean,
  ): Promise<Names> {
    const named = rows.flatMap(({ values }) => relationsOf(from, values));
    const found = new Map<string, ReadonlyMap<string, Pick<Row, 'id' | 'label'>>>();
    for (const field of from.register.fields) {
      const keys = [...new Set(named.flatMap((one) => (one.field === field.ask.id ? [one.key] : [])))];
      const kept = keptBy(context).find(({ register }) => register.id === field.relation);
      const name = kept && nameField(field, kept);
      if (keys.length === 0 || !kept || !name || !mayName(kept, name)) continue;
      const called =
        field.relationLabel === undefined
          ? await labelsByKey(tx, kept.register.id, keys)
          : await calledBy(tx, context, kept, name, keys);
      found.set(field.ask.id, called);
    }
    return found;
  }

  /** Rows by what one of their fields says; by their own name where it is blank. */
  async function calledBy(
    tx: Tx,
    context: Context,
    kept: KeptRegister,
    name: RegisterField,
    keys: readonly string[],
  ): Promise<Map<string, Pick<Row, 'id' | 'label'>>> {
    const called = new Map<string, Pick<Row, 'id' | 'label'>>();
    for (const stored of await readByKey(tx, vault, kept.register.id, keys)) {
      const isBehind = stored.definition < kept.version;
      const row = isBehind ? await following.asNow(tx, kept, stored, today(context.clock)) : stored;
      const { id, key, label, values } = row;
      called.set(key, { id, label: valueText(ja, name, values[name.ask.id]) || label });
    }
    return called;
  }

  return {
    /** What the rows that these name are called, as far as the reader may see them. */
    names: (context: Context, register: string, rows: readonly Pick<Row, 'values'>[]): Promise<Names> => {
      const kept = rights.keptAs(context, register);
      const seen = new Set(rights.seen(context));
      const mayName = (other: KeptRegister, name: RegisterField) =>
        seen.has(other) && rights.sees(context, other, name);
      return database.transaction(tenantOf(context), (tx) => namesOf(tx, context, kept, rows, mayName));
    },

    /** The same for everybody. */
    publicNames: (
      context: Context,
      register: string,
      rows: readonly Pick<Row, 'values'>[],
    ): Promise<Names> => {
      const kept = rights.keptAsPublic(context, register);
      const open = new Set(rights.published(context));
      const mayName = (other: KeptRegister, name: RegisterField) => open.has(other) && isPublicField(name);
      return database.transaction(tenantOf(context), (tx) => namesOf(tx, context, kept, rows, mayName));
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
