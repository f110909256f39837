import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { DocumentNumber } from '../model.js';
import type { ProcedureTables } from '../tables.js';

/**
 * The number of this document of a case, from 1: the one it has, or the next of the fiscal year. The counter's row is held
 * until the transaction ends, so numbers have neither gaps nor doubles, however many are taken at the same time.
 */
export async function numberFor(
  tx: Tx,
  caseId: string,
  fiscalYear: number,
  edition: number,
): Promise<DocumentNumber> {
  const tables = tx.tables<ProcedureTables>();
  const known = await tables
    .selectFrom('procedure_document_number')
    .select(['fiscal_year', 'number'])
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', caseId)
    .where('edition', '=', edition)
    .executeTakeFirst();
  if (known) return { fiscalYear: known.fiscal_year, number: known.number };
  const { last } = await tables
    .insertInto('procedure_document_counter')
    .values({ tenant: tx.tenant, fiscal_year: fiscalYear, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'fiscal_year'])
        .doUpdateSet({ last: sql<number>`procedure_document_counter.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  await tables
    .insertInto('procedure_document_number')
    .values({ tenant: tx.tenant, fiscal_year: fiscalYear, number: last, case_id: caseId, edition })
    .execute();
  return { fiscalYear, number: last };
}
