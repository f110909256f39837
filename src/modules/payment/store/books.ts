import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { DayPlace } from '#kernel/values/list-place.js';
import type { Book, BookLine } from '../model.js';
import type { PaymentTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

const bookSealed = (id: string) => `payment-book/${id}`;
const lineSealed = (id: string, line: number) => `payment-book/${id}/${line}`;

const books = (tx: Tx) =>
  tx.tables<PaymentTables>().selectFrom('payment_book').where('tenant', '=', tx.tenant);

const toBook = (tx: Tx, vault: Vault, row: PaymentTables['payment_book']): Book => ({
  id: row.id,
  unit: row.unit,
  day: row.day,
  number: row.number,
  opening: row.opening,
  openedBy: row.opened_by,
  openedAt: row.opened_at,
  expected: row.expected,
  counted: row.counted,
  note: row.note ? openJson<{ note: string }>(vault, tx, bookSealed(row.id), row.note).note : null,
  closedBy: row.closed_by,
  closedAt: row.closed_at,
});

/** False when a book of the section is open on that day. */
export async function insertBook(tx: Tx, book: Book): Promise<boolean> {
  const inserted = await tx
    .tables<PaymentTables>()
    .insertInto('payment_book')
    .values({
      tenant: tx.tenant,
      id: book.id,
      unit: book.unit,
      day: book.day,
      number: book.number,
      opening: book.opening,
      opened_by: book.openedBy,
      opened_at: book.openedAt,
      expected: null,
      counted: null,
      note: null,
      closed_by: null,
      closed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The open book of a day; its row is held, so that its lines follow each other. */
export async function lockOpenBook(
  tx: Tx,
  vault: Vault,
  unit: string,
  day: Temporal.PlainDate,
): Promise<Book | undefined> {
  const row = await books(tx)
    .selectAll()
    .where('unit', '=', unit)
    .where('day', '=', day)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row && toBook(tx, vault, row);
}

export async function findBook(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Book | undefined> {
  const query = books(tx).selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toBook(tx, vault, row);
}

/** Newest first, of these sections; `before` is the last one of the page before. */
export async function listBooks(
  tx: Tx,
  vault: Vault,
  units: readonly string[],
  { before, limit }: { before?: DayPlace | undefined; limit: number },
): Promise<Book[]> {
  if (units.length === 0) return [];
  let query = books(tx).selectAll().where('unit', 'in', units);
  if (before) query = query.where(sql<boolean>`(day, id) < (${before.day}::date, ${before.id}::uuid)`);
  const found = await query.orderBy('day', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return found.map((row) => toBook(tx, vault, row));
}

/** Those of a section, the newest first. */
export const booksOf = (tx: Tx, vault: Vault, unit: string, limit: number): Promise<Book[]> =>
  listBooks(tx, vault, [unit], { limit });

export async function linesOf(tx: Tx, vault: Vault, bookId: string): Promise<BookLine[]> {
  const found = await tx
    .tables<PaymentTables>()
    .selectFrom('payment_book_entry')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('book_id', '=', bookId)
    .orderBy('line')
    .execute();
  return found.map((row) => ({
    line: row.line,
    kind: row.kind,
    way: row.way,
    amount: row.amount,
    transactionId: row.transaction_id,
    refundId: row.refund_id,
    note: row.content
      ? openJson<{ note: string }>(vault, tx, lineSealed(bookId, row.line), row.content).note
      : null,
    at: row.at,
    by: row.by,
  }));
}

/** Writes the next line of a book whose row this transaction holds. */
export async function insertLine(
  tx: Tx,
  vault: Vault,
  bookId: string,
  entry: Omit<BookLine, 'line'>,
): Promise<number> {
  const tables = tx.tables<PaymentTables>();
  const { last } = await tables
    .selectFrom('payment_book_entry')
    .select(sql<number>`coalesce(max(line), 0)`.as('last'))
    .where('tenant', '=', tx.tenant)
    .where('book_id', '=', bookId)
    .executeTakeFirstOrThrow();
  const line = last + 1;
  await tables
    .insertInto('payment_book_entry')
    .values({
      tenant: tx.tenant,
      book_id: bookId,
      line,
      kind: entry.kind,
      way: entry.way,
      amount: entry.amount,
      transaction_id: entry.transactionId,
      refund_id: entry.refundId,
      content:
        entry.note === null ? null : sealJson(vault, tx, lineSealed(bookId, line), { note: entry.note }),
      at: entry.at,
      by: entry.by,
    })
    .execute();
  return line;
}

export async function closeBook(
  tx: Tx,
  vault: Vault,
  id: string,
  closing: { expected: number; counted: number; note: string | null; by: string; at: Temporal.Instant },
): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .updateTable('payment_book')
    .set({
      expected: closing.expected,
      counted: closing.counted,
      note: closing.note === null ? null : sealJson(vault, tx, bookSealed(id), { note: closing.note }),
      closed_by: closing.by,
      closed_at: closing.at,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}
