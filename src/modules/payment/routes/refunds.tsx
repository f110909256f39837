import { z } from 'zod';
import { actorRef } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import type { PaymentServices } from '../services.js';
import { RefundsPage } from '../views/refunds-page.js';
import { RefundParams, textOf } from './input.js';
import { tabsFor } from './tabs.js';

const ListQuery = z.object({
  decided: z.string().max(1).optional().catch(undefined),
  after: z.string().max(100).optional().catch(undefined),
});
const PAGE = 50;

/** Refunds: what a second person decides. */
export const refundRoutes = ({ access }: Kernel, { refunds }: PaymentServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/staff/payments/refunds',
    permission: 'payment.read',
    journal: 'none',
    input: { query: ListQuery },
    handle: async ({ context, page, query, html }) => {
      const isOpen = query.decided === undefined;
      const states = isOpen ? (['asked', 'sent', 'failed'] as const) : (['done', 'dismissed'] as const);
      const found = await refunds.list(context, states, readTimePlace(query.after));
      const items = found.slice(0, PAGE);
      const last = items.at(-1);
      const nextQuery = new URLSearchParams(isOpen ? {} : { decided: '1' });
      if (last) nextQuery.set('after', placeText(last.askedAt, last.id));
      return html(
        <RefundsPage
          page={page}
          tabs={tabsFor(access, context)}
          items={items}
          isOpen={isOpen}
          me={actorRef(context.actor)}
          standings={
            await refunds.standings(
              context,
              items.map(({ id }) => id),
            )
          }
          mayDecide={access.canAnywhere(context, 'payment.refund')}
          nextHref={found.length > PAGE ? `${page.base}/staff/payments/refunds?${nextQuery}` : undefined}
        />,
      );
    },
  }),
  route({
    method: 'post',
    path: '/staff/payments/refunds/:refund',
    permission: 'payment.refund',
    journal: [
      'payment.refundApproved',
      'payment.refundDismissed',
      'payment.refunded',
      'payment.bookOpened',
      ...PUT_UP_ENTRIES,
    ],
    input: { params: RefundParams, form: FormBody },
    handle: async ({ context, params, body, redirect }) => {
      const decision = textOf(body, 'decision');
      if (decision !== 'approve' && decision !== 'dismiss' && decision !== 'putUp')
        return redirect('/staff/payments/refunds');
      try {
        if (decision === 'putUp') {
          await refunds.putUp(context, params.refund);
          return redirect('/staff/payments/refunds', { kind: 'success', key: 'refundDecision.isPutUp' });
        }
        await refunds.decide(context, params.refund, decision);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.fields.decision)
          return redirect('/staff/payments/refunds', { kind: 'warning', key: 'refundDecision.needed' });
        if (error.code === 'notAllowedNow')
          return redirect('/staff/payments/refunds', { kind: 'warning', key: 'paymentDesk.refund.own' });
        if (error.code === 'conflict')
          return redirect('/staff/payments/refunds', { kind: 'warning', key: 'paymentDesk.refund.tooLate' });
        throw error;
      }
      return redirect('/staff/payments/refunds', { kind: 'success', key: 'paymentDesk.refund.done' });
    },
  }),
];
