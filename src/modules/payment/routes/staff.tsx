import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { formatReference, parseReference, type ReferenceNumber } from '#kernel/values/reference-number.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import { COUNTER_WAYS, PAYMENT_STATES, receiptCode } from '../model.js';
import { unitName } from '../service/deps.js';
import type { PaymentServices } from '../services.js';
import { NOTHING, type Typed } from '../typed.js';
import { StaffListPage } from '../views/staff-list-page.js';
import { NOTE_LIMIT, REASON_LIMIT, StaffPaymentPage } from '../views/staff-payment-page.js';
import { PaymentParams, textOf, typed, yenOf } from './input.js';
import { tabsFor } from './tabs.js';

/** What does not fit is left out, as if the address did not have it. */
const ListQuery = z.object({
  state: z.enum([...PAYMENT_STATES, '']).catch(''),
  number: z.string().max(40).catch(''),
  after: z.string().max(100).optional().catch(undefined),
});

/** The payments of a section, and one of them: taking the money, asking for a refund, printing. */
export function staffRoutes({ access }: Kernel, { desk, refunds }: PaymentServices): RouteDefinition[] {
  const show = async (page: PageContext, context: Context, id: string, again: Typed = NOTHING) => (
    <StaffPaymentPage page={page} data={await desk.open(context, id)} typed={again} />
  );

  return [
    route({
      method: 'get',
      path: '/staff/payments',
      permission: 'payment.read',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const number = query.number === '' ? null : parseReference(query.number);
        const isNumberWrong = number?.ok === false;
        const after = readTimePlace(query.after);
        const filter = {
          state: query.state === '' ? undefined : query.state,
          number: number?.ok ? number.value : undefined,
        };
        const { items, next } = isNumberWrong
          ? { items: [], next: null }
          : await desk.list(context, filter, after);
        const nextQuery = new URLSearchParams({ state: query.state, number: query.number });
        if (next) nextQuery.set('after', placeText(next.requestedAt, next.id));
        return html(
          <StaffListPage
            page={page}
            tabs={tabsFor(access, context)}
            items={items}
            filter={query}
            isNumberWrong={isNumberWrong}
            nextHref={next ? `${page.base}/staff/payments?${nextQuery}` : undefined}
            isFirst={after === undefined}
            unitOf={(unit) => unitName(context, unit)}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/payments/:payment',
      permission: 'payment.read',
      journal: ['payment.viewed'],
      input: { params: PaymentParams },
      handle: async ({ context, page, params, html }) => html(await show(page, context, params.payment)),
    }),
    route({
      method: 'post',
      path: '/staff/payments/:payment/take',
      permission: 'payment.take',
      journal: ['payment.paid', 'payment.bookOpened', 'payment.viewed'],
      input: { params: PaymentParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const { t } = page;
        const way = COUNTER_WAYS.find((one) => one === textOf(body, 'way'));
        const note = textOf(body, 'note').trim();
        const isLong = characterCount(note) > NOTE_LIMIT;
        const errors = {
          ...(!way && { way: t('paymentDesk.take.wayMissing') }),
          ...(isLong && { note: t('paymentDesk.take.noteLong', { limit: NOTE_LIMIT }) }),
        };
        if (!way || isLong) return html(await show(page, context, params.payment, typed(body, errors)), 422);
        const here = `/staff/payments/${params.payment}`;
        try {
          await desk.take(context, params.payment, { way, note: note || null });
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'notAllowedNow') throw error;
          return redirect(here, { kind: 'warning', key: 'paymentDesk.take.notDue' });
        }
        return redirect(here, { kind: 'success', key: 'paymentDesk.take.done' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/payments/:payment/refund',
      permission: 'payment.take',
      journal: ['payment.refundAsked', 'payment.viewed', ...PUT_UP_ENTRIES],
      input: { params: PaymentParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const { t } = page;
        const transactionId = z.uuid().safeParse(textOf(body, 'transaction')).data;
        const amount = yenOf(body, 'amount');
        const reason = textOf(body, 'reason').trim();
        const { money } = await desk.open(context, params.payment);
        const of = money.find(({ id }) => id === transactionId);
        const isAmount = of !== undefined && amount !== null && amount > 0 && amount <= of.left;
        const count = characterCount(reason);
        const errors = {
          ...(!isAmount && { amount: t('paymentDesk.refund.amountWrong', { left: t.yen(of?.left ?? 0) }) }),
          ...(reason === '' && { reason: t('paymentDesk.refund.reasonMissing') }),
          ...(count > REASON_LIMIT && {
            reason: t('paymentDesk.refund.reasonLong', { limit: REASON_LIMIT }),
          }),
        };
        if (!of || !isAmount || Object.keys(errors).length > 0)
          return html(await show(page, context, params.payment, typed(body, errors)), 422);
        await refunds.ask(context, params.payment, { transactionId: of.id, amount, reason });
        return redirect(`/staff/payments/${params.payment}`, {
          kind: 'success',
          key: 'paymentDesk.refund.asked',
        });
      },
    }),
    route({
      method: 'get',
      path: '/staff/payments/:payment/receipt.pdf',
      permission: 'payment.read',
      journal: ['payment.receiptPrinted'],
      input: { params: PaymentParams },
      handle: async ({ context, params, file }) => {
        const { pdf, receipt } = await desk.printReceipt(context, params.payment);
        return file(pdf, 'application/pdf', { saveAs: `領収証書_${receiptCode(receipt)}.pdf` });
      },
    }),
    route({
      method: 'get',
      path: '/staff/payments/:payment/slip.pdf',
      permission: 'payment.read',
      journal: ['payment.viewed'],
      input: { params: PaymentParams },
      handle: async ({ context, params, file }) => {
        const { pdf, number } = await desk.slip(context, params.payment);
        const name = `納付書_${formatReference(number as ReferenceNumber)}.pdf`;
        return file(pdf, 'application/pdf', { saveAs: name });
      },
    }),
  ];
}
