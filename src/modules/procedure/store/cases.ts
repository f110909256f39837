import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import { onceMore, type Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import { comparableName, NAME_INDEX } from '../applicant-name.js';
import type { Case, CaseContent, CaseSummary, Phase } from '../model.js';
import type { ProcedureTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

export const nameSubject = (id: string) => `case/${id}/name`;
const contentOf = (id: string) => `case/${id}`;

/** What comes in with a new case: the answers of it that are counted, and its journal entry (`appendedWith`). */
export interface Beside {
  counted: readonly { field: string; value: string }[];
  entry(written: string): RawBuilder<unknown>;
  /** Nothing is written after it in this transaction. */
  isLast: boolean;
}

/**
 * Puts a new case in, with what comes beside it, in one statement. Where its number was drawn before, or the same
 * application came in at this moment, the transaction has to be done again, and finds another number or that case.
 */
export async function insertCase(
  tx: Tx,
  vault: Vault,
  intake: { key: string; digest: Uint8Array | null },
  subject: Case,
  { counted, entry, isLast }: Beside,
): Promise<void> {
  const row = {
    tenant: tx.tenant,
    id: subject.id,
    number: subject.number,
    intake_key: intake.key,
    intake_digest: intake.digest,
    procedure: subject.procedure,
    version: subject.version,
    channel: subject.channel,
    unit: subject.unit,
    applicant: subject.applicant,
    applicant_name: vault.seal(tx.tenant, nameSubject(subject.id), subject.applicantName),
    name_index: vault.blindIndex(tx.tenant, NAME_INDEX, comparableName(subject.applicantName))[0],
    content: sealJson(vault, tx.tenant, contentOf(subject.id), subject.content),
    state: subject.state,
    phase: subject.phase,
    assignee: subject.assignee,
    delivery: subject.delivery,
    fee: subject.fee,
    awaited_parts: subject.awaitedParts,
    stopped_on: subject.stoppedOn,
    erased_at: null,
    submitted_at: subject.submittedAt,
    due_on: subject.dueOn,
    updated_at: subject.updatedAt,
  } satisfies Insertable<CaseTable>;
  const statement = sql`
    WITH put_in AS (
      INSERT INTO procedure_case (${sql.raw(Object.keys(row).join(', '))})
      VALUES (${sql.join(Object.values(row))})
      RETURNING tenant, id, procedure
    ), counted AS (
      INSERT INTO procedure_public_answer (tenant, case_id, procedure, field, value)
      SELECT put_in.*, answer.*
      FROM put_in, unnest(
        ${counted.map(({ field }) => field)}::text[], ${counted.map(({ value }) => value)}::text[]
      ) AS answer
    ), ${entry('put_in')}
    SELECT id FROM put_in`;
  await onceMore(statement.execute(isLast ? tx.lastly<ProcedureTables>() : tx.tables<ProcedureTables>()));
}

export const HEAD = [
  'id',
  'number',
  'procedure',
  'version',
  'channel',
  'unit',
  'applicant',
  'applicant_name',
  'state',
  'phase',
  'revision',
  'assignee',
  'delivery',
  'fee',
  'fee_receipt',
  'steps_done',
  'awaited_parts',
  'submitted_at',
  'due_on',
  'stopped_on',
  'stopped_days',
  'decided_on',
  'updated_at',
] as const;

type CaseTable = ProcedureTables['procedure_case'];
type Row = {
  [Column in (typeof HEAD)[number]]: CaseTable[Column] extends { __select__: infer Selected }
    ? Selected
    : CaseTable[Column];
};

export function toSummary(tx: Tx, vault: Vault, row: Row): CaseSummary {
  return {
    id: row.id,
    number: row.number as ReferenceNumber,
    procedure: row.procedure,
    version: row.version,
    channel: row.channel,
    unit: row.unit,
    applicant: row.applicant,
    applicantName: vault.open(tx.tenant, nameSubject(row.id), row.applicant_name).toString('utf8'),
    state: row.state,
    phase: row.phase,
    revision: row.revision,
    assignee: row.assignee,
    delivery: row.delivery,
    fee: row.fee,
    feeReceipt: row.fee_receipt,
    stepsDone: row.steps_done,
    awaitedParts: row.awaited_parts,
    submittedAt: row.submitted_at,
    dueOn: row.due_on,
    stoppedOn: row.stopped_on,
    stoppedDays: row.stopped_days,
    decidedOn: row.decided_on,
    updatedAt: row.updated_at,
  };
}

/** All that ever were, for counting. */
export const allCases = (tx: Tx) =>
  tx.tables<ProcedureTables>().selectFrom('procedure_case').where('tenant', '=', tx.tenant);

/** Those whose content is still there; the others are not shown to anybody. */
export const cases = (tx: Tx) => allCases(tx).where('erased_at', 'is', null);

/** The next cases of these procedures by id, with what was answered. */
export async function answersAfter(
  tx: Tx,
  vault: Vault,
  procedures: readonly string[],
  after: string | null,
  limit: number,
): Promise<(Pick<CaseSummary, 'id' | 'procedure' | 'submittedAt'> & Pick<CaseContent, 'answers'>)[]> {
  let query = cases(tx)
    .select(['id', 'procedure', 'submitted_at', 'content'])
    .where(sql<boolean>`procedure = ANY (${[...procedures]}::text[])`);
  if (after !== null) query = query.where('id', '>', after);
  const rows = await query.orderBy('id').limit(limit).execute();
  return rows.map(({ id, procedure, submitted_at, content }) => ({
    id,
    procedure,
    submittedAt: submitted_at,
    answers: openJson<CaseContent>(vault, tx.tenant, contentOf(id), content).answers,
  }));
}

/** Heads of these cases, without anything personal. */
export async function casesById(
  tx: Tx,
  ids: readonly string[],
): Promise<
  Pick<CaseSummary, 'id' | 'number' | 'procedure' | 'version' | 'unit' | 'state' | 'submittedAt'>[]
> {
  const rows = await cases(tx)
    .select(['id', 'number', 'procedure', 'version', 'unit', 'state', 'submitted_at'])
    .where(sql<boolean>`id = ANY (${[...ids]}::uuid[])`)
    .execute();
  return rows.map(({ submitted_at, number, ...row }) => ({
    ...row,
    number: number as ReferenceNumber,
    submittedAt: submitted_at,
  }));
}

/** A case by what it came in with. */
export interface KnownIntake {
  id: string;
  number: ReferenceNumber;
  procedure: string;
  version: string;
  applicant: string | null;
  digest: Uint8Array | null;
}

/** The case that this application has become. */
export async function caseOfKey(tx: Tx, intakeKey: string): Promise<KnownIntake | undefined> {
  const row = await cases(tx)
    .select(['id', 'number', 'procedure', 'version', 'applicant', 'intake_digest'])
    .where('intake_key', '=', intakeKey)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      number: row.number as ReferenceNumber,
      procedure: row.procedure,
      version: row.version,
      applicant: row.applicant,
      digest: row.intake_digest,
    }
  );
}

