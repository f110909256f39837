import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import { type DocumentHead, type DocumentWords, numberText } from '../model.js';
import { comparable, hashTerm, termsOf } from '../search-terms.js';
import type { RecordsTables } from '../tables.js';
import { type DocumentFilter, HEAD, toHead } from './documents.js';
import { type Door, mayPass } from './door.js';

const PURPOSE = 'records.search';
const bodySubject = (id: string) => `document/${id}/text`;

/** The key of the index: derived from the municipality's, so that a new one makes the index anew. */
export const keyOf = (vault: Vault, tenant: string): Uint8Array =>
  vault.blindIndex(tenant, PURPOSE, 'pairs')[0];
export const markOf = (key: Uint8Array): number => hashTerm(key, '');

export const sealBody = (tx: Tx, vault: Vault, id: string, body: string): Buffer =>
  vault.seal(tx.tenant, bodySubject(id), body);

/** What the register says of a document, as it is looked for: its number too. */
const wordsOfHead = (head: Pick<DocumentHead, 'symbol' | 'number' | keyof DocumentWords>): string[] => [
  numberText(head),
  head.subject,
  head.correspondent,
  head.theirNumber,
];

/** Makes a document findable by these words; `body` is the text of its files, null when there is none (any more). */
export async function index(
  tx: Tx,
  vault: Vault,
  document: Pick<DocumentHead, 'id' | 'registeredAt' | 'symbol' | 'number' | keyof DocumentWords>,
  body: string | null,
  { isComplete }: { isComplete: boolean },
): Promise<void> {
  const key = keyOf(vault, tx.tenant);
  const { id } = document;
  const row = {
    terms: sql<
      number[]
    >`${termsOf(key, [...wordsOfHead(document), ...(body === null ? [] : [body])])}::int4[]`,
    key_mark: isComplete ? markOf(key) : null,
    body: body === null ? null : sealBody(tx, vault, id, body),
  };
  await tx
    .tables<RecordsTables>()
    .insertInto('records_search')
    .values({ tenant: tx.tenant, document_id: id, registered_at: document.registeredAt, ...row })
    .onConflict((conflict) => conflict.columns(['tenant', 'document_id']).doUpdateSet(row))
    .execute();
}

/** Documents whose text is still to be read, or whose terms were made with a key that was replaced since. */
export async function toIndex(tx: Tx, vault: Vault, limit: number): Promise<string[]> {
  const tables = tx.tables<RecordsTables>();
  const fresh = await tables
    .selectFrom('records_search')
    .select('document_id')
    .where('tenant', '=', tx.tenant)
    .where('key_mark', 'is', null)
    .limit(limit)
    .execute();
  if (fresh.length === limit) return fresh.map(({ document_id }) => document_id);
  const old = await tables
    .selectFrom('records_search')
    .select('document_id')
    .where('tenant', '=', tx.tenant)
    .where('key_mark', '!=', markOf(keyOf(vault, tx.tenant)))
    .limit(limit - fresh.length)
    .execute();
  return [...fresh, ...old].map(({ document_id }) => document_id);
}

/** A page of finds; `next` is where to go on, also when what was looked at had less on it than fits a page. */
export interface Found {
  items: DocumentHead[];
  next: TimePlace | null;
}

/**
 * Newest documents that hold all the words, each of at least two characters: one statement names candidates, one reads
 * those that may be seen, whatever is found.
 */
export async function searchDocuments(
  tx: Tx,
  vault: Vault,
  door: Door,
  words: readonly string[],
  filter: Omit<DocumentFilter, 'symbol' | 'number' | 'classification'>,
  { after, limit }: { after?: TimePlace | undefined; limit: number },
): Promise<Found> {
  const looked = limit * 2;
  const units = filter.unit !== undefined ? [filter.unit] : door.open;
  const key = keyOf(vault, tx.tenant);
  const wanted = termsOf(key, words);
  invariant(wanted.length > 0, 'words of two characters are looked for');
  const candidates = sql<string>`(SELECT id FROM records_candidates(${wanted}::int4[], ${units}::text[],
    ${filter.fiscalYear ?? null}::int, ${filter.states ?? null}::text[], ${filter.direction ?? null}::text,
    ${filter.inCharge ?? null}::uuid, ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${looked}::int))`;
  const rows = await tx
    .tables<RecordsTables>()
    .selectFrom('records_document')
    .innerJoin('records_search', (join) =>
      join
        .onRef('records_search.tenant', '=', 'records_document.tenant')
        .onRef('records_search.document_id', '=', 'records_document.id'),
    )
    .where('records_document.tenant', '=', tx.tenant)
    .where('records_document.id', 'in', candidates)
    .select(HEAD.map((column) => `records_document.${column}` as const))
    .select(['records_search.body', sql<boolean>`${mayPass(door)}`.as('passes')])
    .orderBy('records_document.registered_at', 'desc')
    .orderBy('records_document.id', 'desc')
    .execute();
  const items: DocumentHead[] = [];
  let last: TimePlace | null = null;
  for (const [place, row] of rows.entries()) {
    last = { at: row.registered_at, id: row.id };
    if (row.passes) {
      const head = toHead(tx, vault, row);
      if (holdsAll(tx, vault, head, row.body, words)) items.push(head);
    }
    if (items.length === limit)
      return { items, next: place < rows.length - 1 || rows.length === looked ? last : null };
  }
  return { items, next: rows.length === looked ? last : null };
}

/** Pairs may stand apart and hashes may clash: whether a word is really there is seen in the text itself. */
function holdsAll(
  tx: Tx,
  vault: Vault,
  head: DocumentHead,
  body: Uint8Array | null,
  words: readonly string[],
): boolean {
  const texts = wordsOfHead(head).map(comparable);
  const missing = words.filter((word) => !texts.some((text) => text.includes(word)));
  if (missing.length === 0) return true;
  if (body === null) return false;
  const text = comparable(vault.open(tx.tenant, bodySubject(head.id), body).toString('utf8'));
  return missing.every((word) => text.includes(word));
}
