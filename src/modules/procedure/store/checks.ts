import type { Tx } from '#kernel/db/database.js';
import type { ProcedureTables } from '../tables.js';

/** A point of the review that somebody has looked at. */
export interface CheckMark {
  /** From 1, in the order of the definition that the case was made with. */
  number: number;
  at: Temporal.Instant;
  /** Id of the member of staff. */
  by: string;
}

export async function checkMarksOf(tx: Tx, caseId: string): Promise<CheckMark[]> {
  const rows = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_case_check')
    .select(['check_no', 'checked_at', 'checked_by'])
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', caseId)
    .orderBy('check_no')
    .execute();
  return rows.map(({ check_no, checked_at, checked_by }) => ({
    number: check_no,
    at: checked_at,
    by: checked_by,
  }));
}

export async function addCheckMarks(tx: Tx, caseId: string, marks: readonly CheckMark[]): Promise<void> {
  if (marks.length === 0) return;
  await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_case_check')
    .values(
      marks.map(({ number, at, by }) => ({
        tenant: tx.tenant,
        case_id: caseId,
        check_no: number,
        checked_at: at,
        checked_by: by,
      })),
    )
    .execute();
}

/** Takes marks away; all of them when no numbers are given. */
export async function removeCheckMarks(tx: Tx, caseId: string, numbers?: readonly number[]): Promise<void> {
  if (numbers?.length === 0) return;
  let query = tx
    .tables<ProcedureTables>()
    .deleteFrom('procedure_case_check')
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', caseId);
  if (numbers) query = query.where('check_no', 'in', numbers);
  await query.execute();
}
