import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { DayPlace } from '#kernel/values/list-place.js';
import type { Disclosure, DisclosureWords } from '../disclosure.js';
import type { RecordsTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

const wordsSubject = (id: string) => `disclosure/${id}/words`;
const letterSubject = (id: string) => `disclosure/${id}/letter`;

const COLUMNS = [
  'id',
  'symbol',
  'fiscal_year',
  'number',
  'unit',
  'state',
  'content',
  'received_on',
  'due_on',
  'extended',
  'decision',
  'pages',
  'fee',
  'decided_by',
  'decided_at',
  'letter_document',
  'recipient',
  'delivered_on',
  'delivered_way',
  'delivered_by',
  'revision',
] as const;

const disclosures = (tx: Tx, units: readonly string[] | null) => {
  const all = tx
    .tables<RecordsTables>()
    .selectFrom('records_disclosure')
    .where('tenant', '=', tx.tenant)
    .select(COLUMNS);
  return units === null ? all : all.where(sql<boolean>`unit = ANY (${units}::text[])`);
};
type Row = Awaited<ReturnType<ReturnType<typeof disclosures>['executeTakeFirstOrThrow']>>;

const toDisclosure = (tx: Tx, vault: Vault, row: Row): Disclosure => ({
  id: row.id,
  symbol: row.symbol,
  fiscalYear: row.fiscal_year,
  number: row.number,
  unit: row.unit,
  state: row.state,
  receivedOn: row.received_on,
  dueOn: row.due_on,
  extended: row.extended,
  decision: row.decision,
  pages: row.pages,
  fee: row.fee,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  letter: row.letter_document,
  recipient: row.recipient,
  deliveredOn: row.delivered_on,
  deliveredWay: row.delivered_way,
  deliveredBy: row.delivered_by,
  revision: row.revision,
  // What was received before there were waivers and kinds of copies has none.
  ...{ waiver: '', lines: [] },
  ...openJson<Omit<DisclosureWords, Later> & Partial<Pick<DisclosureWords, Later>>>(
    vault,
    tx,
    wordsSubject(row.id),
    row.content,
  ),
});
type Later = 'waiver' | 'lines';

const wordsOf = ({
  requester,
  address,
  what,
  extension,
  reason,
  waiver,
  lines,
}: DisclosureWords): DisclosureWords => ({
  requester,
  address,
  what,
  extension,
  reason,
  waiver,
  lines,
});

export const disclosureByKey = async (tx: Tx, key: string): Promise<string | undefined> =>
  (
    await tx
      .tables<RecordsTables>()
      .selectFrom('records_disclosure')
      .select('id')
      .where('tenant', '=', tx.tenant)
      .where('intake_key', '=', key)
      .executeTakeFirst()
  )?.id;

export async function insertDisclosure(
  tx: Tx,
  vault: Vault,
  one: Disclosure,
  intakeKey: string,
): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .insertInto('records_disclosure')
    .values({
      tenant: tx.tenant,
      id: one.id,
      symbol: one.symbol,
      fiscal_year: one.fiscalYear,
      number: one.number,
      unit: one.unit,
      state: one.state,
      content: sealJson(vault, tx, wordsSubject(one.id), wordsOf(one)),
      received_on: one.receivedOn,
      due_on: one.dueOn,
      decision: null,
      pages: null,
      fee: null,
      letter: null,
      decided_by: null,
      decided_at: null,
      letter_document: null,
      recipient: null,
      delivered_on: null,
      delivered_way: null,
      delivered_by: null,
      intake_key: intakeKey,
    })
    .execute();
}

export async function findDisclosure(
  tx: Tx,
  vault: Vault,
  units: readonly string[] | null,
  id: string,
  { lock = false } = {},
): Promise<Disclosure | undefined> {
  const query = disclosures(tx, units).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toDisclosure(tx, vault, row);
}

/** Those that are to be decided last on top. */
export async function listDisclosures(
  tx: Tx,
  vault: Vault,
  units: readonly string[] | null,
  { after, limit }: { after?: DayPlace | undefined; limit: number },
): Promise<Disclosure[]> {
  let query = disclosures(tx, units);
  if (after) query = query.where(sql<boolean>`(due_on, id) < (${after.day}::date, ${after.id}::uuid)`);
  const rows = await query.orderBy('due_on', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => toDisclosure(tx, vault, row));
}

/** A request whose row is held, as it is now. */
export async function saveDisclosure(tx: Tx, vault: Vault, one: Disclosure): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .updateTable('records_disclosure')
    .set({
      state: one.state,
      content: sealJson(vault, tx, wordsSubject(one.id), wordsOf(one)),
      due_on: one.dueOn,
      extended: one.extended,
      decision: one.decision,
      pages: one.pages,
      fee: one.fee,
      decided_by: one.decidedBy,
      decided_at: one.decidedAt,
      letter_document: one.letter,
      recipient: one.recipient,
      delivered_on: one.deliveredOn,
      delivered_way: one.deliveredWay,
      delivered_by: one.deliveredBy,
      revision: sql<number>`revision + 1`,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', one.id)
    .execute();
}

/** The request whose letter this document is, for whom it was decided. */
export async function disclosureOfLetter(
  tx: Tx,
  vault: Vault,
  letter: string,
): Promise<Disclosure | undefined> {
  const row = await disclosures(tx, null).where('letter_document', '=', letter).executeTakeFirst();
  return row && toDisclosure(tx, vault, row);
}

/** The letter of one that was decided before letters became documents of the register. */
export async function letterOf(tx: Tx, vault: Vault, id: string): Promise<Uint8Array | undefined> {
  const row = await tx
    .tables<RecordsTables>()
    .selectFrom('records_disclosure')
    .select('letter')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.letter ? vault.open(tx.tenant, letterSubject(id), row.letter) : undefined;
}

export async function linkDocument(tx: Tx, id: string, document: string): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .insertInto('records_disclosure_document')
    .values({ tenant: tx.tenant, disclosure_id: id, document_id: document })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function linkedTo(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx
    .tables<RecordsTables>()
    .selectFrom('records_disclosure_document')
    .select('document_id')
    .where('tenant', '=', tx.tenant)
    .where('disclosure_id', '=', id)
    .orderBy('document_id')
    .execute();
  return rows.map(({ document_id }) => document_id);
}

/** Requests about a document that are open or decided, those that are to be decided last on top. */
export async function disclosuresAbout(
  tx: Tx,
  vault: Vault,
  units: readonly string[] | null,
  document: string,
): Promise<Disclosure[]> {
  const rows = await disclosures(tx, units)
    .where('state', '!=', 'delivered')
    .where(
      sql<boolean>`id IN (SELECT disclosure_id FROM records_disclosure_document AS linked
        WHERE linked.tenant = ${tx.tenant} AND linked.document_id = ${document}::uuid)`,
    )
    .orderBy('due_on', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => toDisclosure(tx, vault, row));
}
