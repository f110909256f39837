import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { comparableName, NAME_INDEX } from '../applicant-name.js';
import type { ProcedureTables } from '../tables.js';
import { cases, nameSubject } from './cases.js';

/** Makes the index of cases that came in before there was one; how many. */
export async function indexNames(tx: Tx, vault: Vault, limit: number): Promise<number> {
  const rows = await cases(tx)
    .select(['id', 'applicant_name'])
    .where('name_index', 'is', null)
    .limit(limit)
    .forUpdate()
    .execute();
  for (const { id, applicant_name } of rows) {
    const name = vault.open(tx.tenant, nameSubject(id), applicant_name).toString('utf8');
    await tx
      .tables<ProcedureTables>()
      .updateTable('procedure_case')
      .set({ name_index: vault.blindIndex(tx.tenant, NAME_INDEX, comparableName(name))[0] })
      .where('tenant', '=', tx.tenant)
      .where('id', '=', id)
      .execute();
  }
  return rows.length;
}
