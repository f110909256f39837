import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Geometry } from '../geometry.js';
import { rowsOf } from './rows.js';

/** catalog/common/registers/areas.yaml: outlines by the code of the municipality, or of a small area within it. */
const AREAS = 'areas';
const PREFECTURE = /^(\d\d)000/;

/**
 * What the register of boundaries knows of the outline of the town: its own row where there is one, else all areas whose
 * codes begin with that of the town (a prefecture from its municipalities, a municipality from its small areas).
 */
export async function boundaryOf(tx: Tx): Promise<Geometry[]> {
  const code = PREFECTURE.exec(tx.tenant)?.[1] ?? tx.tenant.slice(0, 5);
  const rows = await rowsOf(tx, AREAS)
    .select(['key', 'geometry'])
    .where('state', '=', 'active')
    .where(sql<boolean>`key LIKE ${`${code}%`}`)
    .execute();
  const own = rows.filter(({ key }) => key === code || key === tx.tenant);
  return (own.length > 0 ? own : rows).flatMap(({ geometry }) => geometry ?? []);
}
