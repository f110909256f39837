import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { isTooShort } from '#kernel/search-pairs.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type KeptRegister, type Row, rowSubject } from '../model.js';
import { type Away, awayFrom, boxAround, FARTHEST, type NearPlace, placeOfTown } from '../near-place.js';
import { filesIn } from '../row-files.js';
import { wordsOf } from '../search-terms.js';
import { endVisits, findVisit, saveVisit } from '../store/visits.js';
import {
  ASKS_AFTER_SECONDS,
  ENDS_AFTER_SECONDS,
  isFoundByPlace,
  keyFields,
  NEW_VISIT,
  type Sought,
  type Visit,
} from '../viewing.js';
import type { RegisterDeps } from './deps.js';
import type { ListWish, ReadingService } from './reading.js';

/** Large enough to be touched, few enough to be seen at once. */
const PAGE = 10;
const MOST_SCANS = 20;
/** Rows around a place of which the nearest are shown; who sees so many looks for a smaller address. */
const MOST_AROUND = 1000;

/** What a visitor sees now. */
export interface Screen {
  kept: KeptRegister;
  visit: Visit;
  /** What was found; null before anything was looked for. */
  rows: { items: readonly Row[]; hasMore: boolean; away?: ReadonlyMap<string, Away> } | null;
  row: Row | null;
  /** Scans of that row that may be shown. */
  scans: readonly { file: string; name: string; isPicture: boolean }[];
}

/** `nothing`: nothing was typed; `tooShort`: a word of one character; `noPlace`: no list has such an address. */
export type SearchFault = 'nothing' | 'tooShort' | 'noPlace';

