import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Kernel } from '#kernel/kernel.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import { DISPOSAL_KINDS, numberText } from '../model.js';
import { unitName } from '../service/deps.js';
import type { RecordsServices } from '../services.js';
import { NOTHING, type Typed } from '../typed.js';
import { DisposalPage, DisposalsPage } from '../views/disposal-pages.js';
import { DisposalParams, textOf, textsOf } from './input.js';
import { reasonFault, reasonIn } from './reason.js';

const ListQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });

const BINDER_FAULTS: Readonly<Record<string, MessageKey>> = {
  none: 'records.error.binders.none',
  units: 'records.error.binders.units',
  notOver: 'records.error.binders.notOver',
  archive: 'records.error.binders.archive',
};

/** The end of retention: what is over, proposing, deciding, the certificate. */
export function disposalRoutes(kernel: Kernel, { disposals, rulesOf }: RecordsServices): RouteDefinition[] {
  const { access } = kernel;

  async function listPage(
    context: Context,
    page: PageContext,
    typed: Typed,
    chosen: readonly string[],
    after?: string,
  ) {
    const { over, hasMore, lists, next } = await disposals.overview(context, readTimePlace(after));
    return (
      <DisposalsPage
        page={page}
        over={over}
        hasMore={hasMore}
        lists={lists}
        rules={rulesOf(context)}
        unitOf={(unit) => unitName(context, unit)}
        chosen={chosen}
        typed={typed}
        nextHref={
          next ? `${page.base}/staff/records/disposals?after=${placeText(next.at, next.id)}` : undefined
        }
        mayPropose={access.canAnywhere(context, 'records.propose')}
        mayKeep={access.canAnywhere(context, 'records.keep')}
      />
    );
  }

  return [
    route({
      method: 'get',
      path: '/staff/records/disposals',
      permission: 'records.read',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) =>
        html(await listPage(context, page, NOTHING, [], query.after)),
    }),
    route({
      method: 'post',
      path: '/staff/records/disposals',
      permission: 'records.propose',
      journal: [...PUT_UP_ENTRIES, 'disposal.proposed'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const { t } = page;
        const kind = DISPOSAL_KINDS.find((one) => one === textOf(body, 'kind'));
        const chosen = textsOf(body, 'binders').filter((id) => z.uuid().safeParse(id).success);
        const reason = reasonIn(body, 'reason');
        const fault = reasonFault(page, reason);
        const again = async (errors: Record<string, string>) => {
          const values = { kind: textOf(body, 'kind'), reason: textOf(body, 'reason') };
          return html(await listPage(context, page, { values, errors }, chosen), 422);
        };
        if (!kind || chosen.length === 0 || fault !== null)
          return again({
            ...(chosen.length === 0 && { binders: t('records.error.binders.none') }),
            ...(!kind && { kind: t('records.error.disposalKind') }),
            ...(fault !== null && { reason: fault }),
          });
        try {
          const id = await disposals.propose(context, { kind, binders: chosen, reason });
          return redirect(`/staff/records/disposals/${id}`, {
            kind: 'success',
            key: 'records.disposal.proposed',
          });
        } catch (error) {
          const why = error instanceof AppError ? BINDER_FAULTS[error.fields.binders ?? ''] : undefined;
          if (!why) throw error;
          return again({ binders: t(why) });
        }
      },
    }),
    route({
      method: 'get',
      path: '/staff/records/disposals/:disposal',
      permission: 'records.read',
      journal: 'none',
      input: { params: DisposalParams },
      handle: async ({ context, page, params, html }) =>
        html(
          <DisposalPage
            page={page}
            data={await disposals.open(context, params.disposal)}
            rules={rulesOf(context)}
            unitOf={(unit) => unitName(context, unit)}
          />,
        ),
    }),
    route({
      method: 'post',
      path: '/staff/records/disposals/:disposal',
      permission: 'records.decideDisposal',
      journal: [
        'disposal.refused',
        'disposal.done',
        'document.destroyed',
        'document.archived',
        'decision.erased',
      ],
      input: { params: DisposalParams, form: FormBody },
      handle: async ({ context, params, body, redirect }) => {
        const decision = (['approve', 'refuse'] as const).find((one) => one === textOf(body, 'decision'));
        const here = `/staff/records/disposals/${params.disposal}`;
        if (!decision) {
          await disposals.open(context, params.disposal);
          return redirect(here, { kind: 'warning', key: 'records.disposal.undecided' });
        }
        try {
          await disposals.decide(context, params.disposal, decision);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          if (error.code === 'notAllowedNow')
            return redirect(here, { kind: 'warning', key: 'records.disposal.own' });
          if (error.code === 'conflict') return redirect(here, { kind: 'warning', key: 'records.changed' });
          throw error;
        }
        return redirect(here, {
          kind: 'success',
          key: `records.disposal.${decision === 'approve' ? 'done' : 'refused'}`,
        });
      },
    }),
    route({
      method: 'get',
      path: '/staff/records/disposals/:disposal/certificate.pdf',
      permission: 'records.read',
      journal: 'none',
      input: { params: DisposalParams },
      handle: async ({ context, params, file }) => {
        const { pdf, disposal } = await disposals.certificate(context, params.disposal);
        return file(pdf, 'application/pdf', { saveAs: `${numberText(disposal)}.pdf` });
      },
    }),
  ];
}
