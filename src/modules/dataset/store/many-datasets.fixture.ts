import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { DatasetTables } from '../tables.js';

const WORDS = ['人口', '施設', '予算', '道路', '学校', '公園', '避難所', '統計'];

/** Published datasets after one that is there, each with a name, a title, tags and a version of its own. */
export async function copyDataset(
  tx: Tx,
  id: string,
  { from, to, notes }: { from: number; to: number; notes: string },
): Promise<void> {
  const word = (at: string) => sql`(${WORDS}::text[])[1 + (${sql.raw(at)}) % ${WORDS.length}::int]`;
  const tables = tx.tables<DatasetTables>();
  await sql`
    INSERT INTO dataset_dataset (tenant, id, name, state, unit, source, about, file_version, revision, created_at,
      updated_at, published_at, content_at)
    SELECT tenant, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'copy-' || lpad(n::text, 6, '0'),
      'published', unit, source, about || jsonb_build_object('title', ${word('n')} || 'の一覧' || n,
        'notes', ${notes}::text, 'tags', jsonb_build_array(${word('n / 3')}, ${word('n / 7')})),
      file_version, 1, created_at - n * interval '1 minute', updated_at - n * interval '1 minute',
      published_at - n * interval '1 minute', content_at - n * interval '1 minute'
    FROM dataset_dataset, generate_series(${from}::int, ${to}::int) AS n
    WHERE tenant = ${tx.tenant} AND id = ${id}::uuid`.execute(tables);
  await sql`
    INSERT INTO dataset_version (tenant, dataset, version, file, name, media_type, format, size, rows, digest, by, at)
    SELECT tenant, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, version, file, name, media_type,
      format, size, rows, digest, by, at
    FROM dataset_version, generate_series(${from}::int, ${to}::int) AS n
    WHERE tenant = ${tx.tenant} AND dataset = ${id}::uuid`.execute(tables);
  await sql`
    INSERT INTO dataset_release (tenant, dataset, version, at)
    SELECT tenant, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, version, at
    FROM dataset_release, generate_series(${from}::int, ${to}::int) AS n
    WHERE tenant = ${tx.tenant} AND dataset = ${id}::uuid`.execute(tables);
  await forgetCatalogue(tx);
}

/** Gives every nth of the copies other notes. */
export async function changeNotes(tx: Tx, { nth, notes }: { nth: number; notes: string }): Promise<void> {
  await sql`UPDATE dataset_dataset SET about = about || jsonb_build_object('notes', ${notes}::text)
    WHERE tenant = ${tx.tenant} AND name LIKE 'copy-%' AND right(name, 6)::int % ${nth}::int = 0`.execute(
    tx.tables(),
  );
  await forgetCatalogue(tx);
}

/** What is in memory is old. */
async function forgetCatalogue(tx: Tx): Promise<void> {
  await sql`INSERT INTO dataset_revision (tenant, revision) VALUES (${tx.tenant}, 1)
    ON CONFLICT (tenant) DO UPDATE SET revision = dataset_revision.revision + 1`.execute(
    tx.tables<DatasetTables>(),
  );
}
