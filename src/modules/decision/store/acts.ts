import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Act, ActLine } from '../model/draft.js';
import type { Right } from '../model/rights.js';
import type { DecisionTables } from '../tables.js';

const subjectOf = (id: string) => `decision-act/${id}`;

export interface NewAct {
  draft: { id: string; round: number };
  line: ActLine;
}

/** Keeps what was done, in its order. */
export async function insertActs(tx: Tx, vault: Vault, acts: readonly NewAct[]): Promise<void> {
  if (acts.length === 0) return;
  const rows = acts.map(({ draft, line }) => {
    const id = uuidv7(line.at);
    return {
      tenant: tx.tenant,
      id,
      draft: draft.id,
      round: draft.round,
      step: line.step,
      act: line.act,
      staff: line.staff,
      unit: line.unit,
      title: line.title,
      held_as: line.right,
      behalf: line.behalf,
      at: line.at,
      comment: line.comment === null ? null : vault.seal(tx.tenant, subjectOf(id), line.comment),
    };
  });
  await tx.tables<DecisionTables>().insertInto('decision_act').values(rows).execute();
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
    behalf: row.behalf,
    at: row.at,
    comment: row.comment && vault.open(tx.tenant, subjectOf(row.id), row.comment).toString('utf8'),
  }));
}

/** What was said goes; that it was done stays. */
export async function emptyActs(tx: Tx, draft: string): Promise<void> {
  await tx
    .tables<DecisionTables>()
    .updateTable('decision_act')
    .set({ comment: null })
    .where('tenant', '=', tx.tenant)
    .where('draft', '=', draft)
    .where('comment', 'is not', null)
    .execute();
}

/** Who did what at which step of which sending, without the comments. */
export type ActKey = Pick<ActLine, 'act' | 'step' | 'staff'> & { draft: string; round: number };

/** Everything that was done with these drafts. */
export async function actKeysOf(tx: Tx, drafts: readonly string[]): Promise<ActKey[]> {
  if (drafts.length === 0) return [];
  const rows = await tx
    .tables<DecisionTables>()
    .selectFrom('decision_act')
    .select(['draft', 'round', 'step', 'act', 'staff'])
    .where('tenant', '=', tx.tenant)
    .where('draft', 'in', drafts)
    .execute();
  return rows.map((row) => ({ ...row, act: row.act as Act }));
}

/** How often something was done with each draft, of these acts. */
export async function countActs(tx: Tx, acts: readonly Act[]): Promise<Map<string, number>> {
  const rows = await tx
    .tables<DecisionTables>()
    .selectFrom('decision_act')
    .select(({ fn }) => ['draft', fn.countAll<number>().as('count')])
    .where('tenant', '=', tx.tenant)
    .where('act', 'in', acts)
    .groupBy('draft')
    .execute();
  return new Map(rows.map(({ draft, count }) => [draft, Number(count)]));
}
