import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Interview, InterviewContent } from '../interview.js';
import type { CounterTables } from '../tables.js';

const subject = (id: string): string => `counter/${id}`;

const interviews = (tx: Tx) =>
  tx.tables<CounterTables>().selectFrom('counter_interview').where('tenant', '=', tx.tenant);

type Row = Pick<
  CounterTables['counter_interview'],
  'id' | 'guide' | 'state' | 'holder' | 'clerk' | 'content' | 'saved_at' | 'submitted_at' | 'expires_at'
>;
const COLUMNS = [
  'id',
  'guide',
  'state',
  'holder',
  'clerk',
  'content',
  'saved_at',
  'submitted_at',
  'expires_at',
] as const;

const toInterview = (tx: Tx, vault: Vault, row: Row): Interview => ({
  id: row.id,
  guide: row.guide,
  state: row.state,
  holder: row.holder,
  clerk: row.clerk,
  content: JSON.parse(
    vault.open(tx.tenant, subject(row.id), row.content).toString('utf8'),
  ) as InterviewContent,
  savedAt: row.saved_at,
  submittedAt: row.submitted_at,
  expiresAt: row.expires_at,
});

const sealed = (tx: Tx, vault: Vault, id: string, content: InterviewContent): Buffer =>
  vault.seal(tx.tenant, subject(id), JSON.stringify(content));

export async function insertInterview(
  tx: Tx,
  vault: Vault,
  { id, guide, holder, clerk, content, expiresAt }: Omit<Interview, 'state' | 'savedAt' | 'submittedAt'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<CounterTables>()
    .insertInto('counter_interview')
    .values({
      tenant: tx.tenant,
      id,
      guide,
      state: 'open',
      holder,
      clerk,
      content: sealed(tx, vault, id, content),
      created_at: now,
      updated_at: now,
      opened_at: clerk === null ? null : now,
      expires_at: expiresAt,
    })
    .execute();
}

export async function findInterview(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Interview | undefined> {
  const query = interviews(tx).select(COLUMNS).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toInterview(tx, vault, row);
}

/** The pre-entry with this code, locked; undefined when there is none. */
export async function interviewOfCode(
  tx: Tx,
  vault: Vault,
  hash: Uint8Array,
  now: Temporal.Instant,
): Promise<Interview | undefined> {
  const row = await interviews(tx)
    .select(COLUMNS)
    .where('code_hash', '=', hash)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst();
  return row && toInterview(tx, vault, row);
}

/** What a member of staff has open, newest first. */
export async function interviewsOf(
  tx: Tx,
  clerk: string,
  limit: number,
): Promise<{ id: string; guide: string; updatedAt: Temporal.Instant }[]> {
  const rows = await interviews(tx)
    .select(['id', 'guide', 'updated_at'])
    .where('clerk', '=', clerk)
    .where('state', '=', 'open')
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ updated_at, ...row }) => ({ ...row, updatedAt: updated_at }));
}

/** Changes what is known of it; each change gives it thirty days more. */
export async function saveInterview(
  tx: Tx,
  vault: Vault,
  id: string,
  content: InterviewContent,
  { now, expiresAt }: { now: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx
    .tables<CounterTables>()
    .updateTable('counter_interview')
    .set({ content: sealed(tx, vault, id, content), updated_at: now, expires_at: expiresAt })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** False when another interview has the code: draw again. */
export async function giveCode(
  tx: Tx,
  id: string,
  hash: Uint8Array,
  { now, expiresAt }: { now: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<boolean> {
  const taken = await interviews(tx).select('id').where('code_hash', '=', hash).executeTakeFirst();
  if (taken) return false;
  await tx
    .tables<CounterTables>()
    .updateTable('counter_interview')
    .set({ code_hash: hash, saved_at: now, updated_at: now, expires_at: expiresAt })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
  return true;
}

export async function giveToClerk(tx: Tx, id: string, clerk: string, now: Temporal.Instant): Promise<void> {
  await tx
    .tables<CounterTables>()
    .updateTable('counter_interview')
    .set({ clerk, opened_at: now, updated_at: now })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** It has become cases: its code opens nothing any more, and only what was signed with is kept. */
export async function closeInterview(
  tx: Tx,
  vault: Vault,
  id: string,
  content: InterviewContent,
  cases: readonly { procedure: string; caseId: string }[],
  { now, expiresAt }: { now: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx
    .tables<CounterTables>()
    .updateTable('counter_interview')
    .set({
      state: 'submitted',
      code_hash: null,
      content: sealed(tx, vault, id, content),
      submitted_at: now,
      updated_at: now,
      expires_at: expiresAt,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
  await tx
    .tables<CounterTables>()
    .insertInto('counter_case')
    .values(
      cases.map(({ procedure, caseId }, position) => ({
        tenant: tx.tenant,
        interview: id,
        procedure,
        case_id: caseId,
        position,
      })),
    )
    .execute();
}

export async function casesOfInterview(tx: Tx, id: string): Promise<{ procedure: string; caseId: string }[]> {
  const rows = await tx
    .tables<CounterTables>()
    .selectFrom('counter_case')
    .select(['procedure', 'case_id'])
    .where('tenant', '=', tx.tenant)
    .where('interview', '=', id)
    .orderBy('position')
    .execute();
  return rows.map(({ procedure, case_id }) => ({ procedure, caseId: case_id }));
}

/** Deletes one and what hangs on it. */
export async function deleteInterview(tx: Tx, id: string): Promise<void> {
  await tx
    .tables<CounterTables>()
    .deleteFrom('counter_interview')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Those whose time is over. */
export async function expiredInterviews(tx: Tx, now: Temporal.Instant, limit: number): Promise<string[]> {
  const rows = await interviews(tx)
    .select('id')
    .where('expires_at', '<', now)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
