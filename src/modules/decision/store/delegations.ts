import type { Tx } from '#kernel/db/database.js';
import type { DelegationTerms } from '../model/draft.js';
import type { DecisionTables } from '../tables.js';

const delegations = (tx: Tx) =>
  tx
    .tables<DecisionTables>()
    .selectFrom('decision_delegation')
    .where('tenant', '=', tx.tenant)
    .where('ended_at', 'is', null)
    .select(['id', 'from_staff as from', 'to_staff as to', 'from_date as firstDay', 'to_date as lastDay']);

/** Those that hold on a day. */
export const delegationsOn = (tx: Tx, day: Temporal.PlainDate): Promise<DelegationTerms[]> =>
  delegations(tx).where('from_date', '<=', day).where('to_date', '>=', day).execute();

/** Those from or to somebody that are not over. */
export const delegationsOf = (tx: Tx, staff: string, day: Temporal.PlainDate): Promise<DelegationTerms[]> =>
  delegations(tx)
    .where('to_date', '>=', day)
    .where(({ eb, or }) => or([eb('from_staff', '=', staff), eb('to_staff', '=', staff)]))
    .orderBy('from_date')
    .orderBy('id')
    .limit(100)
    .execute();

export async function insertDelegation(
  tx: Tx,
  { id, from, to, firstDay, lastDay }: DelegationTerms,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<DecisionTables>()
    .insertInto('decision_delegation')
    .values({
      tenant: tx.tenant,
      id,
      from_staff: from,
      to_staff: to,
      from_date: firstDay,
      to_date: lastDay,
      made_at: now,
      made_by: from,
      ended_at: null,
    })
    .execute();
}

/** False when there is none of this person that holds. */
export async function endDelegation(
  tx: Tx,
  id: string,
  from: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const row = await tx
    .tables<DecisionTables>()
    .updateTable('decision_delegation')
    .set({ ended_at: now })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('from_staff', '=', from)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
