import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { CaseSummary } from '../model.js';
import { cases, HEAD, toSummary } from '../store/cases.js';
import type { ProcedureTables } from '../tables.js';

/** Units in which cases may be seen; null: all. */
type Units = readonly string[] | null;

const pairOf = (one: string, other: string) =>
  one < other ? { case_id: one, other_id: other } : { case_id: other, other_id: one };

/** False when they are linked already. */
export async function insertLink(
  tx: Tx,
  one: string,
  other: string,
  by: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const inserted = await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_case_link')
    .values({ tenant: tx.tenant, ...pairOf(one, other), linked_at: now, linked_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .returning('case_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** False when they were not linked. */
export async function deleteLink(tx: Tx, one: string, other: string): Promise<boolean> {
  const pair = pairOf(one, other);
  const { numDeletedRows } = await tx
    .tables<ProcedureTables>()
    .deleteFrom('procedure_case_link')
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', pair.case_id)
    .where('other_id', '=', pair.other_id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function countLinks(tx: Tx, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT (SELECT count(*) FROM procedure_case_link WHERE tenant = ${tx.tenant} AND case_id = ${id}::uuid)
      + (SELECT count(*) FROM procedure_case_link WHERE tenant = ${tx.tenant} AND other_id = ${id}::uuid) AS count
    `.execute(tx.tables<ProcedureTables>());
  return Number(rows[0]?.count ?? 0);
}

/** Linked with this case, as far as they may be seen, the newest first. */
export async function linkedCases(
  tx: Tx,
  vault: Vault,
  id: string,
  units: Units,
  limit: number,
): Promise<CaseSummary[]> {
  if (units?.length === 0) return [];
  const tables = tx.tables<ProcedureTables>();
  const links = tables.selectFrom('procedure_case_link').where('tenant', '=', tx.tenant);
  const rows = await cases(tx)
    .select(HEAD)
    .where(
      'id',
      'in',
      links
        .select('other_id as id')
        .where('case_id', '=', id)
        .unionAll(links.select('case_id as id').where('other_id', '=', id)),
    )
    .$if(units !== null, (query) => query.where('unit', 'in', [...(units ?? [])]))
    .orderBy('submitted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => toSummary(tx, vault, row));
}

/** Other cases of the same applicant, as far as they may be seen, the newest first. */
export async function casesOfSameApplicant(
  tx: Tx,
  vault: Vault,
  { id, applicant }: { id: string; applicant: string },
  units: Units,
  { after, limit }: { after?: TimePlace | undefined; limit: number },
): Promise<CaseSummary[]> {
  if (units?.length === 0) return [];
  const rows = await cases(tx)
    .select(HEAD)
    .where('applicant', '=', applicant)
    .where('id', '<>', id)
    .$if(units !== null, (query) => query.where('unit', 'in', [...(units ?? [])]))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(submitted_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)`,
      ),
    )
    .orderBy('submitted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => toSummary(tx, vault, row));
}
