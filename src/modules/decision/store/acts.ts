import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Act, ActLine } from '../model/draft.js';
import type { Right } from '../model/rights.js';
import type { DecisionTables } from '../tables.js';

const subjectOf = (id: string) => `decision-act/${id}`;

export async function insertAct(
  tx: Tx,
  vault: Vault,
  { id: draft, round }: { id: string; round: number },
  line: ActLine,
): Promise<void> {
  const id = uuidv7(line.at);
  await tx
    .tables<DecisionTables>()
    .insertInto('decision_act')
    .values({
      tenant: tx.tenant,
      id,
      draft,
      round,
      step: line.step,
      act: line.act,
      staff: line.staff,
      unit: line.unit,
      title: line.title,
      held_as: line.right,
      at: line.at,
      comment: line.comment === null ? null : vault.seal(tx.tenant, subjectOf(id), line.comment),
    })
    .execute();
}

/** What was done with a draft, the oldest first: in the order of being done, also where the clock went back. */
export async function actsOf(tx: Tx, vault: Vault, draft: string): Promise<ActLine[]> {
  const rows = await tx
    .tables<DecisionTables>()
    .selectFrom('decision_act')
    .where('tenant', '=', tx.tenant)
    .where('draft', '=', draft)
    .selectAll()
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    act: row.act as Act,
    step: row.step,
    staff: row.staff,
    unit: row.unit,
    title: row.title,
    right: row.held_as as Right | null,
    at: row.at,
    comment: row.comment && vault.open(tx.tenant, subjectOf(row.id), row.comment).toString('utf8'),
  }));
}
