import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { BINDER_STATES } from '../model.js';
import { unitName } from '../service/deps.js';
import type { RecordsServices } from '../services.js';
import { NOTHING, type Typed } from '../typed.js';
import { BinderListPage } from '../views/binder-list-page.js';
import { BinderPage } from '../views/binder-page.js';
import { recentYears, sectionsNow, unitChoices } from './choices.js';
import { handedOver } from './hand-over-input.js';
import { BinderParams, dayOf, revisionOf, textOf } from './input.js';
import { orChanged } from './or-changed.js';
import { reasonFault, reasonIn } from './reason.js';

const ListQuery = z.object({
  unit: z.string().max(100).catch(''),
  year: z
    .string()
    .regex(/^\d{4}$|^$/)
    .catch(''),
  state: z.enum([...BINDER_STATES, '']).catch(''),
  after: z
    .string()
    .regex(/^\d{4}_[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
});
const InsideQuery = z.object({
  after: z
    .string()
    .regex(/^\d{4}_\d{1,9}_[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
});

const idIn = (text: string | undefined) => z.uuid().safeParse(text).data;

/** Binders: their list, one of them, keeping it longer, handing it over. */
export function binderRoutes(
  kernel: Kernel,
  { binders, packages, rulesOf }: RecordsServices,
): RouteDefinition[] {
  async function binderPage(
    context: Context,
    page: PageContext,
    id: string,
    typed: Typed = NOTHING,
    after?: string,
  ) {
    const [year, number, document] = after?.split('_') ?? [];
    const last = idIn(document);
    const place =
      last === undefined ? undefined : { fiscalYear: Number(year), number: Number(number), id: last };
    const data = await binders.open(context, id, place);
    const next = data.next && `${data.next.fiscalYear}_${data.next.number}_${data.next.id}`;
    return (
      <BinderPage
        page={page}
        data={data}
        rules={rulesOf(context)}
        units={sectionsNow(context)}
        unitOf={(unit) => unitName(context, unit)}
        typed={typed}
        nextHref={next === null ? undefined : `${page.base}/staff/records/binders/${id}?after=${next}`}
      />
    );
  }

  return [
    route({
      method: 'get',
      path: '/staff/records/binders',
      permission: 'records.read',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const { after, ...filter } = query;
        const [year, binder] = after?.split('_') ?? [];
        const last = idIn(binder);
        const { items, next } = await binders.list(
          context,
          {
            unit: filter.unit || undefined,
            fiscalYear: filter.year === '' ? undefined : Number(filter.year),
            state: filter.state || undefined,
          },
          last === undefined ? undefined : { fiscalYear: Number(year), id: last },
        );
        const nextQuery = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
        if (next) nextQuery.set('after', `${next.fiscalYear}_${next.id}`);
        return html(
          <BinderListPage
            page={page}
            items={items}
            filter={filter}
            units={unitChoices(kernel, context, 'records.read')}
            years={recentYears(context)}
            rules={rulesOf(context)}
            unitOf={(unit) => unitName(context, unit)}
            nextHref={next ? `${page.base}/staff/records/binders?${nextQuery}` : undefined}
            isFirst={after === undefined}
            mayKeep={kernel.access.canAnywhere(context, 'records.keep')}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/records/binders/:binder',
      permission: 'records.read',
      journal: 'none',
      input: { params: BinderParams, query: InsideQuery },
      handle: async ({ context, page, params, query, html }) =>
        html(await binderPage(context, page, params.binder, NOTHING, query.after)),
    }),
    route({
      method: 'post',
      path: '/staff/records/binders/:binder/package',
      permission: 'records.keep',
      journal: ['binder.exported'],
      input: { params: BinderParams, form: FormBody },
      handle: async ({ context, params, file, redirect }) => {
        try {
          const { zip, name } = await packages.binder(context, params.binder);
          return file(zip, 'application/zip', { saveAs: name });
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'tooLarge') throw error;
          return redirect(`/staff/records/binders/${params.binder}`, {
            kind: 'warning',
            key: 'records.package.tooLarge',
          });
        }
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/binders/:binder/extend',
      permission: 'records.propose',
      journal: ['binder.extended'],
      input: { params: BinderParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const { t } = page;
        const until = dayOf(textOf(body, 'until'));
        const reason = reasonIn(body, 'extendReason');
        const fault = reasonFault(page, reason);
        const again = async (errors: Record<string, string>) => {
          const values = { until: textOf(body, 'until'), extendReason: textOf(body, 'extendReason') };
          return html(await binderPage(context, page, params.binder, { values, errors }), 422);
        };
        if (!until || fault !== null)
          return again({
            ...(!until && { until: t('records.error.date') }),
            ...(fault !== null && { extendReason: fault }),
          });
        try {
          return await orChanged(
            redirect,
            `/staff/records/binders/${params.binder}`,
            'records.extend.done',
            () => binders.extend(context, params.binder, revisionOf(body), { until, reason }),
          );
        } catch (error) {
          if (!(error instanceof AppError) || error.fields.until === undefined) throw error;
          return again({ until: t('records.error.earlier') });
        }
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/binders/:binder/hand-over',
      permission: 'records.keep',
      journal: ['binder.handedOver'],
      input: { params: BinderParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const done = await handedOver(context, page, body, (handing) =>
          // Who gives a binder away may not see it any more: its receipt stays.
          orChanged(redirect, '/staff/records/hand-overs', 'records.handOver.done', () =>
            binders.handOver(context, params.binder, revisionOf(body), handing),
          ),
        );
        return done instanceof Response
          ? done
          : html(await binderPage(context, page, params.binder, done), 422);
      },
    }),
  ];
}
