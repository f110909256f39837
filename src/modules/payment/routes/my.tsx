import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { formatReference, type ReferenceNumber } from '#kernel/values/reference-number.js';
import { ONLINE_WAYS, receiptCode } from '../model.js';
import { unitName } from '../service/deps.js';
import type { MyPayment } from '../service/my.js';
import type { PaymentServices } from '../services.js';
import { LeavePage, MyPaymentsPage } from '../views/my-pages.js';
import { MyPaymentPage } from '../views/my-payment-page.js';
import { PaymentParams, textOf } from './input.js';

const ListQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });
const LeaveQuery = z.object({ way: z.enum(ONLINE_WAYS).catch('card') });

/** What coming back tells, by how the payment stands then. */
function backFlash({ payment, waiting, failed }: MyPayment) {
  if (payment.state === 'paid') return { kind: 'success', key: 'payment.flash.paid' } as const;
  if (waiting) return { kind: 'info', key: 'payment.flash.waiting' } as const;
  if (failed) return { kind: 'warning', key: 'payment.flash.failed' } as const;
  return { kind: 'info', key: 'payment.flash.pending' } as const;
}

/** What a person owes and pays. What is another person's is not found. */
export function myRoutes({ config }: Pick<Kernel, 'config'>, { my }: PaymentServices): RouteDefinition[] {
  /** Own address in full, under the host name by which the browser knows us: its session is there. */
  const ownAddress = ({
    hono,
    page,
  }: Pick<RouteRequest<unknown, unknown, unknown>, 'hono' | 'page'>): string =>
    page.base === '' ? `https://${new URL(hono.req.url).hostname}` : config.publicUrl + page.base;
  const unitOf = (context: Context) => (unit: string) => unitName(context, unit);

  return [
    route({
      method: 'get',
      path: '/my/payments',
      permission: 'payment.payOwn',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const after = readTimePlace(query.after);
        const { items, next } = await my.list(context, after);
        const nextHref =
          next === null
            ? undefined
            : `${page.base}/my/payments?after=${placeText(next.requestedAt, next.id)}`;
        return html(
          <MyPaymentsPage page={page} items={items} nextHref={nextHref} isFirst={after === undefined} />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/my/payments/:payment',
      permission: 'payment.payOwn',
      journal: 'none',
      input: { params: PaymentParams },
      handle: async ({ context, page, params, html }) =>
        html(
          <MyPaymentPage
            page={page}
            mine={await my.open(context, params.payment)}
            unitOf={unitOf(context)}
          />,
        ),
    }),
    route({
      method: 'post',
      path: '/my/payments/:payment/begin',
      permission: 'payment.payOwn',
      journal: ['payment.begun'],
      input: { params: PaymentParams, form: FormBody },
      handle: async (request) => {
        const { context, params, body, redirect } = request;
        const here = `/my/payments/${params.payment}`;
        const way = ONLINE_WAYS.find((one) => one === textOf(body, 'way'));
        if (!way) return redirect(here, { kind: 'warning', key: 'payment.flash.notNow' });
        try {
          await my.begin(context, params.payment, way, `${ownAddress(request)}${here}/return`);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          if (error.code === 'unavailable')
            return redirect(here, { kind: 'warning', key: 'payment.flash.unavailable' });
          if (error.code === 'notAllowedNow')
            return redirect(here, { kind: 'warning', key: 'payment.flash.notNow' });
          throw error;
        }
        return redirect(`${here}/leave?way=${way}`);
      },
    }),
    route({
      method: 'get',
      path: '/my/payments/:payment/leave',
      permission: 'payment.payOwn',
      journal: 'none',
      input: { params: PaymentParams, query: LeaveQuery },
      handle: async ({ context, page, params, query, html, redirect, hono }) => {
        const address = await my.pageOf(context, params.payment, query.way);
        if (address === null) return redirect(`/my/payments/${params.payment}`);
        hono.header('refresh', `0; url=${address}`);
        return html(<LeavePage page={page} id={params.payment} address={address} />);
      },
    }),
    route({
      method: 'get',
      path: '/my/payments/:payment/return',
      permission: 'payment.payOwn',
      journal: 'none',
      input: { params: PaymentParams },
      handle: async ({ context, params, redirect }) => {
        await my.comeBack(context, params.payment);
        return redirect(`/my/payments/${params.payment}`, backFlash(await my.open(context, params.payment)));
      },
    }),
    route({
      method: 'get',
      path: '/my/payments/:payment/receipt.pdf',
      permission: 'payment.payOwn',
      journal: 'none',
      input: { params: PaymentParams },
      handle: async ({ context, params, file }) => {
        const { pdf, receipt } = await my.receipt(context, params.payment);
        return file(pdf, 'application/pdf', { saveAs: `領収証書_${receiptCode(receipt)}.pdf` });
      },
    }),
    route({
      method: 'get',
      path: '/my/payments/:payment/slip.pdf',
      permission: 'payment.payOwn',
      journal: 'none',
      input: { params: PaymentParams },
      handle: async ({ context, params, file }) => {
        const { pdf, number } = await my.slip(context, params.payment);
        const name = `納付書_${formatReference(number as ReferenceNumber)}.pdf`;
        return file(pdf, 'application/pdf', { saveAs: name });
      },
    }),
  ];
}
