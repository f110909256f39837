import { withBlanks } from '#forms/answers.js';
import { journey } from '#forms/journey.js';
import { tableReader } from '#forms/table/read-rows.js';
import { today } from '#kernel/clock.js';
import { type Actor, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import { type Bulk, keptProblem, type RowOutcome } from '../bulk.js';
import type { Procedure } from '../definition.js';
import { personAmong } from '../person-among.js';
import {
  type BulkContent,
  contentOf,
  findBulk,
  insertOutcomes,
  runningBulks,
  saveBulk,
  wrongRows,
} from '../store/bulk.js';
import { journalBulk } from './bulk-entries.js';
import { judgeRow } from './bulk-reading.js';
import type { ProcedureDeps } from './deps.js';
import { takeIn } from './intake.js';

/** Rows in one transaction: few enough that nobody waits long for the journal's head. */
const LOT = 20;

/** The rows of a file that somebody said yes to become cases, lot by lot. */
export function createBulkTaking({
  kernel,
  definitions,
  registers,
}: Pick<ProcedureDeps, 'kernel' | 'definitions' | 'registers'>) {
  const { database, log, vault } = kernel;
  const facts = (context: Context) => ({ today: today(context.clock) });

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
        await journalBulk(tx, acting, 'bulk.done', bulk, procedure, { taken, wrong: bulk.wrong + late });
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
    const intake = await takeIn(
      tx,
      context,
      { kernel, registers },
      {
        key: `bulk/${bulk.id}/${row}`,
        procedure,
        version: bulk.version,
        channel: 'bulk',
        applicant: bulk.applicant,
        person: personAmong(procedure, relevant),
        answers: whole,
        isExact: true,
        locale: 'ja',
      },
    );
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
    work,

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
  };
}

/** Whoever handed the file in acts also where a job does the work; what they may was settled when they said yes. */
function actorOf(reference: string): Actor {
  const [kind, id = ''] = reference.split('/');
  if (kind === 'staff') return { kind, id, name: '', grants: [] };
  if (kind === 'partner') return { kind, id, name: '', procedures: [] };
  invariant(kind === 'resident' || kind === 'business', `files come from staff and keys, not from ${kind}`);
  return { kind, id, name: '', assurance: 'low' };
}
