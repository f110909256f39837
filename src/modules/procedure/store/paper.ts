import { sql } from 'kysely';
import type { Answers } from '#forms/answers.js';
import type { PaperPositions } from '#forms/paper/geometry.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { PersonData } from '../model.js';
import type { PaperTables } from '../tables-paper.js';
import { openJson, sealJson } from './sealing.js';

/** Keeps the positions of an empty form; the same again changes nothing. */
export async function keepLayout(
  tx: Tx,
  form: { procedure: string; version: string; digest: string; positions: PaperPositions },
  now: Temporal.Instant,
): Promise<void> {
  const { positions, ...key } = form;
  await tx
    .tables<PaperTables>()
    .insertInto('procedure_paper_layout')
    .values({
      tenant: tx.tenant,
      ...key,
      positions: sql<object>`${JSON.stringify(positions)}::jsonb`,
      made_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function layoutOf(
  tx: Tx,
  procedure: string,
  version: string,
  digest: string,
): Promise<PaperPositions | undefined> {
  const row = await tx
    .tables<PaperTables>()
    .selectFrom('procedure_paper_layout')
    .select('positions')
    .where('tenant', '=', tx.tenant)
    .where('procedure', '=', procedure)
    .where('version', '=', version)
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row?.positions as PaperPositions | undefined;
}

export interface SheetContent {
  answers: Answers;
  person: PersonData;
  positions: PaperPositions;
  digest: string;
}

export interface Sheet {
  id: string;
  procedure: string;
  version: string;
  /** Who printed it. */
  person: string;
  content: SheetContent;
  madeAt: Temporal.Instant;
  draft: string | null;
}

const subject = (id: string) => `sheet/${id}`;

export async function insertSheet(tx: Tx, vault: Vault, sheet: Sheet): Promise<void> {
  const { content, madeAt, ...head } = sheet;
  await tx
    .tables<PaperTables>()
    .insertInto('procedure_sheet')
    .values({
      tenant: tx.tenant,
      ...head,
      content: sealJson(vault, tx.tenant, subject(sheet.id), content),
      made_at: madeAt,
    })
    .execute();
}

export async function findSheet(tx: Tx, vault: Vault, id: string): Promise<Sheet | undefined> {
  const row = await tx
    .tables<PaperTables>()
    .selectFrom('procedure_sheet')
    .select(['id', 'procedure', 'version', 'person', 'content', 'made_at', 'draft'])
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { made_at, content, ...head } = row;
  return {
    ...head,
    content: openJson<SheetContent>(vault, tx.tenant, subject(id), content),
    madeAt: made_at,
  };
}

/** The draft that a sheet was printed from; null for an empty form. */
export async function draftOfSheet(tx: Tx, id: string): Promise<string | null> {
  const row = await tx
    .tables<PaperTables>()
    .selectFrom('procedure_sheet')
    .select('draft')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.draft ?? null;
}

/** All prints of a draft. */
export async function sheetsOfDraft(tx: Tx, draft: string): Promise<string[]> {
  const rows = await tx
    .tables<PaperTables>()
    .selectFrom('procedure_sheet')
    .select('id')
    .where('tenant', '=', tx.tenant)
    .where('draft', '=', draft)
    .orderBy('made_at')
    .execute();
  return rows.map(({ id }) => id);
}

export async function deleteSheetsBefore(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx
    .tables<PaperTables>()
    .deleteFrom('procedure_sheet')
    .where('tenant', '=', tx.tenant)
    .where('made_at', '<', before)
    .execute();
}
