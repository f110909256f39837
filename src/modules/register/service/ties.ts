import { actorRef, type Context, staffIdOf, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { Register } from '../definition.js';
import { type KeptRegister, type Row, rowSubject } from '../model.js';
import {
  MOST_TIED,
  type OpenThing,
  type RowName,
  type Thing,
  type TiedRow,
  type TiedRows,
} from '../related.js';
import { wordsOf } from '../search-terms.js';
import { folded } from '../slots.js';
import { rowsAbout, tie, untie } from '../store/related.js';
import { readByKey, rowsById } from '../store/rows.js';
import { createRights, type RegisterDeps } from './deps.js';
import type { FieldCondition, ReadingService } from './reading.js';

/** Rows that a search proposes; who looks for more types more. */
const FOUND = 20;

export interface TiesPage {
  thing: Thing;
  open: OpenThing;
  rows: readonly TiedRow[];
  /** Registers in which rows can be looked for. */
  registers: readonly KeptRegister[];
}

export interface FoundRows {
  rows: readonly Row[];
  hasMore: boolean;
}

export type Tied = 'tied' | 'already' | 'full';

/** A row by how its name begins: a choice is named by its words. */
function named({ fields, label }: Register, words: string): FieldCondition {
  const ask = fields.find(({ ask: { id } }) => id === label)?.ask;
  if (ask?.kind !== 'choice') return { field: label, begins: words };
  const among = ask.options.filter((option) =>
    folded(localize(option.label, 'ja')).startsWith(folded(words)),
  );
  return { field: label, among: among.map(({ value }) => value) };
}

/** Cases and reports that staff tie to rows by hand, on a page that is the same for all kinds of them. */
export function createTies(deps: RegisterDeps, reading: ReadingService) {
  const { kernel, related } = deps;
  const { access, database, vault } = kernel;
  const rights = createRights(deps);

  async function opened(tx: Tx, context: Context, { kind, id }: Thing): Promise<OpenThing> {
    const source = related().find((one) => one.kind === kind);
    if (!source) throw notFound(`things of the kind ${kind}`);
    return source.opened(tx, context, id);
  }

  /** As far as the reader sees them. */
  async function rowsOf(tx: Tx, context: Context, thing: Thing): Promise<TiedRow[]> {
    const named = await rowsAbout(tx, thing, MOST_TIED);
    const lines = new Map<string, TiedRow>();
    for (const { register } of rights.seen(context)) {
      const here = named.filter((one) => one.register === register.id);
      if (here.length === 0) continue;
      const ids = here.map(({ id }) => id);
      const found = await rowsById(tx, vault, register.id, ids, { lock: false });
      for (const one of here) {
        const row = found.get(one.id);
        if (row) lines.set(`${one.register}/${one.id}`, { ...one, label: row.label, title: register.title });
      }
    }
    return named.flatMap(({ register, id }) => lines.get(`${register}/${id}`) ?? []);
  }

  async function rowSeen(tx: Tx, context: Context, { register, id }: RowName): Promise<KeptRegister> {
    const kept = rights.keptAs(context, register);
    if (!(await rowsById(tx, vault, register, [id], { lock: false })).has(id))
      throw notFound(rowSubject(register, id));
    return kept;
  }

  const tell = (
    tx: Tx,
    { context }: OpenThing,
    type: 'register.tied' | 'register.untied',
    { register, unit }: { register: string; unit: string },
    { thing, row }: { thing: Thing; row: string },
  ) =>
    append(tx, context, {
      type,
      subject: rowSubject(register, row),
      data: { register, unit, thing: `${thing.kind}/${thing.id}` },
    });

  return {
    /** For the page of a thing: whoever calls has checked who may see that. */
    tiedTo: async (tx: Tx, context: Context, thing: Thing): Promise<TiedRows> =>
      access.canAnywhere(context, 'register.read')
        ? { rows: await rowsOf(tx, context, thing), path: `/staff/registers/ties/${thing.kind}/${thing.id}` }
        : { rows: [], path: null },

    page: (context: Context, thing: Thing): Promise<TiesPage> =>
      database.transaction(tenantOf(context), async (tx) => ({
        thing,
        open: await opened(tx, context, thing),
        rows: await rowsOf(tx, context, thing),
        registers: rights.seen(context),
      })),

    /** Rows in use by their number, by how their name begins, and by the words that lists find them by: these need two letters. */
    async find(context: Context, register: string, text: string): Promise<FoundRows> {
      const kept = rights.keptAs(context, register);
      const { label } = kept.register;
      const words = text.trim();
      const keyed = await database.transaction(tenantOf(context), (tx) =>
        readByKey(tx, vault, register, [words]),
      );
      const wish = { limit: FOUND + 1 };
      const begins = kept.slots[label]
        ? (await reading.list(context, register, { ...wish, conditions: [named(kept.register, words)] }))
            .items
        : [];
      const holds =
        wordsOf(words).length > 0 && kept.register.fields.some(({ search }) => search)
          ? (await reading.list(context, register, { ...wish, text: words })).items
          : [];
      const active = [...keyed, ...begins, ...holds].filter(({ state }) => state === 'active');
      const rows = [...new Map(active.map((row) => [row.id, row])).values()];
      return { rows: rows.slice(0, FOUND), hasMore: rows.length > FOUND };
    },

    tie: (context: Context, thing: Thing, row: RowName): Promise<Tied> =>
      database.transaction(tenantOf(context), async (tx) => {
        const open = await opened(tx, context, thing);
        const { unit } = await rowSeen(tx, context, row);
        if ((await rowsAbout(tx, thing, MOST_TIED)).length >= MOST_TIED) return 'full';
        const by = staffIdOf(actorRef(context.actor)) ?? null;
        invariant(by !== null, 'things are tied to rows by staff');
        if (!(await tie(tx, thing, row, { at: context.clock.now(), by }))) return 'already';
        await tell(tx, open, 'register.tied', { register: row.register, unit }, { thing, row: row.id });
        return 'tied';
      }),

    untie: (context: Context, thing: Thing, row: RowName): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const open = await opened(tx, context, thing);
        const { unit } = await rowSeen(tx, context, row);
        if (!(await untie(tx, thing, row))) throw notFound(`${thing.kind} ${thing.id} about ${row.id}`);
        await tell(tx, open, 'register.untied', { register: row.register, unit }, { thing, row: row.id });
      }),
  };
}
