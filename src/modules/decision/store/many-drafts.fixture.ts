import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { DraftContent } from '../model/draft.js';
import type { DecisionTables } from '../tables.js';
import { sealContent } from './drafts.js';

/** Drafts of their own content that went the way of another one, in whose unit they were drafted unless one is named. */
export async function copyDraft(
  tx: Tx,
  vault: Vault,
  original: string,
  copies: readonly { id: string; content: DraftContent; unit: string }[],
): Promise<void> {
  const tables = tx.tables<DecisionTables>();
  const made = sql`unnest(
    ${copies.map(({ id }) => id)}::uuid[],
    ${copies.map(({ unit }) => unit)}::text[],
    ${copies.map(({ id, content }) => sealContent(tx, vault, id, content).toString('hex'))}::text[]
  ) AS made (id, unit, content)`;
  await sql`
    INSERT INTO decision_draft (tenant, id, kind, unit, drafter, state, revision, round, urgent, amount, due_on, article,
      content, extra, files, created_at, changed_at, sent_at, decided_at)
    SELECT tenant, made.id, kind, made.unit, drafter, state, revision, round, urgent, amount, due_on, article,
      decode(made.content, 'hex'), extra, files, created_at, changed_at, sent_at, decided_at
    FROM decision_draft AS draft, ${made}
    WHERE draft.tenant = ${tx.tenant} AND draft.id = ${original}::uuid`.execute(tables);
  await sql`
    INSERT INTO decision_step (tenant, draft, round, no, stage, kind, unit, post, mode, objection, by_table, state,
      drafter, opened_at, acted_by, acted_at, acted_right, acted_unit, acted_title)
    SELECT tenant, made.id, round, no, stage, kind, made.unit, post, mode, objection, by_table, state,
      drafter, opened_at, acted_by, acted_at, acted_right, acted_unit, acted_title
    FROM decision_step AS step, ${made}
    WHERE step.tenant = ${tx.tenant} AND step.draft = ${original}::uuid`.execute(tables);
  await sql`
    INSERT INTO decision_act (tenant, id, draft, round, step, act, staff, unit, title, held_as, at)
    SELECT tenant, gen_random_uuid(), made.id, round, step, act, staff, act.unit, title, held_as, at
    FROM decision_act AS act, ${made}
    WHERE act.tenant = ${tx.tenant} AND act.draft = ${original}::uuid`.execute(tables);
}
