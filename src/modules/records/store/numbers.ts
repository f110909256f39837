import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { DocumentNumber } from '../model.js';
import type { RecordsTables } from '../tables.js';

/**
 * The next number under a symbol in a fiscal year. The counter's row is held until the transaction ends, and a
 * transaction that fails gives the number back: neither gaps nor doubles, however many are taken at the same time.
 */
export async function nextNumber(
  tx: Tx,
  { symbol, fiscalYear }: { symbol: string; fiscalYear: number },
): Promise<DocumentNumber> {
  const { last } = await tx
    .tables<RecordsTables>()
    .insertInto('records_counter')
    .values({ tenant: tx.tenant, symbol, fiscal_year: fiscalYear, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'symbol', 'fiscal_year'])
        .doUpdateSet({ last: sql<number>`records_counter.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return { symbol, fiscalYear, number: last };
}
