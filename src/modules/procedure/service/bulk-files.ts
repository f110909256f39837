import { createHash } from 'node:crypto';
import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { AT_ONCE, type Bulk, type RowOutcome } from '../bulk.js';
import type { Procedure } from '../definition.js';
import { type EntryPurpose, isEntryPurpose } from '../staff-entry.js';
import {
  bulkOfKey,
  bulksOf,
  findBulk,
  insertBulk,
  insertOutcomes,
  outcomesOf,
  sameFile,
  saveBulk,
  sweepBulks,
} from '../store/bulk.js';
import type { ApiIntakeService } from './api-intake.js';
import { journalBulk } from './bulk-entries.js';
import { judgeRows, type ReadTable, readTable } from './bulk-reading.js';
import { createBulkTaking } from './bulk-taking.js';
import type { ProcedureDeps } from './deps.js';

export interface BulkView {
  bulk: Bulk;
  procedure: Procedure;
  /** The same file became cases before. */
  before: { id: string; at: Temporal.Instant } | null;
}

export type Upload = Exclude<ReadTable, { kind: 'read' }> | { kind: 'checked'; id: string };

const LISTED = 30;
const UNCONFIRMED = Temporal.Duration.from({ hours: 24 * 7 });
const REPORTS = Temporal.Duration.from({ hours: 24 * 30 });
const MOST_OUTCOMES = 100_000;

/** Files with many applications: by staff for people without an account, by programs for whom their key stands. */
export function createBulkService(
  deps: ProcedureDeps,
  { requireMaySend }: Pick<ApiIntakeService, 'requireMaySend'>,
) {
  const { kernel, definitions } = deps;
  const { access, database, vault } = kernel;
  const taking = createBulkTaking(deps);
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
      const read = await readTable(procedure, file.bytes);
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
        await journalBulk(tx, context, 'bulk.received', { id, purpose }, procedure, counts);
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
        return { items, next: found.length > LISTED && last ? placeText(last.createdAt, last.id) : null };
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
        await journalBulk(tx, context, 'bulk.confirmed', bulk, procedure, { rows: bulk.rows - bulk.wrong });
      });
      const { bulk } = await database.transaction(tenantOf(context), (tx) => visible(tx, context, id));
      if (bulk.rows <= AT_ONCE) await taking.work(context, id, AT_ONCE);
    },

    discard: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { bulk, procedure } = await visible(tx, context, id, true);
        if (bulk.state !== 'checked') throw new AppError('notAllowedNow', `bulk ${id} is ${bulk.state}`);
        await saveBulk(tx, id, { state: 'discarded' }, context.clock.now());
        await journalBulk(tx, context, 'bulk.discarded', bulk, procedure);
      }),

    run: taking.run,

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

function sameUnderKey(known: { id: string; digest: Uint8Array }, digest: Buffer): Upload {
  if (!digest.equals(known.digest))
    throw new AppError('conflict', 'the idempotency key was used for another file');
  return { kind: 'checked', id: known.id };
}

export const purposeIn = (text: string): EntryPurpose | null => (isEntryPurpose(text) ? text : null);
