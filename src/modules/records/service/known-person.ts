import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { parseReference } from '#kernel/values/reference-number.js';
import type { RecordsDeps } from './deps.js';

/**
 * Whoever made the application with this number, where the actor may see that application: whose my page it is. Throws
 * invalidInput naming `caseNumber`; an application of somebody without a page, a hidden one and none look the same.
 */
export async function knownPerson(
  { kernel: { access }, procedure }: Pick<RecordsDeps, 'kernel' | 'procedure'>,
  tx: Tx,
  context: Context,
  typed: string,
): Promise<string> {
  const number = parseReference(typed);
  const parties = number.ok ? await procedure.caseNumbered(tx, number.value) : null;
  const applicant = parties?.applicant ?? null;
  const isKnown = applicant?.startsWith('resident/') || applicant?.startsWith('business/');
  if (!parties || !applicant || !isKnown || !access.can(context, 'case.read', parties.unit))
    throw new AppError('invalidInput', 'no known person behind this number', {
      fields: { caseNumber: 'unknown' },
    });
  return applicant;
}
