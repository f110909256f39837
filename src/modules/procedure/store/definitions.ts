import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { ProcedureTables } from '../tables.js';

interface NewVersion {
  id: string;
  version: string;
  document: object;
  digest: Uint8Array;
}

/** Under which version a text is kept. */
export interface KeptVersion {
  id: string;
  /** As its file says. */
  stated: string;
  /** `2.1`, or `2.1-1` where another text was kept as 2.1 before. */
  version: string;
  /** Kept just now, beside another text of the stated version. */
  isBeside: boolean;
}

/**
 * Keeps the texts that are not known yet. Nothing that was kept is ever changed: a text that differs from what has
 * its version stands beside it, under a number behind that version, the same number at every start.
 */
export async function keepVersions(
  tx: Tx,
  offered: readonly NewVersion[],
  now: Temporal.Instant,
): Promise<KeptVersion[]> {
  if (offered.length === 0) return [];
  await insertVersions(tx, offered, now);
  const stored = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_definition')
    .select(['id', 'version', 'digest'])
    .where('tenant', '=', tx.tenant)
    .where('id', 'in', [...new Set(offered.map(({ id }) => id))])
    .execute();
  const beside: NewVersion[] = [];
  const kept = offered.map(({ id, version: stated, document, digest }): KeptVersion => {
    const own = stored.filter(
      (one) => one.id === id && (one.version === stated || one.version.startsWith(`${stated}-`)),
    );
    const same = own.find((one) => Buffer.from(one.digest).equals(digest));
    if (same) return { id, stated, version: same.version, isBeside: false };
    const version = `${stated}-${own.length}`;
    beside.push({ id, version, document, digest });
    return { id, stated, version, isBeside: true };
  });
  await insertVersions(tx, beside, now);
  return kept;
}

async function insertVersions(tx: Tx, versions: readonly NewVersion[], now: Temporal.Instant): Promise<void> {
  if (versions.length === 0) return;
  await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_definition')
    .values(
      versions.map(({ id, version, document, digest }) => ({
        tenant: tx.tenant,
        id,
        version,
        document: sql<object>`${JSON.stringify(document)}::jsonb`,
        digest,
        loaded_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The definition document of a version; undefined when it was never offered here. */
export async function documentOf(tx: Tx, id: string, version: string): Promise<object | undefined> {
  const row = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_definition')
    .select('document')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.document;
}
