import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Binder, DocumentHead, Grade } from '../model.js';
import type { RecordsTables } from '../tables.js';
import { bindersOf } from './binders.js';
import { headsOf } from './documents.js';
import { type Door, mayPass } from './door.js';
import { openJson, sealJson } from './sealing.js';

export interface HandOver {
  from: string;
  to: string;
  reason: string;
  /** staff/… */
  by: string;
  at: Temporal.Instant;
}

export type HandedOver = HandOver & { id: string } & (
    | { document: DocumentHead; binder: null }
    | { document: null; binder: Binder }
  );

const reasonSubject = (id: string) => `hand-over/${id}/reason`;

export async function insertHandOver(
  tx: Tx,
  vault: Vault,
  what: { document: string } | { binder: string },
  { from, to, reason, by, at }: HandOver,
): Promise<void> {
  const id = uuidv7(at);
  await tx
    .tables<RecordsTables>()
    .insertInto('records_hand_over')
    .values({
      tenant: tx.tenant,
      id,
      document_id: 'document' in what ? what.document : null,
      binder_id: 'binder' in what ? what.binder : null,
      from_unit: from,
      to_unit: to,
      reason: sealJson(vault, tx, reasonSubject(id), reason),
      by,
      at,
    })
    .execute();
}

/** What sections gave away, for whoever could see it while they had it; the newest first. */
export async function listHandOvers(
  tx: Tx,
  vault: Vault,
  door: Door,
  { after, limit }: { after?: TimePlace | undefined; limit: number },
): Promise<HandedOver[]> {
  const ofBinder =
    door.open === null
      ? sql<boolean>`true`
      : sql<boolean>`records_hand_over.from_unit = ANY (${door.open}::text[])`;
  let query = tx
    .tables<RecordsTables>()
    .selectFrom('records_hand_over')
    .leftJoin('records_document', (join) =>
      join
        .onRef('records_document.tenant', '=', 'records_hand_over.tenant')
        .onRef('records_document.id', '=', 'records_hand_over.document_id'),
    )
    .where('records_hand_over.tenant', '=', tx.tenant)
    .where(
      sql<boolean>`CASE WHEN records_hand_over.document_id IS NULL THEN ${ofBinder}
        ELSE ${mayPass(door, 'records_hand_over.from_unit')} END`,
    );
  if (after)
    query = query.where(
      sql<boolean>`(records_hand_over.at, records_hand_over.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  const rows = await query
    .selectAll('records_hand_over')
    .orderBy('records_hand_over.at', 'desc')
    .orderBy('records_hand_over.id', 'desc')
    .limit(limit)
    .execute();
  const documents = await headsOf(tx, vault, idsIn(rows.map((row) => row.document_id)));
  const binders = await bindersOf(tx, vault, idsIn(rows.map((row) => row.binder_id)));
  return rows.flatMap(({ id, document_id, binder_id, from_unit, to_unit, reason, by, at }): HandedOver[] => {
    const opened = openJson<string>(vault, tx, reasonSubject(id), reason);
    const how = { id, from: from_unit, to: to_unit, reason: opened, by, at };
    const document = documents.get(document_id ?? '');
    const binder = binders.get(binder_id ?? '');
    if (document) return [{ ...how, document, binder: null }];
    return binder ? [{ ...how, document: null, binder }] : [];
  });
}

const idsIn = (ids: readonly (string | null)[]) => ids.filter((id) => id !== null);

/** Grades of the documents in a binder, seen or not. */
export async function gradesIn(tx: Tx, binderId: string): Promise<Grade[]> {
  const rows = await tx
    .tables<RecordsTables>()
    .selectFrom('records_document')
    .select('grade')
    .distinct()
    .where('tenant', '=', tx.tenant)
    .where('binder_id', '=', binderId)
    .execute();
  return rows.map(({ grade }) => grade);
}
