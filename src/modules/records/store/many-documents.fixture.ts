import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { pairsOf } from '#kernel/search-pairs.js';
import { numberText } from '../model.js';
import { comparable, hashTerm } from '../search-terms.js';
import type { RecordsTables } from '../tables.js';
import { type NewDocument, sealWords } from './documents.js';
import { keyOf, markOf, sealBody } from './search.js';

/** Makes rows as the register would, many in a statement: sealed, and found by every word of the text. */
export function manyDocuments(vault: Vault, tenant: string) {
  const key = keyOf(vault, tenant);
  // The same pairs come again and again: each is hashed once.
  const hashes = new Map<string, number>();
  const termOf = (pair: string): number => {
    const known = hashes.get(pair);
    if (known !== undefined) return known;
    const made = hashTerm(key, pair);
    hashes.set(pair, made);
    return made;
  };
  const termsOf = (texts: readonly string[]): number[] =>
    [...new Set(texts.flatMap((text) => [...pairsOf(comparable(text))].map(termOf)))].sort((a, b) => a - b);

  return async (tx: Tx, documents: readonly (NewDocument & { body: string })[]): Promise<void> => {
    const tables = tx.tables<RecordsTables>();
    const texts = (of: (document: NewDocument & { body: string }) => string) => documents.map(of);
    await sql`
      INSERT INTO records_document (tenant, id, symbol, fiscal_year, number, direction, kind, unit, grade,
        classification, state, content, intake_key, registered_at, updated_at)
      SELECT ${tx.tenant}, id, symbol, fiscal_year, number, direction, kind, unit, grade, classification, 'open',
        decode(content, 'hex'), 'many/' || id, registered_at, registered_at
      FROM unnest(${texts(({ id }) => id)}::uuid[], ${texts(({ symbol }) => symbol)}::text[],
        ${documents.map(({ fiscalYear }) => fiscalYear)}::int[], ${documents.map(({ number }) => number)}::int[],
        ${texts(({ direction }) => direction)}::text[], ${texts(({ kind }) => kind)}::text[],
        ${texts(({ unit }) => unit)}::text[], ${texts(({ grade }) => grade)}::text[],
        ${texts(({ classification }) => classification)}::text[],
        ${texts((document) => sealWords(tx, vault, document.id, document).toString('hex'))}::text[],
        ${texts(({ registeredAt }) => registeredAt.toString())}::timestamptz[]
      ) AS made (id, symbol, fiscal_year, number, direction, kind, unit, grade, classification, content,
        registered_at)`.execute(tables);
    await sql`
      INSERT INTO records_search (tenant, document_id, registered_at, terms, key_mark, body)
      SELECT ${tx.tenant}, id, registered_at, terms::int4[], ${markOf(key)}::int4, decode(body, 'hex')
      FROM unnest(${texts(({ id }) => id)}::uuid[],
        ${texts(({ registeredAt }) => registeredAt.toString())}::timestamptz[],
        ${texts((one) => `{${termsOf([numberText(one), one.subject, one.correspondent, one.body])}}`)}::text[],
        ${texts(({ id, body }) => sealBody(tx, vault, id, body).toString('hex'))}::text[]
      ) AS made (id, registered_at, terms, body)`.execute(tables);
  };
}
