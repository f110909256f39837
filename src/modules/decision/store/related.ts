import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Draft } from '../model/draft.js';
import type { DecisionTables } from '../tables.js';
import { draftsById } from './drafts.js';

/** Who looks: the drafts of these units (null: of all), and those that one drafted or acted on. */
export interface Looking {
  me: string;
  units: readonly string[] | null;
}

/** The newest decided drafts that may be seen, at most `limit`. */
export async function decidedSeen(
  tx: Tx,
  vault: Vault,
  { me, units }: Looking,
  limit: number,
): Promise<Draft[]> {
  const ofUnits = units === null ? sql`true` : sql`unit = ANY (${[...units]}::text[])`;
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM decision_draft WHERE tenant = ${tx.tenant} AND state = 'decided' AND id IN (
      (SELECT id FROM decision_draft
        WHERE tenant = ${tx.tenant} AND state = 'decided' AND drafter = ${me} ORDER BY id DESC LIMIT ${limit})
      UNION (SELECT id FROM decision_draft
        WHERE tenant = ${tx.tenant} AND state = 'decided' AND ${ofUnits} ORDER BY id DESC LIMIT ${limit})
      UNION (SELECT DISTINCT draft FROM decision_act
        WHERE tenant = ${tx.tenant} AND staff = ${me} ORDER BY draft DESC LIMIT ${limit}))
    ORDER BY id DESC LIMIT ${limit}`.execute(tx.tables<DecisionTables>());
  const ids = rows.map(({ id }) => id);
  const found = await draftsById(tx, vault, ids);
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Of these drafts, those that are decided and may be seen. */
export async function seenOf(
  tx: Tx,
  vault: Vault,
  { me, units }: Looking,
  ids: readonly string[],
): Promise<Map<string, Draft>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .tables<DecisionTables>()
    .selectFrom('decision_draft')
    .where('tenant', '=', tx.tenant)
    .where('state', '=', 'decided')
    .where('id', 'in', [...ids])
    .where((eb) =>
      eb.or([
        units === null ? sql<boolean>`true` : sql<boolean>`unit = ANY (${[...units]}::text[])`,
        eb('drafter', '=', me),
        eb.exists(
          eb
            .selectFrom('decision_act')
            .select('decision_act.id')
            .whereRef('decision_act.tenant', '=', 'decision_draft.tenant')
            .whereRef('decision_act.draft', '=', 'decision_draft.id')
            .where('decision_act.staff', '=', me),
        ),
      ]),
    )
    .select('id')
    .execute();
  return draftsById(
    tx,
    vault,
    rows.map(({ id }) => id),
  );
}