/** Whose case it is and who works on it. */
export type CaseParties = Pick<CaseSummary, 'applicant' | 'assignee' | 'unit' | 'procedure' | 'version'>;

export const partiesOf = async (tx: Tx, id: string): Promise<CaseParties | null> =>
  (await cases(tx)
    .select(['applicant', 'assignee', 'unit', 'procedure', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()) ?? null;

/** What the case came in with. */
export async function intakeKeyOf(tx: Tx, id: string): Promise<string> {
  const row = await cases(tx).select('intake_key').where('id', '=', id).executeTakeFirst();
  return row?.intake_key ?? '';
}

/** Id of the case with this number. */
export async function caseByNumber(tx: Tx, number: ReferenceNumber): Promise<string | undefined> {
  return (await cases(tx).select('id').where('number', '=', number).executeTakeFirst())?.id;
}

/** With `lock` the row stays with this transaction, so that what is decided from it holds. */
export async function findCase(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Case | undefined> {
  const query = cases(tx)
    .select([...HEAD, 'content'])
    .where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return undefined;
  return {
    ...toSummary(tx, vault, row),
    content: openJson<CaseContent>(vault, tx.tenant, contentOf(id), row.content),
  };
}

/** What may change of a case; the revision goes up with every save. */
export type CaseChange = Partial<
  Pick<
    Case,
    | 'state'
    | 'phase'
    | 'assignee'
    | 'feeReceipt'
    | 'fee'
    | 'delivery'
    | 'unit'
    | 'stepsDone'
    | 'awaitedParts'
    | 'dueOn'
    | 'stoppedOn'
    | 'stoppedDays'
    | 'decidedOn'
    | 'content'
  >
> & { processingDays?: number };

/** Saves a change of a case whose row this transaction holds. */
export async function saveCase(
  tx: Tx,
  vault: Vault,
  id: string,
  change: CaseChange,
  now: Temporal.Instant,
): Promise<void> {
  const {
    feeReceipt,
    dueOn,
    stoppedOn,
    stoppedDays,
    decidedOn,
    processingDays,
    content,
    stepsDone,
    awaitedParts,
    ...same
  } = change;
  const set = {
    ...same,
    ...(feeReceipt !== undefined && { fee_receipt: feeReceipt }),
    ...(stepsDone !== undefined && { steps_done: stepsDone }),
    ...(awaitedParts !== undefined && { awaited_parts: awaitedParts }),
    ...(dueOn !== undefined && { due_on: dueOn }),
    ...(stoppedOn !== undefined && { stopped_on: stoppedOn }),
    ...(stoppedDays !== undefined && { stopped_days: stoppedDays }),
    ...(decidedOn !== undefined && { decided_on: decidedOn }),
    ...(processingDays !== undefined && { processing_days: processingDays }),
    ...(content !== undefined && { content: sealJson(vault, tx.tenant, contentOf(id), content) }),
    updated_at: now,
  };
  await tx
    .tables<ProcedureTables>()
    .updateTable('procedure_case')
    .set((expression) => ({ ...set, revision: expression('revision', '+', 1) }))
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** A person's own cases, newest first. `next` continues after the last one. */
export async function casesOfApplicant(
  tx: Tx,
  vault: Vault,
  applicant: string,
  { phases, after, limit }: { phases: readonly Phase[]; after?: TimePlace | undefined; limit: number },
): Promise<CaseSummary[]> {
  let query = cases(tx).select(HEAD).where('applicant', '=', applicant).where('phase', 'in', phases);
  if (after)
    query = query.where(sql<boolean>`(submitted_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = await query.orderBy('submitted_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => toSummary(tx, vault, row));
}

/** Median of business days to the decision since a day; null for fewer than `atLeast` decisions. */
export async function medianProcessingDays(
  tx: Tx,
  procedure: string,
  since: Temporal.PlainDate,
  atLeast: number,
): Promise<number | null> {
  const row = await allCases(tx)
    .where('procedure', '=', procedure)
    .where('decided_on', '>=', since)
    .where('processing_days', 'is not', null)
    .select([
      sql<number>`count(*)`.as('count'),
      sql<number | null>`percentile_cont(0.5) WITHIN GROUP (ORDER BY processing_days)`.as('median'),
    ])
    .executeTakeFirstOrThrow();
  return row.count >= atLeast ? row.median : null;
}

/** Procedures by how often they were submitted since a moment. */
export const mostSubmitted = (
  tx: Tx,
  since: Temporal.Instant,
  limit: number,
): Promise<{ procedure: string }[]> =>
  cases(tx)
    .select('procedure')
    .where('submitted_at', '>=', since)
    .groupBy('procedure')
    .orderBy(sql`count(*)`, 'desc')
    .limit(limit)
    .execute();

/** The last cases of a procedure in these units (null: in all), the newest first. */
export async function recentCaseIds(
  tx: Tx,
  procedure: string,
  units: readonly string[] | null,
  limit: number,
): Promise<string[]> {
  if (units?.length === 0) return [];
  const rows = await cases(tx)
    .select('id')
    .where('procedure', '=', procedure)
    .$if(units !== null, (query) => query.where('unit', 'in', [...(units ?? [])]))
    .orderBy('submitted_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
