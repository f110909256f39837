import type { Answers } from '#forms/answers.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { PersonData } from '../model.js';
import type { EntryChannel, EntryPurpose } from '../staff-entry.js';
import type { ProcedureTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

export interface DraftContent {
  person: PersonData;
  answers: Answers;
  /** Answers of earlier applications, to be shown where the person agreed to that. */
  earlier?: Answers;
  /** How the caller came, where staff write for somebody. */
  entry?: { channel: EntryChannel; purpose: EntryPurpose };
}

/** An application that is being written. */
export interface DraftHead {
  id: string;
  procedure: string;
  version: string;
  updatedAt: Temporal.Instant;
}

export interface Draft extends DraftHead {
  content: DraftContent;
}

const subject = (id: string) => `draft/${id}`;
/** Nobody writes more at a time; those that follow come up as these are sent or thrown away. */
const MOST_LISTED = 50;

export async function insertDraft(
  tx: Tx,
  vault: Vault,
  draft: { id: string; person: string; procedure: string; version: string; content: DraftContent },
  now: Temporal.Instant,
): Promise<void> {
  const { id, person, procedure, version, content } = draft;
  const sealed = sealJson(vault, tx.tenant, subject(id), content);
  await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_draft')
    .values({
      tenant: tx.tenant,
      id,
      person,
      procedure,
      version,
      content: sealed,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

/** The person's own draft; undefined also when it is somebody else's. */
export async function findDraft(
  tx: Tx,
  vault: Vault,
  id: string,
  person: string,
): Promise<Draft | undefined> {
  const row = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_draft')
    .select(['id', 'procedure', 'version', 'content', 'updated_at'])
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst();
  return row && toDraft(tx, vault, row);
}

export const draftsOf = async (tx: Tx, person: string): Promise<DraftHead[]> => {
  const rows = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_draft')
    .select(['id', 'procedure', 'version', 'updated_at'])
    .where('tenant', '=', tx.tenant)
    .where('person', '=', person)
    .orderBy('updated_at', 'desc')
    .limit(MOST_LISTED)
    .execute();
  return rows.map(({ updated_at, ...row }) => ({ ...row, updatedAt: updated_at }));
};

/** The person's drafts with what is in them, newest first. */
export async function openDraftsOf(tx: Tx, vault: Vault, person: string): Promise<Draft[]> {
  const rows = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_draft')
    .select(['id', 'procedure', 'version', 'content', 'updated_at'])
    .where('tenant', '=', tx.tenant)
    .where('person', '=', person)
    .orderBy('updated_at', 'desc')
    .limit(MOST_LISTED)
    .execute();
  return rows.map((row) => toDraft(tx, vault, row));
}

/** Saves the answers; false when the draft is gone (submitted in another window). */
export async function saveDraft(
  tx: Tx,
  vault: Vault,
  id: string,
  person: string,
  content: DraftContent,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .tables<ProcedureTables>()
    .updateTable('procedure_draft')
    .set({ content: sealJson(vault, tx.tenant, subject(id), content), updated_at: now })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Takes the draft out of the table. Of several requests at the same moment only one gets it; the others wait for
 * its transaction and then find nothing.
 */
export async function takeDraft(
  tx: Tx,
  vault: Vault,
  id: string,
  person: string,
): Promise<Draft | undefined> {
  const row = await tx
    .tables<ProcedureTables>()
    .deleteFrom('procedure_draft')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('person', '=', person)
    .returning(['id', 'procedure', 'version', 'content', 'updated_at'])
    .executeTakeFirst();
  return row && toDraft(tx, vault, row);
}

/** Takes drafts that nobody went on with since then out of the table. */
export async function takeDraftsBefore(
  tx: Tx,
  vault: Vault,
  before: Temporal.Instant,
  limit: number,
): Promise<Draft[]> {
  const rows = await tx
    .tables<ProcedureTables>()
    .deleteFrom('procedure_draft')
    .where('tenant', '=', tx.tenant)
    .where('id', 'in', (left) =>
      left
        .selectFrom('procedure_draft')
        .select('id')
        .where('tenant', '=', tx.tenant)
        .where('updated_at', '<', before)
        .limit(limit),
    )
    .returning(['id', 'procedure', 'version', 'content', 'updated_at'])
    .execute();
  return rows.map((row) => toDraft(tx, vault, row));
}

const toDraft = (
  tx: Tx,
  vault: Vault,
  row: { id: string; procedure: string; version: string; content: Uint8Array; updated_at: Temporal.Instant },
): Draft => ({
  id: row.id,
  procedure: row.procedure,
  version: row.version,
  updatedAt: row.updated_at,
  content: openJson<DraftContent>(vault, tx.tenant, subject(row.id), row.content),
});
