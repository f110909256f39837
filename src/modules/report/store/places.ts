import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Box } from '#modules/register/api.js';
import type { State } from '../model.js';
import type { ReportTables } from '../tables.js';
import { SHOWN } from './reports.js';

/** Which of the released reports. */
export interface PublicPart {
  isClosed: boolean;
  /** null: of all kinds. */
  kind: string | null;
}

/**
 * Released reports whose rounded position lies in the box. Nothing depends on the exact position, or the edges of boxes
 * would tell it.
 */
function placed(tx: Tx, { isClosed, kind }: PublicPart, [west, south, east, north]: Box, decimals: number) {
  const half = 0.5 / 10 ** decimals;
  const rounded = (column: 'lat' | 'lon') =>
    sql<number>`round(${sql.ref(column)}::numeric, ${decimals}::int)::float8`;
  const released = tx
    .tables<ReportTables>()
    .selectFrom('report')
    .select(['number', 'kind', 'received_at', sql<State>`${SHOWN}`.as('shown')])
    .select([rounded('lat').as('lat'), rounded('lon').as('lon')])
    .where('tenant', '=', tx.tenant)
    .where('released_at', 'is not', null)
    .where('lat', '>=', south - half)
    .where('lat', '<=', north + half)
    .where('lon', '>=', west - half)
    .where('lon', '<=', east + half)
    .where(isClosed ? sql<boolean>`${SHOWN} = 'closed'` : sql<boolean>`${SHOWN} <> 'closed'`);
  return tx
    .tables<ReportTables>()
    .selectFrom((kind === null ? released : released.where('kind', '=', kind)).as('placed'))
    .where('lat', '>=', south)
    .where('lat', '<', north)
    .where('lon', '>=', west)
    .where('lon', '<', east);
}

/** One by one, the newest first. */
export const placesIn = (tx: Tx, part: PublicPart, box: Box, decimals: number, limit: number) =>
  placed(tx, part, box, decimals)
    .select(['number', 'kind', 'shown', 'lat', 'lon'])
    .orderBy('received_at', 'desc')
    .orderBy('number')
    .limit(limit)
    .execute();

/** How many lie in each of so many parts of the box by so many, and where their middle is. */
export const placesCounted = (tx: Tx, part: PublicPart, box: Box, decimals: number, parts: number) => {
  const [west, south, east, north] = box;
  const column = sql`floor((lon - ${west}::float8) / ${(east - west) / parts}::float8)`;
  const row = sql`floor((lat - ${south}::float8) / ${(north - south) / parts}::float8)`;
  return placed(tx, part, box, decimals)
    .select([
      sql<number>`count(*)`.as('count'),
      sql<number>`avg(lat)`.as('lat'),
      sql<number>`avg(lon)`.as('lon'),
    ])
    .groupBy([sql`${column}`, sql`${row}`])
    .execute();
};

const LONGEST_LABEL = 60;

/** By words that staff released, or by the number. */
export async function placesNamed(
  tx: Tx,
  { isClosed, kind }: PublicPart,
  text: string,
  decimals: number,
  limit: number,
) {
  const number = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  let query = tx
    .tables<ReportTables>()
    .selectFrom('report')
    .select(['number', 'public_words', 'lat', 'lon'])
    .where('tenant', '=', tx.tenant)
    .where('released_at', 'is not', null)
    .where(isClosed ? sql<boolean>`${SHOWN} = 'closed'` : sql<boolean>`${SHOWN} <> 'closed'`)
    .where(
      sql<boolean>`(number = ${number} OR position(${text} IN concat_ws(' ', public_words, public_place)) > 0)`,
    );
  if (kind !== null) query = query.where('kind', '=', kind);
  const rows = await query.orderBy('received_at', 'desc').limit(limit).execute();
  return rows.map(({ number: id, public_words, lat, lon }) => ({
    id,
    label: (public_words || id).slice(0, LONGEST_LABEL),
    point:
      lat === null || lon === null
        ? null
        : { lat: Number(lat.toFixed(decimals)), lon: Number(lon.toFixed(decimals)) },
  }));
}
