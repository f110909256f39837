import type { Answers } from '#forms/answers.js';
import { today, ZONE } from '#kernel/clock.js';
import { type Context, staffIdOf, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { isTooShort } from '#kernel/search-pairs.js';
import { isCalculated } from '../calculated.js';
import type { Register, RegisterField } from '../definition.js';
import { isPublicField, isSealed } from '../definition-problems.js';
import { type KeptRegister, MOST_COUNTED, type Row, type RowVersion, rowSubject } from '../model.js';
import { holds, searchText, termsOf, wordsOf } from '../search-terms.js';
import { filterKind, isNumberSlot, type NumberSlot, slotValues } from '../slots.js';
import {
  candidates,
  countBy,
  countRows,
  countsByRegister,
  lastChange,
  listRows,
  type Order,
  type Place,
  type RowFilter,
  type RowGroup,
} from '../store/lists.js';
import { findRow, versionAt, versionsOf } from '../store/rows.js';
import { filterOf, type ListWish, type Reader, slotOf } from './conditions.js';
import { createRights, type RegisterDeps } from './deps.js';

export type { FieldCondition, ListWish } from './conditions.js';

export interface Listed {
  items: Row[];
  next: Place | null;
}

const PAGE = 50;
const MOST = 1000;
const MOST_GROUPS = 200;
const VERSIONS = 50;

const placeAt = ({ row: { id }, value, group }: { row: Row } & Omit<Place, 'id'>): Place => ({
  value,
  id,
  ...(group !== undefined && { group }),
});

const withFields = <Of extends { values: Answers }>(
  { register }: Pick<KeptRegister, 'register'>,
  sees: Reader,
  row: Of,
): Of => {
  const ids = new Set(register.fields.filter(sees).map(({ ask }) => ask.id));
  return { ...row, values: Object.fromEntries(Object.entries(row.values).filter(([id]) => ids.has(id))) };
};

/** Fields that the list does not want: not those that words are looked for in, nor what is calculated is made of. */
function leftOut({ fields }: Register, { fields: wanted }: ListWish): string[] {
  // A row that has yet to follow a new version works its calculated fields out from the others.
  const isWanted = ({ ask }: RegisterField) => wanted?.includes(ask.id) ?? true;
  if (fields.some((field) => isCalculated(field) && isWanted(field))) return [];
  return fields.filter((field) => !field.search && !isWanted(field)).map(({ ask }) => ask.id);
}

export function createReading(deps: RegisterDeps) {
  const { kernel, identity, following } = deps;
  const { database, vault } = kernel;
  const rights = createRights(deps);

  const staffSees =
    (context: Context, kept: KeptRegister): Reader =>
    (field) =>
      rights.sees(context, kept, field);

  async function search(
    tx: Tx,
    context: Context,
    kept: KeptRegister,
    sees: Reader,
    filter: RowFilter,
    wish: ListWish,
  ): Promise<Listed> {
    const words = wordsOf(wish.text ?? '');
    const limit = Math.min(wish.limit ?? PAGE, MOST);
    if (words.some(isTooShort)) return { items: [], next: null };
    const terms = [...new Set(words.flatMap(termsOf))];
    const items: Row[] = [];
    let afterKey = wish.after ? String(wish.after.value) : null;
    // What may hold the words is looked at; hidden fields may have led here, and neighbouring pairs need not stand together.
    for (;;) {
      const found = await candidates(tx, vault, kept.register.id, terms, filter, {
        afterKey,
        limit: limit * 2,
        without: leftOut(kept.register, wish),
      });
      for (const row of found.rows) {
        const seen = withFields(kept, sees, await asNow(tx, context, kept, row));
        if (!holds(searchText(kept.register, seen.values), words)) continue;
        items.push(seen);
        if (items.length === limit) return { items, next: { value: row.key, id: row.id } };
      }
      if (found.isWhole || found.lastKey === null) return { items, next: null };
      afterKey = found.lastKey;
    }
  }

  async function list(
    tx: Tx,
    context: Context,
    kept: KeptRegister,
    sees: Reader,
    wish: ListWish,
  ): Promise<Listed> {
    const filter = filterOf(kept, sees, wish);
    if (wordsOf(wish.text ?? '').length > 0) return search(tx, context, kept, sees, filter, wish);
    const limit = Math.min(wish.limit ?? PAGE, MOST);
    const order: Order = {
      ...(wish.sort
        ? { slot: slotOf(kept, sees, wish.sort.field), descending: wish.sort.descending ?? false }
        : { slot: null }),
      group: wish.group === undefined ? undefined : slotOf(kept, sees, wish.group),
    };
    const found = await listRows(tx, vault, kept.register.id, filter, order, {
      after: wish.after,
      limit: limit + 1,
      without: leftOut(kept.register, wish),
    });
    const last = found[limit - 1];
    const items: Row[] = [];
    for (const { row } of found.slice(0, limit))
      items.push(withFields(kept, sees, await asNow(tx, context, kept, row)));
    return {
      items,
      next: found.length > limit && last ? placeAt(last) : null,
    };
  }

  /** Rows that the definition in use has not reached yet are shown as if it had; newer ones as they are. */
  const asNow = (tx: Tx, context: Context, kept: KeptRegister, row: Row): Promise<Row> =>
    row.definition >= kept.version
      ? Promise.resolve(row)
      : following.asNow(tx, kept, row, today(context.clock));

  /** A version with its own fields, by the names that they had; what its readers may not see now they do not see in it. */
  async function asThen(
    tx: Tx,
    kept: KeptRegister,
    sees: Reader,
    version: RowVersion,
  ): Promise<{ version: RowVersion; register: Register }> {
    const register = await following.documentAt(tx, kept.register.id, version.definition);
    const now = new Map(kept.register.fields.map((field) => [field.ask.id, field]));
    const isSeen: Reader = (field) => sees(field) && sees(now.get(field.ask.id) ?? field);
    return { version: withFields({ register }, isSeen, version), register };
  }

  const inTransaction = <Result>(context: Context, work: (tx: Tx) => Promise<Result>) =>
    database.transaction(tenantOf(context), work);

  /** Where places are not published, nobody finds them out by boxes either. */
  function publicFilter(kept: KeptRegister, wish: ListWish): RowFilter {
    if (wish.box && kept.register.place?.notPublic !== undefined)
      throw new AppError('invalidInput', `register ${kept.register.id}: places are not published`);
    return filterOf(kept, isPublicField, wish);
  }

  /** A row as somebody sees it now. Whoever calls journals the look. Throws notFound. */
  async function rowNow(tx: Tx, context: Context, kept: KeptRegister, id: string): Promise<Row> {
    const stored = await findRow(tx, vault, kept.register.id, id);
    if (!stored) throw notFound(rowSubject(kept.register.id, id));
    return withFields(kept, staffSees(context, kept), await asNow(tx, context, kept, stored));
  }

  const publicRow = (kept: KeptRegister, row: Row): Row => ({
    ...withFields(kept, isPublicField, row),
    geometry: kept.register.place?.notPublic === undefined ? row.geometry : null,
  });

  return {
    rights,
    rowNow,

    /** Registers that staff see, with how many rows are in use; MOST_COUNTED + 1 stands for more. */
    registers: (context: Context): Promise<{ kept: KeptRegister; rows: number }[]> => {
      kernel.access.requireAnywhere(context, 'register.read');
      return inTransaction(context, async (tx) => {
        const seen = rights.seen(context);
        const ids = seen.map(({ register }) => register.id);
        const counts = await countsByRegister(tx, ids, MOST_COUNTED + 1);
        return seen.map((kept) => ({ kept, rows: counts.get(kept.register.id) ?? 0 }));
      });
    },

    list: async (context: Context, register: string, wish: ListWish): Promise<Listed> => {
      const kept = rights.keptAs(context, register);
      return inTransaction(context, (tx) => list(tx, context, kept, staffSees(context, kept), wish));
    },

    /** How many rows there are; one above `most` stands for more. Words are not counted. */
    count: async (
      context: Context,
      register: string,
      wish: ListWish,
      most = MOST_COUNTED,
    ): Promise<number> => {
      const kept = rights.keptAs(context, register);
      const filter = filterOf(kept, staffSees(context, kept), wish);
      return inTransaction(context, (tx) => countRows(tx, register, filter, most + 1));
    },

    /** Rows by each value of a field, days by their months; with what the numbers of the register come to in each. */
    countBy: async (
      context: Context,
      register: string,
      field: string,
      wish: ListWish,
    ): Promise<{ groups: RowGroup[]; summed: RegisterField[]; isWhole: boolean }> => {
      const kept = rights.keptAs(context, register);
      const sees = staffSees(context, kept);
      const { fields } = kept.register;
      const numberSlot = ({ ask: { id } }: RegisterField): NumberSlot[] => {
        const slot = kept.slots[id];
        return slot && id !== field && isNumberSlot(slot) ? [slot] : [];
      };
      const summed = fields.filter((one) => sees(one) && numberSlot(one).length > 0);
      const asked = fields.find(({ ask }) => ask.id === field);
      const by = {
        slot: slotOf(kept, sees, field),
        byMonth: asked !== undefined && filterKind(asked.ask) === 'date',
        sums: summed.flatMap(numberSlot),
      };
      const groups = await inTransaction(context, (tx) =>
        countBy(tx, register, filterOf(kept, sees, wish), by, MOST_GROUPS),
      );
      return { groups, summed, isWhole: groups.length < MOST_GROUPS };
    },

    /** How many rows have the values that these rows have in a field; MOST_COUNTED + 1 stands for more. */
    countLike: async (
      context: Context,
      register: string,
      field: string,
      wish: ListWish,
      rows: readonly Row[],
    ): Promise<{ groupValue(row: Row): string | number; counts: ReadonlyMap<string, number> }> => {
      const kept = rights.keptAs(context, register);
      const sees = staffSees(context, kept);
      const slot = slotOf(kept, sees, field);
      const filter = filterOf(kept, sees, wish);
      const groupValue = ({ values }: Row) => slotValues(kept.slots, values)[slot] ?? '';
      const counts = new Map<string, number>();
      await inTransaction(context, async (tx) => {
        for (const is of new Set(rows.map(groupValue))) {
          const like = { ...filter, slots: [...(filter.slots ?? []), { slot, is }] };
          counts.set(String(is), await countRows(tx, register, like, MOST_COUNTED + 1));
        }
      });
      return { groupValue, counts };
    },

    /** A row for staff; a look at personal data is journalled, in the same transaction. */
    open: async (
      context: Context,
      register: string,
      id: string,
    ): Promise<{
      kept: KeptRegister;
      row: Row;
      versions: RowVersion[];
      /** What the fields of those versions were. */
      definitions: ReadonlyMap<number, Register>;
      hasMore: boolean;
      names: ReadonlyMap<string, string>;
      mayEdit: boolean;
    }> => {
      const kept = rights.keptAs(context, register);
      const sees = staffSees(context, kept);
      return inTransaction(context, async (tx) => {
        const row = await rowNow(tx, context, kept, id);
        const found = await versionsOf(tx, vault, register, id, { limit: VERSIONS + 1 });
        const versions: RowVersion[] = [];
        const definitions = new Map<number, Register>();
        for (const one of found.slice(0, VERSIONS)) {
          const then = await asThen(tx, kept, sees, one);
          versions.push(then.version);
          definitions.set(one.definition, then.register);
        }
        const staff = versions.flatMap(({ by }) => staffIdOf(by) ?? []);
        const names = await identity.staffNames(tx, [...new Set(staff)]);
        if (kept.register.fields.some((field) => isSealed(field) && row.values[field.ask.id] != null))
          await append(tx, context, {
            type: 'register.rowViewed',
            subject: rowSubject(register, id),
            data: { register, unit: kept.unit },
          });
        return {
          kept,
          row,
          versions,
          definitions,
          hasMore: found.length > VERSIONS,
          names,
          mayEdit: rights.mayEdit(context, kept),
        };
      });
    },

    /** The row as it was at the end of a day; null where it was not there yet. */
    asOf: async (
      context: Context,
      register: string,
      id: string,
      day: Temporal.PlainDate,
    ): Promise<(RowVersion & { of: Register }) | null> => {
      const kept = rights.keptAs(context, register);
      const end = day.add({ days: 1 }).toZonedDateTime(ZONE).toInstant().subtract({ milliseconds: 1 });
      return inTransaction(context, async (tx) => {
        if (!(await findRow(tx, vault, register, id))) throw notFound(rowSubject(register, id));
        const found = await versionAt(tx, vault, register, id, end);
        if (!found) return null;
        const { version, register: of } = await asThen(tx, kept, staffSees(context, kept), found);
        return { ...version, of };
      });
    },

    /** What everybody may see: rows in use, public fields only. */
    publicList: async (
      context: Context,
      register: string,
      wish: Omit<ListWish, 'states'>,
    ): Promise<Listed> => {
      const kept = rights.keptAsPublic(context, register);
      publicFilter(kept, wish);
      return inTransaction(context, async (tx) => {
        const { items, next } = await list(tx, context, kept, isPublicField, wish);
        return { items: items.map((row) => publicRow(kept, row)), next };
      });
    },

    publicCount: async (
      context: Context,
      register: string,
      wish: Omit<ListWish, 'states'>,
      most = MOST_COUNTED,
    ): Promise<number> => {
      const kept = rights.keptAsPublic(context, register);
      const filter = publicFilter(kept, wish);
      return inTransaction(context, (tx) => countRows(tx, register, filter, most + 1));
    },

    publicCountBy: async (context: Context, register: string, field: string) => {
      const kept = rights.keptAsPublic(context, register);
      const slot = slotOf(kept, isPublicField, field);
      return inTransaction(context, (tx) =>
        countBy(tx, register, { states: ['active'] }, { slot }, MOST_GROUPS),
      );
    },

    changedAt: (context: Context, register: string): Promise<Temporal.Instant | null> =>
      inTransaction(context, (tx) => lastChange(tx, register)),

    publicRow: async (context: Context, register: string, id: string): Promise<Row> => {
      const kept = rights.keptAsPublic(context, register);
      return inTransaction(context, async (tx) => {
        const row = await findRow(tx, vault, register, id);
        if (row?.state !== 'active') throw notFound(rowSubject(register, id));
        return publicRow(kept, await asNow(tx, context, kept, row));
      });
    },
  };
}
export type ReadingService = ReturnType<typeof createReading>;
