import { createHash } from 'node:crypto';
import { withBlanks } from '#forms/answers.js';
import { journey } from '#forms/journey.js';
import { tableReader } from '#forms/table/read-rows.js';
import { today } from '#kernel/clock.js';
import { type Actor, actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { EntryType } from '#kernel/module.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { AT_ONCE, type Bulk, keptProblem, type RowOutcome } from '../bulk.js';
import type { Procedure } from '../definition.js';
import { personAmong } from '../person-among.js';
import { readTimePlace } from '../place.js';
import { type EntryPurpose, isEntryPurpose } from '../staff-entry.js';
import {
  type BulkContent,
  bulkOfKey,
  bulksOf,
  contentOf,
  findBulk,
  insertBulk,
  insertOutcomes,
  outcomesOf,
  runningBulks,
  sameFile,
  saveBulk,
  sweepBulks,
  wrongRows,
} from '../store/bulk.js';
import { withPurpose } from '../timeline.js';
import type { ApiIntakeService } from './api-intake.js';
import { judgeRow, judgeRows, type ReadTable, readTable } from './bulk-reading.js';
import type { ProcedureDeps } from './deps.js';
import { takeIn } from './intake.js';

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

export interface BulkView {
  bulk: Bulk;
  procedure: Procedure;
  /** The same file became cases before. */
  before: { id: string; at: Temporal.Instant } | null;
}

export type Upload = Exclude<ReadTable, { kind: 'read' }> | { kind: 'checked'; id: string };

/** Rows in one transaction: few enough that nobody waits long for the journal's head. */
const LOT = 20;
const LISTED = 30;
const UNCONFIRMED = Temporal.Duration.from({ hours: 24 * 7 });
const REPORTS = Temporal.Duration.from({ hours: 24 * 30 });
const MOST_OUTCOMES = 100_000;

/** Files with many applications: by staff for people without an account, by programs for whom their key stands. */
export function createBulkService(
  { kernel, definitions }: ProcedureDeps,
  { requireMaySend }: Pick<ApiIntakeService, 'requireMaySend'>,
) {
  const { access, database, log, vault } = kernel;
  const isStaff = ({ actor }: Context): boolean => actor.kind === 'staff';
  const facts = (context: Context) => ({ today: today(context.clock) });

  function offered(context: Context, id: string) {
    const found = definitions.current(context, id);
    if (!found) throw notFound(`procedure ${id}`);
    if (isStaff(context)) {
      if (!access.can(context, 'case.bulk', found.procedure.unit)) throw notFound(`procedure ${id}`);
    } else requireMaySend(context, found.procedure, { isKeyNeeded: true });
    return found;
  }

  async function visible(tx: Tx, context: Context, id: string, lock = false): Promise<BulkView> {
    const bulk = await findBulk(tx, vault, id, { lock });
    if (!bulk) throw notFound(`bulk ${id}`);
    const procedure = await definitions.at(tx, bulk.procedure, bulk.version);
    const may = isStaff(context)
      ? access.can(context, 'case.bulk', procedure.unit)
      : bulk.madeBy === actorRef(context.actor);
    if (!may) throw notFound(`bulk ${id}`);
    return { bulk, procedure, before: (await sameFile(tx, id)) ?? null };
  }

  const journal = (
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

  /** Takes in the next rows, in one transaction with how far it is. False when nothing is left to do. */
  const lot = (context: Context, id: string, size: number, cells: BulkContent, wrong: ReadonlySet<number>) =>
    database.transaction(tenantOf(context), async (tx): Promise<boolean> => {
      // Whoever else works on it waits here, and goes on behind these rows.
      const bulk = await findBulk(tx, vault, id, { lock: true });
      if (bulk?.state !== 'running') return false;
      const procedure = await definitions.at(tx, bulk.procedure, bulk.version);
      const head = tableReader(procedure.form, cells.headings);
      invariant(head.ok, 'a table that was checked can be read');
      const acting = { ...context, actor: actorOf(bulk.madeBy), purpose: bulk.purpose };
      const outcomes: RowOutcome[] = [];
      const rows = cells.rows.slice(bulk.nextRow, bulk.nextRow + size);
      for (const row of rows) {
        if (wrong.has(row.row)) continue;
        const { answers, outcome } = judgeRow(procedure, head.reader, row, facts(context));
        outcomes.push(outcome ?? (await takeRow(tx, acting, bulk, procedure, row.row, answers)));
      }
      await insertOutcomes(tx, vault, id, outcomes);
      const taken = bulk.taken + outcomes.filter(({ number }) => number !== null).length;
      const late = outcomes.filter(({ number }) => number === null).length;
      const nextRow = bulk.nextRow + rows.length;
      const isDone = nextRow >= cells.rows.length;
      const state = isDone ? { state: 'done' as const } : {};
      await saveBulk(tx, id, { nextRow, taken, wrong: bulk.wrong + late, ...state }, context.clock.now());
      if (isDone)
        await journal(tx, acting, 'bulk.done', bulk, procedure, { taken, wrong: bulk.wrong + late });
      return !isDone;
    });

  async function takeRow(
    tx: Tx,
    context: Context,
    bulk: Bulk,
    procedure: Procedure,
    row: number,
    answers: Record<string, unknown>,
  ): Promise<RowOutcome> {
    const whole = withBlanks(procedure.form, answers);
    const { relevant } = journey(procedure.form, whole, facts(context));
    const intake = await takeIn(tx, context, kernel, {
      key: `bulk/${bulk.id}/${row}`,
      procedure,
      version: bulk.version,
      channel: 'bulk',
      applicant: bulk.applicant,
      person: personAmong(procedure, relevant),
      answers: whole,
      isExact: true,
      locale: 'ja',
    });
    if (intake.kind === 'taken') return { row, number: intake.number, problems: [] };
    const fields = procedure.form.pages.flatMap((page) => page.fields);
    const problems = intake.kind === 'wrong' ? intake.problems : [];
    const kept = problems.map(({ field, error }) =>
      keptProblem(
        null,
        fields.find(({ id }) => id === field),
        error,
        null,
      ),
    );
    return { row, number: null, problems: kept };
  }

  /** Goes on taking in a file, at most so many rows. Safe to call at any time and from several processes. */
  async function work(context: Context, id: string, most: number): Promise<void> {
    const known = await database.transaction(tenantOf(context), async (tx) => {
      const cells = await contentOf(tx, vault, id);
      return cells && { cells, wrong: await wrongRows(tx, id) };
    });
    if (!known) return;
    for (let done = 0; done < most; done += LOT) {
      if (!(await lot(context, id, LOT, known.cells, known.wrong))) return;
    }
  }

  return {
    /** Procedures for which staff may hand in files. */
    procedures: (context: Context): Procedure[] =>
      definitions
        .offered(context)
        .map(({ procedure }) => procedure)
        .filter(({ unit }) => access.can(context, 'case.bulk', unit)),

    procedure: (context: Context, id: string): Procedure => offered(context, id).procedure,

    /** Reads and judges a file; nothing becomes a case yet. A file that cannot be read leaves nothing behind. */
    upload: async (
      context: Context,
      procedureId: string,
      file: { name: string; bytes: Uint8Array },
      { purpose = null, key = null }: { purpose?: EntryPurpose | null; key?: string | null } = {},
    ): Promise<Upload> => {
      const { procedure, version } = offered(context, procedureId);
      const madeBy = actorRef(context.actor);
      const digest = createHash('sha256').update(procedureId).update('\0').update(file.bytes).digest();
      const tenant = tenantOf(context);
      const earlier = async (tx: Tx) => (key === null ? undefined : bulkOfKey(tx, madeBy, key));
      const known = await database.transaction(tenant, earlier);
      if (known) return sameUnderKey(known, digest);
      const read = readTable(procedure, file.bytes);
      if (read.kind !== 'read') return read;
      const { content, reader } = read;
      const wrong = await judgeRows(procedure, reader, content, facts(context));
      const now = context.clock.now();
      const id = uuidv7(now);
      return database.transaction(tenant, async (tx) => {
        const isNew = await insertBulk(tx, vault, {
          id,
          procedure: procedureId,
          version,
          madeBy,
          applicant: isStaff(context) || context.actor.kind === 'partner' ? null : madeBy,
          purpose,
          idempotencyKey: key,
          digest,
          name: file.name,
          content,
          rows: content.rows.length,
          wrong: wrong.length,
          createdAt: now,
        });
        if (!isNew) {
          const meanwhile = await earlier(tx);
          invariant(meanwhile, 'an import that is not new is there');
          return sameUnderKey(meanwhile, digest);
        }
        await insertOutcomes(tx, vault, id, wrong);
        const counts = { rows: content.rows.length, wrong: wrong.length };
        await journal(tx, context, 'bulk.received', { id, purpose }, procedure, counts);
        return { kind: 'checked', id };
      });
    },

    view: (context: Context, id: string): Promise<BulkView> =>
      database.transaction(tenantOf(context), (tx) => visible(tx, context, id)),

    /** Files of the procedures that staff look after, newest first. */
    list: (
      context: Context,
      after: string | undefined,
    ): Promise<{ items: (Bulk & { title: Procedure['title'] })[]; next: string | null }> => {
      access.requireAnywhere(context, 'case.bulk');
      const own = new Map(
        definitions
          .offered(context)
          .filter(({ procedure }) => access.can(context, 'case.bulk', procedure.unit))
          .map(({ procedure }) => [procedure.id, procedure.title] as const),
      );
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await bulksOf(tx, vault, [...own.keys()], {
          after: readTimePlace(after),
          limit: LISTED + 1,
        });
        const items = found
          .slice(0, LISTED)
          .map((bulk) => ({ ...bulk, title: own.get(bulk.procedure) ?? bulk.procedure }));
        const last = items.at(-1);
        return { items, next: found.length > LISTED && last ? `${last.createdAt}_${last.id}` : null };
      });
    },

    /** Rows after one and what became of them. */
    outcomes: (
      context: Context,
      id: string,
      {
        after = 0,
        limit = MOST_OUTCOMES,
        wrongOnly = false,
      }: { after?: number; limit?: number; wrongOnly?: boolean } = {},
    ): Promise<RowOutcome[]> =>
      database.transaction(tenantOf(context), async (tx) => {
        await visible(tx, context, id);
        return outcomesOf(tx, vault, id, { after, limit, wrongOnly });
      }),

    /** Says yes: a small file is taken in at once, a large one by the job. A second yes changes nothing. */
    confirm: async (context: Context, id: string): Promise<void> => {
      await database.transaction(tenantOf(context), async (tx) => {
        const { bulk, procedure } = await visible(tx, context, id, true);
        if (bulk.state === 'discarded') throw new AppError('notAllowedNow', `bulk ${id} was thrown away`);
        if (bulk.state !== 'checked') return;
        if (bulk.wrong >= bulk.rows) throw new AppError('notAllowedNow', `no row of bulk ${id} holds`);
        await saveBulk(tx, id, { state: 'running' }, context.clock.now());
        await journal(tx, context, 'bulk.confirmed', bulk, procedure, { rows: bulk.rows - bulk.wrong });
      });
      const { bulk } = await database.transaction(tenantOf(context), (tx) => visible(tx, context, id));
      if (bulk.rows <= AT_ONCE) await work(context, id, AT_ONCE);
    },

    discard: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { bulk, procedure } = await visible(tx, context, id, true);
        if (bulk.state !== 'checked') throw new AppError('notAllowedNow', `bulk ${id} is ${bulk.state}`);
        await saveBulk(tx, id, { state: 'discarded' }, context.clock.now());
        await journal(tx, context, 'bulk.discarded', bulk, procedure);
      }),

    /** Goes on with everything that was said yes to, `most` rows of each file. */
    run: async (context: Context, most: number): Promise<void> => {
      const waiting = await database.transaction(tenantOf(context), runningBulks);
      for (const { id } of waiting) {
        try {
          await work(context, id, most);
        } catch (error) {
          // The others still get their turn; this one is tried again.
          log.error({ err: error, bulk: id, tenant: tenantOf(context) }, 'a file could not be taken in');
        }
      }
    },

    sweep: (context: Context): Promise<void> => {
      const now = context.clock.now();
      return database.transaction(tenantOf(context), (tx) =>
        sweepBulks(tx, {
          unconfirmedBefore: now.subtract(UNCONFIRMED),
          reportsBefore: now.subtract(REPORTS),
          now,
        }),
      );
    },
  };
}
export type BulkService = ReturnType<typeof createBulkService>;

function sameUnderKey(known: { id: string; digest: Uint8Array }, digest: Buffer): Upload {
  if (!digest.equals(known.digest))
    throw new AppError('conflict', 'the idempotency key was used for another file');
  return { kind: 'checked', id: known.id };
}

/** Whoever handed the file in acts also where a job does the work; what they may was settled when they said yes. */
function actorOf(reference: string): Actor {
  const [kind, id = ''] = reference.split('/');
  if (kind === 'staff') return { kind, id, name: '', grants: [] };
  if (kind === 'partner') return { kind, id, name: '', procedures: [] };
  invariant(kind === 'resident' || kind === 'business', `files come from staff and keys, not from ${kind}`);
  return { kind, id, name: '', assurance: 'low' };
}

export const purposeIn = (text: string): EntryPurpose | null => (isEntryPurpose(text) ? text : null);
