import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { readDayPlace } from '#kernel/values/list-place.js';
import type { PaymentServices } from '../services.js';
import { NOTHING, type Typed } from '../typed.js';
import { BookPage, BooksPage } from '../views/books-page.js';
import { signedYen } from '../views/words.js';
import { BookParams, textOf, typed, yenOf } from './input.js';
import { tabsFor } from './tabs.js';

const BooksQuery = z.object({
  unit: z.string().max(100).optional().catch(undefined),
  before: z.string().max(100).optional().catch(undefined),
});

/** The cash book: opened, moved and closed at the desk. */
export function bookRoutes({ access }: Kernel, { counter }: PaymentServices): RouteDefinition[] {
  const ledger = async (page: PageContext, context: Context, unit: string | undefined, again: Typed) => (
    <BooksPage
      page={page}
      tabs={tabsFor(access, context)}
      data={await counter.ledger(context, unit)}
      typed={again}
    />
  );

  return [
    route({
      method: 'get',
      path: '/staff/payments/books',
      permission: 'payment.take',
      journal: 'none',
      input: { query: BooksQuery },
      handle: async ({ context, page, query, html }) =>
        html(
          <BooksPage
            page={page}
            tabs={tabsFor(access, context)}
            data={await counter.ledger(context, query.unit, readDayPlace(query.before))}
            typed={NOTHING}
          />,
        ),
    }),
    route({
      method: 'post',
      path: '/staff/payments/books',
      permission: 'payment.take',
      journal: ['payment.bookOpened'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const unit = textOf(body, 'unit');
        const opening = yenOf(body, 'opening');
        if (opening === null) {
          const errors = { opening: page.t('paymentDesk.book.amountWrong') };
          return html(await ledger(page, context, unit, typed(body, errors)), 422);
        }
        const here = `/staff/payments/books?unit=${encodeURIComponent(unit)}`;
        try {
          await counter.open(context, unit, opening);
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
          return redirect(here, { kind: 'warning', key: 'paymentDesk.book.alreadyOpen' });
        }
        return redirect(here, { kind: 'success', key: 'paymentDesk.book.opened' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/payments/books/move',
      permission: 'payment.take',
      journal: ['payment.bookMoved'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const unit = textOf(body, 'unit');
        const kind = (['putIn', 'takenOut'] as const).find((one) => one === textOf(body, 'kind'));
        const amount = yenOf(body, 'amount');
        const again = async (errors: Record<string, string>) =>
          html(await ledger(page, context, unit, typed(body, errors)), 422);
        const wrong = { amount: page.t('paymentDesk.book.moveWrong') };
        if (!kind || amount === null || amount < 1) {
          return again({
            ...(!kind && { kind: page.t('paymentDesk.book.moveKindMissing') }),
            ...((amount === null || amount < 1) && wrong),
          });
        }
        try {
          const note = textOf(body, 'note').trim().slice(0, 200) || null;
          await counter.move(context, unit, { kind, amount, note });
        } catch (error) {
          if (!(error instanceof AppError) || error.fields.amount === undefined) throw error;
          return again(wrong);
        }
        return redirect(`/staff/payments/books?unit=${encodeURIComponent(unit)}`, {
          kind: 'success',
          key: 'paymentDesk.book.moved',
        });
      },
    }),
    route({
      method: 'get',
      path: '/staff/payments/books/:book',
      permission: 'payment.read',
      journal: 'none',
      input: { params: BookParams },
      handle: async ({ context, page, params, html }) =>
        html(<BookPage page={page} data={await counter.book(context, params.book)} typed={NOTHING} />),
    }),
    route({
      method: 'post',
      path: '/staff/payments/books/:book/close',
      permission: 'payment.take',
      journal: ['payment.bookClosed'],
      input: { params: BookParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const { t } = page;
        const here = `/staff/payments/books/${params.book}`;
        const counted = yenOf(body, 'counted');
        const data = await counter.book(context, params.book);
        const again = (errors: Record<string, string>) =>
          html(<BookPage page={page} data={data} typed={typed(body, errors)} />, 422);
        if (data.book.closedAt)
          return redirect(here, { kind: 'info', key: 'paymentDesk.book.alreadyClosed' });
        if (counted === null) return again({ counted: t('paymentDesk.book.amountWrong') });
        try {
          const note = textOf(body, 'closeNote').trim().slice(0, 1000) || null;
          await counter.close(context, params.book, { counted, note });
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          if (error.code === 'conflict')
            return redirect(here, { kind: 'info', key: 'paymentDesk.book.alreadyClosed' });
          if (error.fields.note === undefined) throw error;
          const difference = signedYen(t, counted - data.expected);
          return again({ closeNote: t('paymentDesk.book.closeNoteMissing', { difference }) });
        }
        return redirect(here, { kind: 'success', key: 'paymentDesk.book.closed' });
      },
    }),
  ];
}
