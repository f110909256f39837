import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import type { Harvest } from '../harvest.js';
import { placeOnWeb } from '../own-addresses.js';
import type { DatasetTables } from '../tables.js';

const COLUMNS = [
  'id',
  'title',
  'prefix',
  'address',
  'unit',
  'state',
  'revision',
  'report',
  'wanted_at',
  'read_at',
  'created_at',
] as const;
type Stored = Pick<DatasetTables['dataset_harvest'], (typeof COLUMNS)[number]>;
const toHarvest = ({ wanted_at, read_at, created_at, ...row }: Stored): Harvest => ({
  ...row,
  wantedAt: wanted_at,
  readAt: read_at,
  createdAt: created_at,
});

const harvests = (tx: Tx) =>
  tx.tables<DatasetTables>().selectFrom('dataset_harvest').select(COLUMNS).where('tenant', '=', tx.tenant);

/** The newest first; `before`: the last one of the page before. */
export async function listHarvests(
  tx: Tx,
  wish: { units?: readonly string[] | null; before?: string | undefined; limit: number },
): Promise<Harvest[]> {
  if (wish.units?.length === 0) return [];
  let query = harvests(tx).orderBy('id', 'desc').limit(wish.limit);
  if (wish.units) query = query.where('unit', 'in', wish.units);
  if (wish.before !== undefined) query = query.where('id', '<', wish.before);
  return (await query.execute()).map(toHarvest);
}

export async function findHarvest(tx: Tx, id: string): Promise<Harvest | undefined> {
  const row = await harvests(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toHarvest(row);
}

/** What of it another entry has already, if anything. */
export async function insertHarvest(
  tx: Tx,
  harvest: Pick<Harvest, 'id' | 'title' | 'prefix' | 'address' | 'unit' | 'createdAt'>,
): Promise<'prefix' | 'address' | null> {
  const { createdAt, ...row } = harvest;
  const tables = tx.tables<DatasetTables>();
  const place = placeOf(harvest.address);
  const { numInsertedOrUpdatedRows } = await tables
    .insertInto('dataset_harvest')
    .values({
      tenant: tx.tenant,
      ...row,
      place,
      state: 'active',
      revision: 1,
      report: null,
      wanted_at: createdAt,
      read_at: null,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows) > 0) return null;
  const same = await harvests(tx).where('place', '=', place).executeTakeFirst();
  return same ? 'address' : 'prefix';
}

/** An address of no place was refused before it came here. */
function placeOf(address: string): string {
  const place = placeOnWeb(address);
  invariant(place !== null, `${address} is an address of the web`);
  return place;
}

/** Throws what the database says when another entry has the address. */
export async function mendHarvest(
  tx: Tx,
  id: string,
  { title, address, unit, wantedAt }: Pick<Harvest, 'title' | 'address' | 'unit' | 'wantedAt'>,
): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .updateTable('dataset_harvest')
    .set(({ eb }) => ({
      title,
      address,
      place: placeOf(address),
      unit,
      wanted_at: wantedAt,
      revision: eb('revision', '+', 1),
    }))
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

export async function saveHarvest(
  tx: Tx,
  id: string,
  { state, report, wantedAt, readAt }: Partial<Pick<Harvest, 'state' | 'report' | 'wantedAt' | 'readAt'>>,
): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .updateTable('dataset_harvest')
    .set({
      ...(state && { state }),
      ...(report && { report: sql<Harvest['report']>`${JSON.stringify(report)}::jsonb` }),
      ...(wantedAt !== undefined && { wanted_at: wantedAt }),
      ...(readAt && { read_at: readAt }),
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

export async function deleteHarvest(tx: Tx, id: string): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .deleteFrom('dataset_harvest')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}
