import { today } from '#kernel/clock.js';
import { actorRef, type Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type Book, type BookLine, expectedCash } from '../model.js';
import { booksOf, insertBook, insertLine, linesOf, lockOpenBook } from '../store/books.js';

type Vaulted = Pick<Kernel, 'vault'>;

export const bookSubject = (id: string): string => `book/${id}`;

/** Cash that the drawer of a section ought to hold: what was counted last, or what its last book comes to. */
export async function cashCarried(tx: Tx, { vault }: Vaulted, unit: string): Promise<number> {
  const [last] = await booksOf(tx, vault, unit, 1);
  if (!last) return 0;
  return last.counted ?? Math.max(0, expectedCash(last.opening, await linesOf(tx, vault, last.id)));
}

/** Opens the book of today with what the drawer holds. False when one is open. */
export async function openBook(
  tx: Tx,
  context: Context,
  { vault }: Vaulted,
  unit: string,
  opening: number,
): Promise<boolean> {
  const day = today(context.clock);
  const openedAt = context.clock.now();
  const earlier = await booksOf(tx, vault, unit, 1);
  const number =
    earlier[0] && Temporal.PlainDate.compare(earlier[0].day, day) === 0 ? earlier[0].number + 1 : 1;
  const book: Book = {
    id: uuidv7(openedAt),
    unit,
    day,
    number,
    opening,
    openedBy: actorRef(context.actor),
    openedAt,
    expected: null,
    counted: null,
    note: null,
    closedBy: null,
    closedAt: null,
  };
  if (!(await insertBook(tx, book))) return false;
  await append(tx, context, {
    type: 'payment.bookOpened',
    subject: bookSubject(book.id),
    data: { unit, day: day.toString(), opening },
  });
  return true;
}

/** The open book of today, held; who needs the first one of a day opens it with what was carried over. */
export async function holdOpenBook(tx: Tx, context: Context, kernel: Vaulted, unit: string): Promise<Book> {
  const { vault } = kernel;
  const day = today(context.clock);
  const known = await lockOpenBook(tx, vault, unit, day);
  if (known) return known;
  await openBook(tx, context, kernel, unit, await cashCarried(tx, kernel, unit));
  const opened = await lockOpenBook(tx, vault, unit, day);
  invariant(opened, 'a book of today is open once it has been opened');
  return opened;
}

/** Writes the next line of a book that this transaction holds. */
export const writeLine = (
  tx: Tx,
  context: Context,
  { vault }: Vaulted,
  book: Pick<Book, 'id'>,
  line: Omit<BookLine, 'line' | 'at' | 'by'>,
): Promise<number> =>
  insertLine(tx, vault, book.id, { ...line, at: context.clock.now(), by: actorRef(context.actor) });
