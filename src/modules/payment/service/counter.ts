import { today } from '#kernel/clock.js';
import { actorRef, type Context, staffIdOf, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { openUnits } from '#kernel/tenancy/municipality.js';
import type { DayPlace } from '#kernel/values/list-place.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import {
  type Attempt,
  type Book,
  type BookLine,
  type CounterWay,
  expectedCash,
  isOpen,
  nextState,
} from '../model.js';
import { attemptsOf } from '../store/attempts.js';
import { closeBook, findBook, linesOf, listBooks, lockOpenBook } from '../store/books.js';
import { findPayment } from '../store/payments.js';
import { bookSubject, cashCarried, holdOpenBook, openBook, writeLine } from './book-lines.js';
import { type PaymentDeps, unitName } from './deps.js';
import { recordMoney } from './money.js';

/** What was taken at the desk, and the number on its slip, order or terminal receipt when it has one. */
export interface CounterTaking {
  way: CounterWay;
  note: string | null;
}

export interface LedgerData {
  units: { id: string; name: string }[];
  unit: { id: string; name: string };
  /** The open book of today, with its lines. */
  open: { book: Book; lines: (BookLine & { byName: string | null })[]; expected: number } | null;
  /** Cash that the drawer ought to hold before a book is opened. */
  carried: number;
  /** Books of other days that were never closed. */
  unclosed: Book[];
  books: Book[];
  next: Book | null;
}

export interface BookData {
  book: Book;
  unit: string;
  lines: (BookLine & { byName: string | null })[];
  expected: number;
  openedByName: string | null;
  closedByName: string | null;
}

const BOOKS = 31;

export type CounterService = ReturnType<typeof createCounterService>;

