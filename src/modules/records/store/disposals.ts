import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { Disposal, DisposalState } from '../model.js';
import type { RecordsTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

const reasonSubject = (id: string) => `disposal/${id}/reason`;
const certificateSubject = (id: string) => `disposal/${id}/certificate`;

const COLUMNS = [
  'id',
  'symbol',
  'fiscal_year',
  'number',
  'kind',
  'state',
  'unit',
  'reason',
  'proposed_by',
  'proposed_at',
  'decided_by',
  'decided_at',
] as const;
type Row = Pick<RecordsTables['records_disposal'], (typeof COLUMNS)[number]>;

const toDisposal = (tx: Tx, vault: Vault, row: Row): Disposal => ({
  id: row.id,
  symbol: row.symbol,
  fiscalYear: row.fiscal_year,
  number: row.number,
  kind: row.kind,
  state: row.state,
  unit: row.unit,
  reason: openJson<string>(vault, tx, reasonSubject(row.id), row.reason),
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
});

const disposals = (tx: Tx, units: readonly string[] | null) => {
  const all = tx.tables<RecordsTables>().selectFrom('records_disposal').where('tenant', '=', tx.tenant);
  return units === null ? all : all.where(sql<boolean>`unit = ANY (${units}::text[])`);
};

export async function insertDisposal(
  tx: Tx,
  vault: Vault,
  disposal: Disposal,
  binders: readonly string[],
): Promise<void> {
  const tables = tx.tables<RecordsTables>();
  await tables
    .insertInto('records_disposal')
    .values({
      tenant: tx.tenant,
      id: disposal.id,
      symbol: disposal.symbol,
      fiscal_year: disposal.fiscalYear,
      number: disposal.number,
      kind: disposal.kind,
      state: disposal.state,
      unit: disposal.unit,
      reason: sealJson(vault, tx, reasonSubject(disposal.id), disposal.reason),
      proposed_by: disposal.proposedBy,
      proposed_at: disposal.proposedAt,
      decided_by: null,
      decided_at: null,
      certificate: null,
    })
    .execute();
  await tables
    .insertInto('records_disposal_binder')
    .values(binders.map((binder_id) => ({ tenant: tx.tenant, disposal_id: disposal.id, binder_id })))
    .execute();
}

export async function findDisposal(
  tx: Tx,
  vault: Vault,
  units: readonly string[] | null,
  id: string,
  { lock = false } = {},
): Promise<Disposal | undefined> {
  const query = disposals(tx, units).select(COLUMNS).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toDisposal(tx, vault, row);
}

/** Newest first. */
export async function listDisposals(
  tx: Tx,
  vault: Vault,
  units: readonly string[] | null,
  { after, limit }: { after?: TimePlace | undefined; limit: number },
): Promise<Disposal[]> {
  let query = disposals(tx, units).select(COLUMNS);
  if (after)
    query = query.where(sql<boolean>`(proposed_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = await query.orderBy('proposed_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => toDisposal(tx, vault, row));
}

export const bindersOf = async (tx: Tx, id: string): Promise<string[]> => {
  const rows = await tx
    .tables<RecordsTables>()
    .selectFrom('records_disposal_binder')
    .select('binder_id')
    .where('tenant', '=', tx.tenant)
    .where('disposal_id', '=', id)
    .orderBy('binder_id')
    .execute();
  return rows.map(({ binder_id }) => binder_id);
};

/** What became of a list whose row is held, with its certificate. */
export async function saveDecision(
  tx: Tx,
  vault: Vault,
  id: string,
  decision: {
    state: Exclude<DisposalState, 'proposed'>;
    by: string;
    at: Temporal.Instant;
    certificate?: Uint8Array;
  },
): Promise<void> {
  const { state, by, at, certificate } = decision;
  await tx
    .tables<RecordsTables>()
    .updateTable('records_disposal')
    .set({
      state,
      decided_by: by,
      decided_at: at,
      certificate: certificate ? vault.seal(tx.tenant, certificateSubject(id), certificate) : null,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** The certificate as PDF; undefined before anything was done. */
export async function certificateOf(
  tx: Tx,
  vault: Vault,
  units: readonly string[] | null,
  id: string,
): Promise<Uint8Array | undefined> {
  const row = await disposals(tx, units).select('certificate').where('id', '=', id).executeTakeFirst();
  return row?.certificate ? vault.open(tx.tenant, certificateSubject(id), row.certificate) : undefined;
}

/** Lists that were decided and are to be carried out. */
export const approvedDisposals = async (tx: Tx, limit: number): Promise<string[]> =>
  (
    await tx
      .tables<RecordsTables>()
      .selectFrom('records_disposal')
      .select('id')
      .where('tenant', '=', tx.tenant)
      .where('state', '=', 'approved')
      .orderBy('id')
      .limit(limit)
      .execute()
  ).map(({ id }) => id);
