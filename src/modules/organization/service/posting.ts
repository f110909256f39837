import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { type CsvFault, readCsv } from '#kernel/sheets/read-csv.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import {
  endPosting,
  insertPosting,
  lockPosting,
  lockUnit,
  recordsOn,
  regularFrom,
  wasPosted,
} from '../store.js';
import {
  type Faults,
  type PostingField,
  type PostingTerms,
  readLines,
  readTerms,
  type TypedPosting,
} from '../terms.js';
import { createGround, type OrganizationDeps } from './deps.js';

const BOUNDS = { bytes: 1024 * 1024, rows: 5001 };

export interface ImportLine {
  line: number;
  typed: TypedPosting;
  faults: Faults;
}
export type ImportReading =
  | { kind: 'lines'; lines: ImportLine[] }
  | { kind: 'unreadable'; fault: CsvFault }
  | { kind: 'columns'; missing: PostingField[] };

type Judged = { terms: PostingTerms | null; faults: Faults };

/** Posting people, one by one or from a file. */
export function createPosting(deps: OrganizationDeps) {
  const { kernel, identity } = deps;
  const { posts, journal } = createGround(deps);

  /** What is wrong with each, names found; postings are judged by the units as they are now known. */
  async function judge(tx: Tx, context: Context, typed: readonly TypedPosting[]): Promise<Judged[]> {
    const { units } = await recordsOn(tx, today(context.clock));
    const known = { units, posts: posts(context) };
    const called = await identity.staffCalled(tx, [...new Set(typed.map(({ staff }) => staff.trim()))]);
    return typed.map((one) => {
      const { terms, faults } = readTerms(one, known);
      const text = one.staff.trim();
      const bare = text.replace(/[\s\u3000]/g, '');
      const found = called.filter(
        ({ name, subject }) => subject === text || name.replace(/[\s\u3000]/g, '') === bare,
      );
      const [only] = found;
      if (!only) faults.staff = 'organization.error.staff';
      if (found.length > 1) faults.staff = 'organization.error.staffTwice';
      return { terms: terms && only ? { ...terms, staff: only.id } : null, faults };
    });
  }

  /** Enters it, unless it is there already; what is wrong with it, or null. A regular one ends the one before it. */
  async function enter(tx: Tx, context: Context, terms: PostingTerms): Promise<Faults | null> {
    const unit = await lockUnit(tx, terms.unit);
    if (!unit) throw notFound(`unit ${terms.unit}`);
    const ended = [];
    if (terms.kind === 'regular') {
      for (const held of await regularFrom(tx, terms.staff, terms.from)) {
        const isSame = held.unit === terms.unit && held.post === terms.post && held.from.equals(terms.from);
        if (isSame) continue;
        if (Temporal.PlainDate.compare(held.from, terms.from) >= 0) {
          if (terms.to !== null && Temporal.PlainDate.compare(terms.to, held.from) < 0) continue;
          return { from: 'organization.error.regularLater' };
        }
        ended.push({ ...held, to: terms.from.subtract({ days: 1 }) });
      }
    }
    const now = context.clock.now();
    const id = uuidv7(now);
    const isNew = await insertPosting(tx, { id, ...terms }, actorRef(context.actor), now);
    if (!isNew) return null;
    for (const { id: old, to } of ended) await endPosting(tx, old, to);
    for (const { id: posting, staff, unit: at, post, to } of ended)
      await journal(tx, context, 'organization.postingEnded', `unit/${at}`, {
        posting,
        staff,
        unit: at,
        post,
        to: to.toString(),
      });
    const { staff, post, kind, from, to } = terms;
    await journal(tx, context, 'organization.posted', `unit/${terms.unit}`, {
      posting: id,
      staff,
      unit: terms.unit,
      post,
      kind,
      from: from.toString(),
      to: to?.toString() ?? null,
    });
    return null;
  }

  const hasFaults = (faults: Faults | null): faults is Faults =>
    faults !== null && Object.keys(faults).length > 0;

  return {
    /** Posts somebody; what is wrong with it, or null. Repeating it changes nothing. */
    async post(context: Context, typed: TypedPosting): Promise<Faults | null> {
      kernel.access.require(context, 'organization.manage', null);
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const [judged] = await judge(tx, context, [typed]);
        return judged?.terms && !hasFaults(judged.faults)
          ? enter(tx, context, judged.terms)
          : (judged?.faults ?? null);
      });
    },

    /**
     * Posts a person by id, on terms that nobody typed: nothing of them is judged but the unit, which must be there
     * (notFound). A regular posting ends the one before it the day before; repeating it changes nothing. conflict: a
     * later regular posting stands in the way.
     */
    async postKnown(context: Context, terms: PostingTerms): Promise<void> {
      kernel.access.require(context, 'organization.manage', null);
      const faults = await kernel.database.transaction(tenantOf(context), (tx) => enter(tx, context, terms));
      if (faults) throw new AppError('conflict', `the posting of ${terms.staff} clashes with a later one`);
    },

    /** Posts somebody who never was; whoever was posted before is left as the municipality has it. */
    async postFirst(
      context: Context,
      staff: string,
      terms: readonly Omit<PostingTerms, 'staff'>[],
    ): Promise<void> {
      kernel.access.require(context, 'organization.manage', null);
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        if (await wasPosted(tx, staff)) return;
        for (const one of terms)
          if (await enter(tx, context, { ...one, staff }))
            throw new AppError('conflict', `the postings of ${staff} clash with each other`);
      });
    },

    async end(
      context: Context,
      id: string,
      to: Temporal.PlainDate,
    ): Promise<{ unit: string; isEnded: boolean }> {
      kernel.access.require(context, 'organization.manage', null);
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const held = await lockPosting(tx, id);
        if (!held) throw notFound(`posting ${id}`);
        if (Temporal.PlainDate.compare(to, held.from) < 0) return { unit: held.unit, isEnded: false };
        await endPosting(tx, id, to);
        const { staff, unit, post } = held;
        const data = { posting: id, staff, unit, post, to: to.toString() };
        await journal(tx, context, 'organization.postingEnded', `unit/${unit}`, data);
        return { unit, isEnded: true };
      });
    },

    /** A file of postings: what each line says and what is wrong with it. Nothing is kept. */
    async previewImport(context: Context, content: Uint8Array): Promise<ImportReading> {
      kernel.access.require(context, 'organization.manage', null);
      const table = readCsv(content, BOUNDS);
      if (!table.ok) return { kind: 'unreadable', fault: table.fault };
      const read = readLines(table.rows);
      if (!read.ok) return { kind: 'columns', missing: read.missing };
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const judged = await judge(
          tx,
          context,
          read.lines.map(({ typed }) => typed),
        );
        const lines = read.lines.map((line, index) => ({ ...line, faults: judged[index]?.faults ?? {} }));
        return { kind: 'lines', lines };
      });
    },

    /** Enters all lines, or none: then what is wrong with which. */
    async takeIn(context: Context, content: Uint8Array): Promise<ImportReading> {
      kernel.access.require(context, 'organization.manage', null);
      const table = readCsv(content, BOUNDS);
      if (!table.ok) return { kind: 'unreadable', fault: table.fault };
      const read = readLines(table.rows);
      if (!read.ok) return { kind: 'columns', missing: read.missing };
      const refused: ImportLine[] = [];
      try {
        await kernel.database.transaction(tenantOf(context), async (tx) => {
          refused.length = 0;
          const judged = await judge(
            tx,
            context,
            read.lines.map(({ typed }) => typed),
          );
          for (const [index, line] of read.lines.entries()) {
            const { terms, faults } = judged[index] ?? { terms: null, faults: {} };
            const wrong = terms && !hasFaults(faults) ? await enter(tx, context, terms) : faults;
            if (hasFaults(wrong)) refused.push({ ...line, faults: wrong });
          }
          if (refused.length > 0) throw new Refused();
        });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { kind: 'lines', lines: refused };
      }
      return { kind: 'lines', lines: [] };
    },
  };
}

/** Undoes the transaction of a file of which a line cannot be. */
class Refused extends Error {}