/** The desk: money taken over the counter, and the cash book that proves it. */
export function createCounterService({ kernel, identity }: PaymentDeps) {
  const { access, database, vault } = kernel;

  const staffIn = (actors: readonly (string | null)[]): string[] => [
    ...new Set(actors.flatMap((actor) => staffIdOf(actor) ?? [])),
  ];
  const nameIn = (names: ReadonlyMap<string, string>, actor: string | null) =>
    actor === null ? null : (names.get(actor.replace(/^staff\//, '')) ?? null);

  async function withNames(tx: Tx, lines: readonly BookLine[], others: readonly (string | null)[] = []) {
    const names = await identity.staffNames(tx, staffIn([...lines.map(({ by }) => by), ...others]));
    return { names, lines: lines.map((line) => ({ ...line, byName: nameIn(names, line.by) })) };
  }

  /** The sections at whose desk this member of staff takes money. */
  const desks = (context: Context): { id: string; name: string }[] =>
    openUnits(context.municipality, today(context.clock))
      .filter(({ id }) => access.can(context, 'payment.take', id))
      .map(({ id, name }) => ({ id, name }));

  /** Money over the counter for what is owed, in the caller's transaction. Gives the receipt, and pages to close. */
  async function take(
    tx: Tx,
    context: Context,
    by: { id: string } | { subject: string },
    { way, note }: CounterTaking,
  ): Promise<{ paymentId: string; receipt: string; open: Attempt[] }> {
    const payment = await findPayment(tx, vault, by, { lock: true });
    if (!payment || !access.can(context, 'payment.read', payment.unit)) throw notFound('the payment');
    access.require(context, 'payment.take', payment.unit);
    if (nextState(payment.state, 'moneyComes') === undefined)
      throw new AppError('notAllowedNow', `payment ${payment.id} is ${payment.state}`);
    // Held before the journal is written to, as everybody does who writes into a book.
    const book = await holdOpenBook(tx, context, kernel, payment.unit);
    const at = context.clock.now();
    // The desk is its own provider: the name of the sum there is ours.
    const arrival = {
      provider: 'counter',
      reference: uuidv7(at),
      attemptId: null,
      way,
      amount: payment.amount,
      at,
    } as const;
    const recorded = await recordMoney(tx, context, kernel, payment, arrival);
    invariant(recorded?.receipt, 'the sum that is owed, taken while it is owed, settles it');
    const { money, receipt } = recorded;
    await writeLine(tx, context, kernel, book, {
      kind: 'taken',
      way,
      amount: money.amount,
      transactionId: money.id,
      refundId: null,
      note,
    });
    const attempts = await attemptsOf(tx, vault, payment.id);
    return { paymentId: payment.id, receipt, open: attempts.filter(isOpen) };
  }

  return {
    take,

    ledger: (context: Context, wanted?: string, before?: DayPlace): Promise<LedgerData> => {
      const units = desks(context);
      const unit = units.find(({ id }) => id === wanted) ?? (wanted === undefined ? units[0] : undefined);
      if (!unit) throw notFound(`desk ${wanted}`);
      return database.transaction(tenantOf(context), async (tx) => {
        const day = today(context.clock);
        const books = await listBooks(tx, vault, [unit.id], { before, limit: BOOKS + 1 });
        const book = books.find(
          (one) => one.closedAt === null && Temporal.PlainDate.compare(one.day, day) === 0,
        );
        const lines = book ? await linesOf(tx, vault, book.id) : [];
        const shown = books.slice(0, BOOKS);
        return {
          units,
          unit,
          open: book
            ? {
                book,
                lines: (await withNames(tx, lines)).lines,
                expected: expectedCash(book.opening, lines),
              }
            : null,
          carried: await cashCarried(tx, kernel, unit.id),
          unclosed: shown.filter((one) => one.closedAt === null && one.id !== book?.id),
          books: shown,
          next: books.length > BOOKS ? (shown.at(-1) ?? null) : null,
        };
      });
    },

    book: (context: Context, id: string): Promise<BookData> =>
      database.transaction(tenantOf(context), async (tx) => {
        const book = await findBook(tx, vault, id);
        if (!book || !access.can(context, 'payment.read', book.unit)) throw notFound(`book ${id}`);
        const { names, lines } = await withNames(tx, await linesOf(tx, vault, id), [
          book.openedBy,
          book.closedBy,
        ]);
        return {
          book,
          unit: unitName(context, book.unit),
          lines,
          expected: expectedCash(book.opening, lines),
          openedByName: nameIn(names, book.openedBy),
          closedByName: nameIn(names, book.closedBy),
        };
      }),

    /** Opens the book of today with what was counted in the drawer. */
    open: (context: Context, unit: string, opening: number): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        if (!desks(context).some(({ id }) => id === unit)) throw notFound(`desk ${unit}`);
        if (!(await openBook(tx, context, kernel, unit, opening)))
          throw new AppError('conflict', `the book of ${unit} is open`);
      }),

    /** Change put into the drawer, or cash taken out to the bank. */
    move: (
      context: Context,
      unit: string,
      { kind, amount, note }: { kind: 'putIn' | 'takenOut'; amount: number; note: string | null },
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        if (!desks(context).some(({ id }) => id === unit)) throw notFound(`desk ${unit}`);
        const book = await lockOpenBook(tx, vault, unit, today(context.clock));
        if (!book) throw new AppError('notAllowedNow', `no book of ${unit} is open`);
        const held = expectedCash(book.opening, await linesOf(tx, vault, book.id));
        if (kind === 'takenOut' && amount > held)
          throw new AppError('invalidInput', `${amount} of ${held} yen`, { fields: { amount: 'tooMuch' } });
        await writeLine(tx, context, kernel, book, {
          kind,
          way: 'cash',
          amount,
          transactionId: null,
          refundId: null,
          note,
        });
        await append(tx, context, {
          type: 'payment.bookMoved',
          subject: bookSubject(book.id),
          data: { unit, kind, amount },
        });
      }),

    /** Closes a book with what was counted. A difference needs a reason: invalidInput with the field. */
    close: (
      context: Context,
      id: string,
      { counted, note }: { counted: number; note: string | null },
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const book = await findBook(tx, vault, id, { lock: true });
        if (!book || !access.can(context, 'payment.read', book.unit)) throw notFound(`book ${id}`);
        access.require(context, 'payment.take', book.unit);
        if (book.closedAt) throw new AppError('conflict', `book ${id} is closed`);
        const expected = expectedCash(book.opening, await linesOf(tx, vault, id));
        const difference = counted - expected;
        if (difference !== 0 && note === null)
          throw new AppError('invalidInput', `${difference} yen without a reason`, {
            fields: { note: 'missing' },
          });
        const closing = { expected, counted, note, by: actorRef(context.actor), at: context.clock.now() };
        await closeBook(tx, vault, id, closing);
        await append(tx, context, {
          type: 'payment.bookClosed',
          subject: bookSubject(id),
          data: { unit: book.unit, day: book.day.toString(), difference },
        });
      }),
  };
}
