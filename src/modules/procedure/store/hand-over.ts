import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { HandOver } from '../model.js';
import type { PickUpCode } from '../pick-up-code.js';
import type { ProcedureTables } from '../tables.js';

export const pickUpSubject = (certificate: string): string => `certificate/${certificate}/pickup`;

/** A document that waits to be picked up, held by this transaction. */
export interface Waiting {
  id: string;
  caseId: string;
  code: PickUpCode;
  failures: number;
  revokedAt: Temporal.Instant | null;
  handedOverAt: Temporal.Instant | null;
}

/** The document of the case with this number that is picked up with a code; undefined when there is none. */
export async function findWaiting(
  tx: Tx,
  vault: Vault,
  number: ReferenceNumber,
): Promise<Waiting | undefined> {
  const row = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_certificate')
    .innerJoin('procedure_case', (join) =>
      join
        .onRef('procedure_case.tenant', '=', 'procedure_certificate.tenant')
        .onRef('procedure_case.id', '=', 'procedure_certificate.case_id'),
    )
    .select([
      'procedure_certificate.id',
      'procedure_certificate.case_id',
      'procedure_certificate.pickup_code',
      'procedure_certificate.pickup_failures',
      'procedure_certificate.revoked_at',
      'procedure_certificate.handed_over_at',
    ])
    .where('procedure_certificate.tenant', '=', tx.tenant)
    .where('procedure_case.number', '=', number)
    .orderBy('procedure_certificate.issued_at', 'desc')
    .orderBy('procedure_certificate.id', 'desc')
    .limit(1)
    .forUpdate('procedure_certificate')
    .executeTakeFirst();
  if (!row?.pickup_code) return undefined;
  return {
    id: row.id,
    caseId: row.case_id,
    code: vault.open(tx.tenant, pickUpSubject(row.id), row.pickup_code).toString('utf8') as PickUpCode,
    failures: row.pickup_failures,
    revokedAt: row.revoked_at,
    handedOverAt: row.handed_over_at,
  };
}

/** The code that the person shows; null for a document that is not picked up. */
export async function pickUpCodeOf(tx: Tx, vault: Vault, certificate: string): Promise<PickUpCode | null> {
  const row = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_certificate')
    .select('pickup_code')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', certificate)
    .executeTakeFirst();
  if (!row?.pickup_code) return null;
  return vault.open(tx.tenant, pickUpSubject(certificate), row.pickup_code).toString('utf8') as PickUpCode;
}

const certificate = (tx: Tx, id: string) =>
  tx
    .tables<ProcedureTables>()
    .updateTable('procedure_certificate')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id);

export const saveFailures = (tx: Tx, id: string, failures: number) =>
  certificate(tx, id).set({ pickup_failures: failures }).execute();

/** False when it was handed over before. */
export async function markHandedOver(
  tx: Tx,
  id: string,
  by: HandOver,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await certificate(tx, id)
    .where('handed_over_at', 'is', null)
    .set({ handed_over_at: now, handed_over_by: by, pickup_failures: 0 })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
