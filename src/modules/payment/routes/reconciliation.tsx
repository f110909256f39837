import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import type { PaymentServices } from '../services.js';
import { NOTHING, type Typed } from '../typed.js';
import { ReconciliationPage } from '../views/reconciliation-page.js';
import { DifferenceParams, textOf, typed } from './input.js';
import { tabsFor } from './tabs.js';

const ListQuery = z.object({
  settled: z.string().max(1).optional().catch(undefined),
  after: z.string().max(100).optional().catch(undefined),
});

/** Comparing with the providers, and settling what differs. */
export function reconciliationRoutes({ access }: Kernel, { reconcile }: PaymentServices): RouteDefinition[] {
  const show = async (
    page: PageContext,
    context: Context,
    again: Typed,
    query: z.infer<typeof ListQuery> = {},
  ) => {
    const isOpen = query.settled === undefined;
    const data = await reconcile.data(context, isOpen, readTimePlace(query.after));
    const nextQuery = new URLSearchParams(isOpen ? {} : { settled: '1' });
    if (data.next) nextQuery.set('after', placeText(data.next.foundAt, data.next.id));
    return (
      <ReconciliationPage
        page={page}
        tabs={tabsFor(access, context)}
        data={data}
        isOpen={isOpen}
        day={today(context.clock).subtract({ days: 1 })}
        nextHref={data.next ? `${page.base}/staff/payments/reconciliation?${nextQuery}` : undefined}
        typed={again}
      />
    );
  };
  const HERE = '/staff/payments/reconciliation';

  return [
    route({
      method: 'get',
      path: HERE,
      permission: 'payment.reconcile',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => html(await show(page, context, NOTHING, query)),
    }),
    route({
      method: 'post',
      path: HERE,
      permission: 'payment.reconcile',
      journal: [
        'payment.reconciled',
        'payment.differenceFound',
        'payment.paid',
        'payment.surplus',
        'payment.refundAsked',
        'payment.unknown',
      ],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const day = z.iso.date().safeParse(textOf(body, 'day').trim()).data;
        const again = async () =>
          html(await show(page, context, typed(body, { day: page.t('paymentDesk.recon.dayWrong') })), 422);
        if (day === undefined) return again();
        try {
          await reconcile.run(context, Temporal.PlainDate.from(day));
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          if (error.fields.day !== undefined) return again();
          if (error.code === 'unavailable')
            return redirect(HERE, { kind: 'warning', key: 'paymentDesk.recon.unavailable' });
          throw error;
        }
        return redirect(HERE, { kind: 'success', key: 'paymentDesk.recon.ran' });
      },
    }),
    route({
      method: 'post',
      path: `${HERE}/:difference`,
      permission: 'payment.reconcile',
      journal: ['payment.differenceSettled'],
      input: { params: DifferenceParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const note = textOf(body, 'note').trim().slice(0, 1000);
        if (note === '') {
          const again = typed(
            { ...body, difference: params.difference },
            { note: page.t('paymentDesk.recon.noteMissing') },
          );
          return html(await show(page, context, again), 422);
        }
        await reconcile.settle(context, params.difference, note);
        return redirect(HERE, { kind: 'success', key: 'paymentDesk.recon.done' });
      },
    }),
  ];
}
