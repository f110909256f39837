import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { parseVerificationCode, type VerificationCode } from '#kernel/values/verification-code.js';
import { type CertificateStatus, certificateStatus } from '../model.js';
import { certificateByCode, certificateOf } from '../store/documents.js';
import { caseSubject } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';

/** What anybody who holds the paper may know: nothing about the person. */
export type Verification =
  | { kind: 'unknown' }
  | { kind: 'mistyped' }
  | {
      kind: 'found';
      code: VerificationCode;
      status: CertificateStatus;
      title: LocalizedText;
      issuedOn: Temporal.PlainDate;
      validUntil: Temporal.PlainDate | null;
      revokedAt: Temporal.Instant | null;
      /** A corrected one was issued in its place; by which code is for its holder to say. */
      isReplaced: boolean;
    };

export function createVerifyService({ kernel, definitions }: ProcedureDeps) {
  return {
    /** Looks a code up, however it was typed. */
    verify(context: Context, typed: string): Promise<Verification> {
      const code = parseVerificationCode(typed);
      if (!code.ok) return Promise.resolve({ kind: 'mistyped' });
      return kernel.database.transaction(tenantOf(context), async (tx): Promise<Verification> => {
        const found = await certificateByCode(tx, code.value);
        if (!found) return { kind: 'unknown' };
        const { certificate, procedure, version } = found;
        const { output } = await definitions.at(tx, procedure, version);
        if (output.kind === 'none') return { kind: 'unknown' };
        const status = certificateStatus(certificate, today(context.clock));
        await append(tx, context, {
          type: 'certificate.verified',
          subject: caseSubject(certificate.caseId),
          data: { procedure, certificate: certificate.id, status },
        });
        const { issuedOn, validUntil, revokedAt } = certificate;
        const last = await certificateOf(tx, certificate.caseId);
        return {
          kind: 'found',
          code: code.value,
          status,
          title: output.title,
          issuedOn,
          validUntil,
          revokedAt,
          isReplaced: last?.id !== certificate.id,
        };
      });
    },
  };
}
