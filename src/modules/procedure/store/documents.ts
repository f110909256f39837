import { createHash } from 'node:crypto';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { VerificationCode } from '#kernel/values/verification-code.js';
import type { Certificate, Correction, Reissue, Revocation } from '../model.js';
import type { PickUpCode } from '../pick-up-code.js';
import type { ProcedureTables } from '../tables.js';
import { pickUpSubject } from './hand-over.js';
import { openJson, sealJson } from './sealing.js';

type CorrectionContent = Pick<Correction, 'fields' | 'message' | 'before'>;
const correctionSubject = (id: string) => `correction/${id}`;
const certificateSubject = (id: string) => `certificate/${id}`;
const reissueSubject = (id: string) => `certificate/${id}/correction`;

export async function insertCorrection(tx: Tx, vault: Vault, correction: Correction): Promise<void> {
  const { id, fields, message, before } = correction;
  await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_correction')
    .values({
      tenant: tx.tenant,
      id,
      case_id: correction.caseId,
      content: sealJson(vault, tx.tenant, correctionSubject(id), { fields, message, before }),
      asked_at: correction.askedAt,
      asked_by: correction.askedBy,
      due_on: correction.dueOn,
      answered_at: null,
    })
    .execute();
}

/** Oldest first. */
export async function correctionsOf(tx: Tx, vault: Vault, caseId: string): Promise<Correction[]> {
  const rows = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_correction')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', caseId)
    .orderBy('asked_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    askedAt: row.asked_at,
    askedBy: row.asked_by,
    dueOn: row.due_on,
    answeredAt: row.answered_at,
    ...openJson<CorrectionContent>(vault, tx.tenant, correctionSubject(row.id), row.content),
  }));
}

