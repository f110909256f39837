import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Draft, DraftContent, DraftTerms, Subject } from '../model/draft.js';
import type { DraftState } from '../model/progress.js';
import { type Extra, NO_EXTRA } from '../model/route.js';
import type { DecisionTables } from '../tables.js';

const drafts = (tx: Tx) =>
  tx.tables<DecisionTables>().selectFrom('decision_draft').where('tenant', '=', tx.tenant).selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof drafts>['executeTakeFirstOrThrow']>>;

const subjectOf = (id: string) => `decision/${id}`;
const json = (value: object) => sql<object>`${JSON.stringify(value)}::jsonb`;
export const sealContent = (tx: Tx, vault: Vault, id: string, content: DraftContent): Buffer =>
  vault.seal(tx.tenant, subjectOf(id), JSON.stringify(content));

/** Written by this module alone. Drafts of its earlier versions have no links. */
const openContent = (tx: Tx, vault: Vault, { id, content }: Row): DraftContent => {
  const said = JSON.parse(
    vault.open(tx.tenant, subjectOf(id), content).toString('utf8'),
  ) as Partial<DraftContent>;
  return { title: '', body: '', reason: '', budget: '', related: '', links: [], ...said };
};

const toDraft = (tx: Tx, vault: Vault, row: Row): Draft => ({
  id: row.id,
  kind: row.kind,
  unit: row.unit,
  drafter: row.drafter,
  state: row.state,
  revision: row.revision,
  round: row.round,
  urgent: row.urgent,
  amount: row.amount,
  dueOn: row.due_on,
  subject:
    row.subject_module === null || row.subject_id === null
      ? null
      : { module: row.subject_module, id: row.subject_id },
  article: row.article,
  // Written by this module alone.
  content: openContent(tx, vault, row),
  // What was written before reviewers could be added has none.
  extra: { ...NO_EXTRA, ...(row.extra as Partial<Extra>) },
  files: row.files as string[],
  filePages: row.file_pages as Record<string, number>,
  basedOn: row.based_on,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  decidedAt: row.decided_at,
  erasedAt: row.erased_at,
});

/** `lock`: holds the row, so that what is done with a draft comes one after the other. */
export async function findDraft(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Draft | undefined> {
  const query = drafts(tx).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toDraft(tx, vault, row);
}

/** Those of these ids that there are, locked in the order of their ids. */
export async function lockDrafts(tx: Tx, vault: Vault, ids: readonly string[]): Promise<Draft[]> {
  if (ids.length === 0) return [];
  const rows = await drafts(tx).where('id', 'in', ids).orderBy('id').forUpdate().execute();
  return rows.map((row) => toDraft(tx, vault, row));
}

export async function draftsById(tx: Tx, vault: Vault, ids: readonly string[]): Promise<Map<string, Draft>> {
  if (ids.length === 0) return new Map();
  const rows = await drafts(tx)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, toDraft(tx, vault, row)]));
}

