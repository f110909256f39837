import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { type DayPlace, placeText } from '#kernel/values/list-place.js';
import type { Task, TaskState, TaskSubject } from '../desk.js';
import type { CounterTables } from '../tables.js';
import type { TaskLine, TaskView } from '../task-views.js';

const subject = (id: string): string => `task/${id}`;

const tasks = (tx: Tx) =>
  tx.tables<CounterTables>().selectFrom('counter_task').where('counter_task.tenant', '=', tx.tenant);

const COLUMNS = [
  'id',
  'visit',
  'item',
  'unit',
  'subject',
  'state',
  'note',
  'due_on',
  'revision',
  'changed_by',
  'changed_at',
] as const;
type Row = Pick<CounterTables['counter_task'], Exclude<(typeof COLUMNS)[number], 'revision'>> & {
  revision: number;
};

const toTask = (tx: Tx, vault: Vault, row: Row): Task => ({
  id: row.id,
  visit: row.visit,
  item: row.item,
  unit: row.unit,
  subject: row.subject as TaskSubject,
  state: row.state,
  note: row.note && vault.open(tx.tenant, subject(row.id), row.note).toString('utf8'),
  dueOn: row.due_on,
  revision: row.revision,
  changedBy: row.changed_by,
  changedAt: row.changed_at,
});

/** Those that a visit does not have yet. */
export async function insertTasks(
  tx: Tx,
  visit: string,
  rows: readonly (Pick<Task, 'id' | 'item' | 'unit' | 'subject' | 'dueOn'> & { position: number })[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .tables<CounterTables>()
    .insertInto('counter_task')
    .values(
      rows.map(({ id, item, unit, subject: about, dueOn, position }) => ({
        tenant: tx.tenant,
        id,
        visit,
        item,
        position,
        unit,
        subject: about,
        state: 'open' as const,
        due_on: dueOn,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant', 'visit', 'item']).doNothing())
    .execute();
}

export async function tasksOf(tx: Tx, vault: Vault, visit: string): Promise<Task[]> {
  const rows = await tasks(tx).select(COLUMNS).where('visit', '=', visit).orderBy('position').execute();
  return rows.map((row) => toTask(tx, vault, row));
}

export async function findTask(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Task | undefined> {
  const query = tasks(tx).select(COLUMNS).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toTask(tx, vault, row);
}

export async function saveTask(
  tx: Tx,
  vault: Vault,
  { id, state, note }: { id: string; state: TaskState; note: string | null },
  { by, at }: { by: string; at: Temporal.Instant },
): Promise<void> {
  await tx
    .tables<CounterTables>()
    .updateTable('counter_task')
    .set({
      state,
      note: note === null ? null : vault.seal(tx.tenant, subject(id), note),
      changed_by: by,
      changed_at: at,
      revision: sql<number>`revision + 1`,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** What has no last day comes after what has one. */
const NEVER = Temporal.PlainDate.from('9999-12-31');

/** One page of the tasks of sections, the most urgent first. */
export async function tasksPage(
  tx: Tx,
  { units, view, today }: { units: readonly string[] | null; view: TaskView; today: Temporal.PlainDate },
  { after, limit }: { after: DayPlace | undefined; limit: number },
): Promise<{ items: TaskLine[]; next: string | null }> {
  const due = sql<Temporal.PlainDate>`coalesce(counter_task.due_on, ${NEVER}::date)`;
  let query = tasks(tx)
    .innerJoin('counter_visit', (join) =>
      join
        .onRef('counter_visit.tenant', '=', 'counter_task.tenant')
        .onRef('counter_visit.id', '=', 'counter_task.visit'),
    )
    .where('counter_task.unit', 'is not', null);
  if (units) {
    query =
      units.length === 0 ? query.where(sql<boolean>`false`) : query.where('counter_task.unit', 'in', units);
  }
  query = query.where('counter_task.state', view === 'settled' ? '<>' : '=', 'open');
  if (view === 'overdue') query = query.where('counter_task.due_on', '<', today);
  if (after)
    query = query.where(sql<boolean>`(${due}, counter_task.id) > (${after.day}::date, ${after.id}::uuid)`);
  const rows = await query
    .select([
      'counter_task.id',
      'counter_task.unit',
      'counter_task.subject',
      'counter_task.state',
      'counter_task.due_on',
      'counter_visit.meets_at',
    ])
    .orderBy(due)
    .orderBy('counter_task.id')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(
    (row): TaskLine => ({
      id: row.id,
      unit: row.unit,
      subject: row.subject as TaskSubject,
      state: row.state,
      dueOn: row.due_on,
      meetsAt: row.meets_at,
    }),
  );
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? placeText(last.dueOn ?? NEVER, last.id) : null };
}