/** Keeps what the named fields held before the reply. */
export async function answerCorrection(
  tx: Tx,
  vault: Vault,
  { id, fields, message }: Correction,
  before: Correction['before'],
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<ProcedureTables>()
    .updateTable('procedure_correction')
    .set({
      answered_at: now,
      content: sealJson(vault, tx.tenant, correctionSubject(id), { fields, message, before }),
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

export async function insertCertificate(
  tx: Tx,
  vault: Vault,
  certificate: Certificate & {
    issuedBy: string;
    pickUpCode: PickUpCode | null;
    correction: Pick<Reissue, 'reason' | 'before'> | null;
  },
  pdf: Uint8Array,
): Promise<void> {
  await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_certificate')
    .values({
      tenant: tx.tenant,
      id: certificate.id,
      case_id: certificate.caseId,
      verification_code: certificate.verificationCode,
      issued_on: certificate.issuedOn,
      issued_at: certificate.issuedAt,
      issued_by: certificate.issuedBy,
      valid_until: certificate.validUntil,
      revoked_at: null,
      fiscal_year: certificate.number?.fiscalYear ?? null,
      number: certificate.number?.number ?? null,
      template_version: certificate.templateVersion,
      pickup_code:
        certificate.pickUpCode &&
        vault.seal(tx.tenant, pickUpSubject(certificate.id), certificate.pickUpCode),
      correction:
        certificate.correction &&
        sealJson(vault, tx.tenant, reissueSubject(certificate.id), certificate.correction),
      content: vault.seal(tx.tenant, certificateSubject(certificate.id), pdf),
      content_hash: createHash('sha256').update(pdf).digest(),
    })
    .execute();
}

const HEAD = [
  'id',
  'case_id',
  'verification_code',
  'issued_on',
  'issued_at',
  'valid_until',
  'revoked_at',
  'fiscal_year',
  'number',
  'template_version',
  'handed_over_at',
  'handed_over_by',
] as const;

const toCertificate = (
  row: Pick<ProcedureTables['procedure_certificate'], (typeof HEAD)[number]>,
): Certificate => ({
  id: row.id,
  caseId: row.case_id,
  verificationCode: row.verification_code as VerificationCode,
  issuedOn: row.issued_on,
  issuedAt: row.issued_at,
  validUntil: row.valid_until,
  revokedAt: row.revoked_at,
  number:
    row.fiscal_year === null || row.number === null
      ? null
      : { fiscalYear: row.fiscal_year, number: row.number },
  templateVersion: row.template_version,
  handedOver:
    row.handed_over_at && row.handed_over_by ? { at: row.handed_over_at, by: row.handed_over_by } : null,
});

const certificates = (tx: Tx) =>
  tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_certificate')
    .where('procedure_certificate.tenant', '=', tx.tenant);

/** Every document of a case, the oldest first: all but the last are revoked. */
export async function certificatesOf(tx: Tx, caseId: string): Promise<Certificate[]> {
  const rows = await certificates(tx)
    .select(HEAD)
    .where('case_id', '=', caseId)
    .orderBy('issued_at')
    .orderBy('id')
    .execute();
  return rows.map(toCertificate);
}

/** The last one that was issued, in force or not. */
export const certificateOf = async (tx: Tx, caseId: string): Promise<Certificate | undefined> =>
  (await certificatesOf(tx, caseId)).at(-1);

/** In whose place a document came, and why; null for a first one. */
export async function reissueOf(
  tx: Tx,
  vault: Vault,
  { id, caseId }: Pick<Certificate, 'id' | 'caseId'>,
): Promise<Reissue | null> {
  const issued = await certificatesOf(tx, caseId);
  const replacedAt = issued[issued.findIndex((one) => one.id === id) - 1]?.revokedAt;
  if (!replacedAt) return null;
  const row = await certificates(tx).select('correction').where('id', '=', id).executeTakeFirst();
  if (!row?.correction) return { replacedAt, reason: '', before: [] };
  const kept = openJson<Pick<Reissue, 'reason' | 'before'>>(
    vault,
    tx.tenant,
    reissueSubject(id),
    row.correction,
  );
  return { replacedAt, ...kept };
}

export async function certificateFile(tx: Tx, vault: Vault, id: string): Promise<Uint8Array | undefined> {
  const row = await certificates(tx).select('content').where('id', '=', id).executeTakeFirst();
  return row && new Uint8Array(vault.open(tx.tenant, certificateSubject(id), row.content));
}

/** By the code printed on it, with the procedure that it came from. */
export async function certificateByCode(
  tx: Tx,
  code: VerificationCode,
): Promise<{ certificate: Certificate; procedure: string; version: string } | undefined> {
  const row = await certificates(tx)
    .innerJoin('procedure_case', (join) =>
      join
        .onRef('procedure_case.tenant', '=', 'procedure_certificate.tenant')
        .onRef('procedure_case.id', '=', 'procedure_certificate.case_id'),
    )
    .select(HEAD.map((column) => `procedure_certificate.${column}` as const))
    .select(['procedure_case.procedure', 'procedure_case.version'])
    .where('verification_code', '=', code)
    .executeTakeFirst();
  return row && { certificate: toCertificate(row), procedure: row.procedure, version: row.version };
}

const revocationSubject = (id: string) => `certificate/${id}/revocation`;

export async function revokeCertificate(
  tx: Tx,
  vault: Vault,
  id: string,
  { reason, words }: Revocation,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<ProcedureTables>()
    .updateTable('procedure_certificate')
    .set({
      revoked_at: now,
      revocation_reason: reason,
      revocation_words: vault.seal(tx.tenant, revocationSubject(id), words),
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Why a certificate was revoked; null while it is in force, and where no reason was asked for yet. */
export async function revocationOf(tx: Tx, vault: Vault, id: string): Promise<Revocation | null> {
  const row = await certificates(tx)
    .select(['revocation_reason as reason', 'revocation_words as words'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row?.reason || !row.words) return null;
  return {
    reason: row.reason,
    words: vault.open(tx.tenant, revocationSubject(id), row.words).toString('utf8'),
  };
}