/** Visitors look at rows on a terminal that staff opened for them: what may be shown and nothing else (see definition.counterCopy). */
export function createViewing(
  { kernel, places }: Pick<RegisterDeps, 'kernel' | 'places'>,
  reading: ReadingService,
) {
  const { database, files, vault } = kernel;
  const { rights } = reading;

  const lapsed = ({ clock }: Context): Temporal.Instant =>
    clock.now().subtract({ seconds: ASKS_AFTER_SECONDS + ENDS_AFTER_SECONDS });

  /** Registers whose rows are shown to visitors, for the section that shows them. */
  function shownTo(context: Context, register: string): KeptRegister {
    const kept = rights.keptFor(context, register, 'register.edit');
    if (!kept.register.counterCopy) throw notFound(`a terminal for register ${register}`);
    return kept;
  }

  /** What is typed for a field that words find is looked for as words, so that a part of a number is enough. */
  function wishOf({ register }: KeptRegister, { words, keys }: Sought): ListWish & { text: string } {
    const typed = keyFields(register).flatMap((field) => {
      const value = keys[field.ask.id]?.normalize('NFKC').trim() ?? '';
      return value === '' ? [] : [{ field, value }];
    });
    return {
      text: [words, ...typed.filter(({ field }) => field.search).map(({ value }) => value)].join(' ').trim(),
      conditions: typed
        .filter(({ field }) => !field.search)
        .map(({ field, value }) => ({ field: field.ask.id, is: value })),
    };
  }

  const visitOf = (context: Context, register: string, id: string): Promise<Visit | undefined> =>
    database.transaction(tenantOf(context), (tx) => findVisit(tx, vault, register, id, lapsed(context)));

  /** Writes what the screen shows from now on. */
  const show = (context: Context, register: string, id: string, visit: Visit): Promise<void> =>
    database.transaction(tenantOf(context), (tx) =>
      saveVisit(tx, vault, register, id, visit, context.clock.now()),
    );

  /** The visit that goes on. Throws conflict when it has ended. */
  async function going(context: Context, register: string, id: string): Promise<Visit> {
    shownTo(context, register);
    const visit = await visitOf(context, register, id);
    if (!visit) throw new AppError('conflict', `visit ${id} has ended`);
    return visit;
  }

  /** A visit begins, or goes on with something else. */
  async function begin(context: Context, register: string, before: string, sought: Sought): Promise<string> {
    const isGoing = before !== '' && (await visitOf(context, register, before)) !== undefined;
    const id = isGoing ? before : uuidv7(context.clock.now());
    await database.transaction(tenantOf(context), async (tx) => {
      await endVisits(tx, null, lapsed(context));
      await saveVisit(tx, vault, register, id, { ...NEW_VISIT, sought }, context.clock.now());
    });
    return id;
  }

  /** The nearest first. */
  async function aroundPlace(context: Context, register: string, near: NearPlace, { pages }: Visit) {
    const wish = { states: ['active'], limit: MOST_AROUND, box: boxAround(near) } as const;
    const { items } = await reading.list(context, register, wish);
    const away = new Map(
      items.flatMap(({ id, geometry }) => (geometry ? [[id, awayFrom(near, geometry)] as const] : [])),
    );
    const metres = ({ id }: Row) => away.get(id)?.metres ?? Number.POSITIVE_INFINITY;
    const sorted = items.toSorted((a, b) => metres(a) - metres(b));
    const from = pages.length * PAGE;
    return { items: sorted.slice(from, from + PAGE), hasMore: sorted.length > from + PAGE, away };
  }

  const scansIn = ({ register }: KeptRegister, { values }: Row) =>
    register.fields
      .filter(({ ask }) => register.counterCopy?.scans.includes(ask.id))
      .flatMap((field) => filesIn(field, values))
      .slice(0, MOST_SCANS);

  return {
    shownTo,
    going,
    show,

    /** What stands on the screen of this visit; null when there is none, or it has ended. */
    screen: async (context: Context, register: string, id: string): Promise<Screen | null> => {
      const kept = shownTo(context, register);
      const visit = await visitOf(context, register, id);
      if (!visit) return null;
      if (visit.row !== null) {
        const { row: open } = visit;
        const row = await database.transaction(tenantOf(context), (tx) =>
          reading.rowNow(tx, context, kept, open),
        );
        const scans = scansIn(kept, row).map(({ file, name }) => ({
          file,
          name,
          isPicture: /\.(jpe?g|png)$/i.test(name),
        }));
        return { kept, visit, rows: null, row, scans };
      }
      const { near, towns } = visit.sought;
      if (near)
        return { kept, visit, rows: await aroundPlace(context, register, near, visit), row: null, scans: [] };
      if (towns) return { kept, visit, rows: null, row: null, scans: [] };
      const last = visit.pages.at(-1);
      const found = await reading.list(context, register, {
        ...wishOf(kept, visit.sought),
        states: ['active'],
        limit: PAGE,
        ...(last !== undefined && { after: JSON.parse(last) }),
      });
      return {
        kept,
        visit,
        rows: { items: found.items, hasMore: found.next !== null },
        row: null,
        scans: [],
      };
    },

    /** Looks for rows; a visit begins with it. Gives its id, or what is wrong. */
    search: async (
      context: Context,
      register: string,
      before: string,
      sought: Sought,
    ): Promise<{ visit: string } | { fault: SearchFault }> => {
      const kept = shownTo(context, register);
      const { text, conditions = [] } = wishOf(kept, sought);
      const words = wordsOf(text);
      if (words.length === 0 && conditions.length === 0) return { fault: 'nothing' };
      if (words.some(isTooShort)) return { fault: 'tooShort' };
      return { visit: await begin(context, register, before, sought) };
    },

    /** Looks for rows around an address; of several places the visitor chooses. */
    searchNear: async (
      context: Context,
      register: string,
      before: string,
      address: string,
    ): Promise<{ visit: string } | { fault: SearchFault }> => {
      if (!isFoundByPlace(shownTo(context, register).register)) throw notFound(`places of ${register}`);
      if (address === '') return { fault: 'nothing' };
      if (isTooShort(address)) return { fault: 'tooShort' };
      const found = await places.findTowns(context, address);
      const [first, ...others] = found;
      if (!first) return { fault: 'noPlace' };
      const sought: Sought =
        first.isMeant || others.length === 0
          ? { ...NEW_VISIT.sought, near: placeOfTown(first) }
          : { ...NEW_VISIT.sought, towns: found.map(placeOfTown) };
      return { visit: await begin(context, register, before, sought) };
    },

    /** One of the places that an address may mean. */
    choosePlace: async (context: Context, register: string, id: string, index: number): Promise<void> => {
      const near = (await going(context, register, id)).sought.towns?.[index];
      if (near) await show(context, register, id, { ...NEW_VISIT, sought: { ...NEW_VISIT.sought, near } });
    },

    /** Twice as far around. */
    widen: async (context: Context, register: string, id: string): Promise<void> => {
      const visit = await going(context, register, id);
      const { near } = visit.sought;
      if (!near || near.metres >= FARTHEST) return;
      const sought = { ...visit.sought, near: { ...near, metres: near.metres * 2 } };
      await show(context, register, id, { ...NEW_VISIT, sought });
    },

    /** The next page of what was found; the one before with `back`. */
    turn: async (context: Context, register: string, id: string, way: 'next' | 'back'): Promise<void> => {
      const visit = await going(context, register, id);
      // What lies around a place is put in order by how far it is: its pages are counted.
      if (way === 'next' && visit.sought.near)
        return show(context, register, id, { ...visit, pages: [...visit.pages, ''] });
      if (way === 'back') return show(context, register, id, { ...visit, pages: visit.pages.slice(0, -1) });
      const last = visit.pages.at(-1);
      const { next } = await reading.list(context, register, {
        ...wishOf(shownTo(context, register), visit.sought),
        states: ['active'],
        limit: PAGE,
        ...(last !== undefined && { after: JSON.parse(last) }),
      });
      const pages = next ? [...visit.pages, JSON.stringify(next)] : visit.pages;
      return show(context, register, id, { ...visit, pages });
    },

    /** A row on the screen; that it was shown is counted. Null: back to what was found. */
    open: async (context: Context, register: string, id: string, row: string | null): Promise<void> => {
      const visit = await going(context, register, id);
      const kept = shownTo(context, register);
      await database.transaction(tenantOf(context), async (tx) => {
        if (row !== null && (await reading.rowNow(tx, context, kept, row)).state !== 'active')
          throw notFound(rowSubject(register, row));
        await saveVisit(
          tx,
          vault,
          register,
          id,
          { ...visit, row, request: crypto.randomUUID(), asked: null },
          context.clock.now(),
        );
        if (row === null) return;
        await append(tx, context, {
          type: 'register.shownAtDesk',
          subject: rowSubject(register, row),
          data: { register, unit: kept.unit },
        });
      });
    },

    /** A scan of the row that is open, as far as it may be shown. */
    scan: async (context: Context, register: string, id: string, file: string) => {
      const kept = shownTo(context, register);
      const visit = await going(context, register, id);
      if (visit.row === null) throw notFound(`scan ${file}`);
      const { row: open } = visit;
      return database.transaction(tenantOf(context), async (tx) => {
        const row = await reading.rowNow(tx, context, kept, open);
        const isShown = scansIn(kept, row).some((one) => one.file === file);
        const found = isShown ? await files.read(tx, rowSubject(register, open), file) : undefined;
        if (!found) throw notFound(`scan ${file}`);
        return found;
      });
    },

    /** Nothing of the visit is left. */
    end: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), (tx) => endVisits(tx, id, lapsed(context))),
  };
}
export type ViewingService = ReturnType<typeof createViewing>;
