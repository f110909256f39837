import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { placeText, type TimePlace } from '#kernel/values/list-place.js';
import type { KeptRegister } from '../model.js';
import { MOST_RELATED, type NamedRow, type RelatedLine, type RelatedPage, type Thing } from '../related.js';
import { folded } from '../slots.js';
import { listRows } from '../store/lists.js';
import { forgetThing, relatedTo, saveRelated } from '../store/related.js';
import { labelsByKey } from '../store/rows.js';
import type { RegisterDeps } from './deps.js';

const PAGE = 20;
/** Looked at together; of these the actor may see fewer. */
const BATCH = 200;

/** Cases and reports that are about rows: which, as the modules say that keep them, and who sees what of them. */
export function createRelations({ kernel, keptBy, related }: RegisterDeps) {
  const { database, vault } = kernel;

  /** The one row in use that is meant; null where it is none, or not certain which. */
  async function meant(tx: Tx, kept: KeptRegister, { field, value }: NamedRow): Promise<string | null> {
    const { id } = kept.register;
    if (field === undefined) return (await labelsByKey(tx, id, [value])).get(value)?.id ?? null;
    const slot = kept.slots[field];
    if (!slot) return null;
    const filter = { states: ['active' as const], slots: [{ slot, is: folded(value) }] };
    const found = await listRows(tx, vault, id, filter, { slot: null }, { limit: 2 });
    return found.length === 1 ? (found[0]?.row.id ?? null) : null;
  }

  /** Lines of these things, where the actor may see them. */
  async function linesOf(tx: Tx, context: Context, things: readonly (Thing & { at: Temporal.Instant })[]) {
    const lines: { thing: Thing; at: Temporal.Instant; item: RelatedPage['items'][number] }[] = [];
    const found = new Map<
      string,
      { title: RelatedPage['items'][number]['kind']; of: ReadonlyMap<string, RelatedLine> }
    >();
    for (const source of related()) {
      const ids = things.filter(({ kind }) => kind === source.kind).map(({ id }) => id);
      if (ids.length > 0)
        found.set(source.kind, { title: source.title, of: await source.lines(tx, context, ids) });
    }
    for (const { kind, id, at } of things) {
      const line = found.get(kind)?.of.get(id);
      const title = found.get(kind)?.title;
      if (line && title) lines.push({ thing: { kind, id }, at, item: { ...line, kind: title } });
    }
    return lines;
  }

  return {
    /** From now on the thing is about these rows, besides those to which staff tied it; what names no row is left out. */
    relate: async (
      tx: Tx,
      context: Context,
      thing: Thing,
      named: readonly NamedRow[],
      at = context.clock.now(),
    ): Promise<void> => {
      const rows: { register: string; id: string }[] = [];
      for (const one of named) {
        const kept = keptBy(context).find(({ register }) => register.id === one.register);
        const id = kept && one.value !== '' ? await meant(tx, kept, one) : null;
        if (id !== null) rows.push({ register: one.register, id });
      }
      await saveRelated(tx, thing, rows, at);
    },

    /** The thing is gone, and with it to what staff tied it. */
    forget: forgetThing,

    /** What is about a row, as far as this actor may see it: what is hidden is as if it were not there. */
    about: (
      context: Context,
      { register, id }: { register: string; id: string },
      after?: TimePlace,
    ): Promise<RelatedPage> =>
      database.transaction(tenantOf(context), async (tx) => {
        const lines: Awaited<ReturnType<typeof linesOf>> = [];
        for (let place = after; lines.length <= MOST_RELATED; ) {
          const things = await relatedTo(tx, register, id, place, BATCH);
          lines.push(...(await linesOf(tx, context, things)));
          const last = things.at(-1);
          if (things.length < BATCH || !last) break;
          place = last;
        }
        const last = lines.length > PAGE ? lines[PAGE - 1] : undefined;
        return {
          items: lines.slice(0, PAGE).map(({ item }) => item),
          count: Math.min(lines.length, MOST_RELATED + 1),
          next: last ? placeText(last.at, last.thing.id) : null,
        };
      }),
  };
}
export type RelationService = ReturnType<typeof createRelations>;
