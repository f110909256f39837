import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { ProcedureTables } from '../tables.js';

/** Replaces what is counted of a case; with nothing it counts no more. */
export async function savePublicAnswers(
  tx: Tx,
  caseId: string,
  procedure: string,
  answers: readonly { field: string; value: string }[],
): Promise<void> {
  const tables = tx.tables<ProcedureTables>();
  await tables
    .deleteFrom('procedure_public_answer')
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', caseId)
    .execute();
  if (answers.length === 0) return;
  await tables
    .insertInto('procedure_public_answer')
    .values(answers.map((answer) => ({ tenant: tx.tenant, case_id: caseId, procedure, ...answer })))
    .execute();
}

export const countPublicAnswers = (
  tx: Tx,
  procedure: string,
): Promise<{ field: string; value: string; count: number }[]> =>
  tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_public_answer')
    .select(['field', 'value', sql<number>`count(*)`.as('count')])
    .where('tenant', '=', tx.tenant)
    .where('procedure', '=', procedure)
    .groupBy(['field', 'value'])
    .execute();

/** How many cases answered each question, with however many answers. */
export const countAnswering = (tx: Tx, procedure: string): Promise<{ field: string; count: number }[]> =>
  tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_public_answer')
    .select(['field', sql<number>`count(DISTINCT case_id)`.as('count')])
    .where('tenant', '=', tx.tenant)
    .where('procedure', '=', procedure)
    .groupBy('field')
    .execute();