/** The last draft about something that a module put up. */
export async function lastAbout(tx: Tx, vault: Vault, { module, id }: Subject): Promise<Draft | undefined> {
  const row = await drafts(tx)
    .where('subject_module', '=', module)
    .where('subject_id', '=', id)
    // One that is on its way is the last one, also where the clock went back.
    .orderBy((eb) => eb('state', 'in', ['underWay', 'returned']), 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toDraft(tx, vault, row);
}

const columns = (terms: DraftTerms) => ({
  kind: terms.kind,
  unit: terms.unit,
  urgent: terms.urgent,
  amount: terms.amount,
  due_on: terms.dueOn,
  extra: json(terms.extra),
});

export async function insertDraft(
  tx: Tx,
  vault: Vault,
  draft: DraftTerms & Pick<Draft, 'id' | 'drafter' | 'content' | 'subject' | 'basedOn' | 'createdAt'>,
): Promise<void> {
  await tx
    .tables<DecisionTables>()
    .insertInto('decision_draft')
    .values({
      tenant: tx.tenant,
      id: draft.id,
      ...columns(draft),
      drafter: draft.drafter,
      state: 'draft',
      subject_module: draft.subject?.module ?? null,
      subject_id: draft.subject?.id ?? null,
      article: null,
      content: sealContent(tx, vault, draft.id, draft.content),
      based_on: draft.basedOn,
      created_at: draft.createdAt,
      changed_at: draft.createdAt,
      sent_at: null,
      decided_at: null,
      reminded_on: null,
      erased_at: null,
    })
    .execute();
}

/** Keeps whom the drafter of a locked draft adds while it is under way. */
export async function saveExtra(tx: Tx, id: string, extra: Extra): Promise<void> {
  await tx
    .tables<DecisionTables>()
    .updateTable('decision_draft')
    .set({ extra: json(extra) })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Keeps what a locked draft says now, as its next revision. */
export async function saveContent(
  tx: Tx,
  vault: Vault,
  draft: Draft,
  { terms, content, at }: { terms: DraftTerms; content: DraftContent; at: Temporal.Instant },
): Promise<void> {
  await tx
    .tables<DecisionTables>()
    .updateTable('decision_draft')
    .set({
      ...columns(terms),
      content: sealContent(tx, vault, draft.id, content),
      revision: draft.revision + 1,
      changed_at: at,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', draft.id)
    .execute();
}

export async function saveFiles(
  tx: Tx,
  id: string,
  files: readonly string[],
  filePages: Readonly<Record<string, number>>,
): Promise<void> {
  await tx
    .tables<DecisionTables>()
    .updateTable('decision_draft')
    .set({ files: json(files), file_pages: json(filePages) })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

export const saveState = (tx: Tx, id: string, change: StateChange): Promise<void> =>
  saveStates(tx, [id], change);

interface StateChange {
  state: DraftState;
  round?: number;
  article?: string;
  sent_at?: Temporal.Instant;
  decided_at?: Temporal.Instant;
  changed_at: Temporal.Instant;
}

/** The same change of many drafts. */
export async function saveStates(tx: Tx, ids: readonly string[], change: StateChange): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .tables<DecisionTables>()
    .updateTable('decision_draft')
    .set(change)
    .where('tenant', '=', tx.tenant)
    .where('id', 'in', [...ids])
    .execute();
}

/** Keeps the title of a locked draft, and nothing else that it said. */
export async function emptyDraft(tx: Tx, vault: Vault, draft: Draft, at: Temporal.Instant): Promise<void> {
  const { title } = draft.content;
  const left = { title, body: '', reason: '', budget: '', related: '', links: [] };
  await tx
    .tables<DecisionTables>()
    .updateTable('decision_draft')
    .set({
      content: sealContent(tx, vault, draft.id, left),
      files: json([]),
      file_pages: json({}),
      erased_at: at,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', draft.id)
    .execute();
}

/** Drafts of one person, the newest first; `before`: those that are older than this one. */
export async function draftsOf(
  tx: Tx,
  vault: Vault,
  drafter: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<Draft[]> {
  const rows = await drafts(tx)
    .where('drafter', '=', drafter)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => toDraft(tx, vault, row));
}

/** Drafts of one person that lie with that person. */
export async function countWithDrafter(tx: Tx, drafter: string): Promise<number> {
  const { count } = await tx
    .tables<DecisionTables>()
    .selectFrom('decision_draft')
    .where('tenant', '=', tx.tenant)
    .where('drafter', '=', drafter)
    .where('state', 'in', ['draft', 'returned'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Drafts on their way that are due on the day or before, or at which somebody has been asked since before `stale`, and
 * of which nobody was reminded since `last`. They are marked as reminded; a mark of days to come is of a clock that was
 * wrong.
 */
export async function markReminded(
  tx: Tx,
  vault: Vault,
  {
    day,
    due,
    stale,
    last,
    limit,
  }: {
    day: Temporal.PlainDate;
    due: Temporal.PlainDate;
    stale: Temporal.Instant;
    last: Temporal.PlainDate;
    limit: number;
  },
): Promise<Draft[]> {
  const { rows } = await sql<{ id: string }>`
    UPDATE decision_draft SET reminded_on = ${day}
    WHERE tenant = ${tx.tenant} AND id IN (
      SELECT draft.id FROM decision_draft AS draft
      WHERE draft.tenant = ${tx.tenant} AND draft.state = 'underWay'
        AND (draft.reminded_on IS NULL OR draft.reminded_on <= ${last} OR draft.reminded_on > ${day})
        AND (draft.due_on <= ${due} OR EXISTS (
          SELECT 1 FROM decision_step AS step
          WHERE step.tenant = draft.tenant AND step.draft = draft.id AND step.round = draft.round
            AND step.state = 'open' AND step.opened_at < ${stale}))
      ORDER BY draft.id LIMIT ${limit} FOR UPDATE)
    RETURNING id`.execute(tx.tables<DecisionTables>());
  return [
    ...(
      await draftsById(
        tx,
        vault,
        rows.map(({ id }) => id),
      )
    ).values(),
  ];
}

/**
 * Digest of what each draft says and asks for, as it is kept: sealed, so that it says nothing of the content. Only of
 * those that are on their way or decided, and not emptied since: what they say does not change.
 */
export async function settledDigests(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; digest: string }>`
    SELECT id, encode(sha256(content || convert_to(
      jsonb_build_array(kind, unit, drafter, urgent, amount, due_on, extra, files)::text, 'UTF8')), 'hex') AS digest
    FROM decision_draft WHERE tenant = ${tx.tenant} AND id = ANY (${ids}::uuid[])
      AND state IN ('underWay', 'decided') AND erased_at IS NULL`.execute(tx.tables<DecisionTables>());
  return new Map(rows.map(({ id, digest }) => [id, digest]));
}
