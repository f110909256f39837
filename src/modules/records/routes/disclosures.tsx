import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { placeText, readDayPlace } from '#kernel/values/list-place.js';
import { numberText } from '../model.js';
import { staffId, unitName } from '../service/deps.js';
import type { RecordsServices } from '../services.js';
import { NOTHING, type Typed } from '../typed.js';
import { DisclosurePage, DisclosuresPage } from '../views/disclosure-pages.js';
import { recentYears, unitChoices } from './choices.js';
import { disclosureWorkRoutes } from './disclosure-work.js';
import { DisclosureParams, dayOf, numberIn, revisionOf, textOf } from './input.js';
import { orChanged } from './or-changed.js';
import { reasonFault, reasonIn } from './reason.js';

const ListQuery = z.object({
  after: z.string().max(100).optional().catch(undefined),
});

const typedIn = (body: FormBody, errors: Record<string, string>): Typed => ({
  values: Object.fromEntries(Object.keys(body).map((name) => [name, textOf(body, name)])),
  errors,
});

/** Requests for disclosure: their list, one of them, its decision. */
export function disclosureRoutes(kernel: Kernel, services: RecordsServices): RouteDefinition[] {
  const { disclosures, rulesOf } = services;
  const { access } = kernel;
  const path = (id: string) => `/staff/records/disclosures/${id}`;

  async function listPage(context: Context, page: PageContext, typed: Typed, key: string, after?: string) {
    const { items, next } = await disclosures.list(context, readDayPlace(after));
    return (
      <DisclosuresPage
        page={page}
        items={items}
        today={today(context.clock)}
        units={unitChoices(kernel, context, 'records.disclose')}
        typed={typed}
        intakeKey={key}
        rules={rulesOf(context).disclosure}
        nextHref={
          next ? `${page.base}/staff/records/disclosures?after=${placeText(next.dueOn, next.id)}` : undefined
        }
        mayKeep={access.canAnywhere(context, 'records.keep')}
      />
    );
  }

  const onePage = async (context: Context, page: PageContext, id: string, typed: Typed = NOTHING) => (
    <DisclosurePage
      page={page}
      data={await disclosures.open(context, id)}
      rules={rulesOf(context).disclosure}
      years={recentYears(context)}
      unitOf={(unit) => unitName(context, unit)}
      typed={typed}
    />
  );

  return [
    route({
      method: 'get',
      path: '/staff/records/disclosures',
      permission: 'records.disclose',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const [unit] = unitChoices(kernel, context, 'records.disclose');
        const values = { receivedOn: today(context.clock).toString(), unit: unit?.value ?? '' };
        return html(await listPage(context, page, { values, errors: {} }, randomUUID(), query.after));
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/disclosures',
      permission: 'records.disclose',
      journal: ['disclosure.received'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const { t } = page;
        const key = z.uuid().safeParse(textOf(body, 'key')).data ?? randomUUID();
        const [requester, address, what] = ['requester', 'address', 'what'].map((name) =>
          reasonIn(body, name),
        );
        const receivedOn = dayOf(textOf(body, 'receivedOn'));
        const isFuture = receivedOn && Temporal.PlainDate.compare(receivedOn, today(context.clock)) > 0;
        const unit = unitChoices(kernel, context, 'records.disclose').find(
          ({ value }) => value === textOf(body, 'unit'),
        );
        const missing = (name: string, text = '') => {
          const fault = reasonFault(page, text);
          return fault === null
            ? {}
            : { [name]: text === '' ? t(`records.disclosure.missing.${name as 'what'}`) : fault };
        };
        const errors: Record<string, string> = {
          ...missing('requester', requester),
          ...missing('address', address),
          ...missing('what', what),
          ...((!receivedOn || isFuture) && { receivedOn: t('records.disclosure.missing.receivedOn') }),
          ...(!unit && { unit: t('records.error.unit') }),
        };
        if (Object.keys(errors).length > 0 || !receivedOn || !unit || !requester || !address || !what)
          return html(await listPage(context, page, typedIn(body, errors), key), 422);
        const id = await disclosures.receive(context, {
          requester,
          address,
          what,
          receivedOn,
          unit: unit.value,
          intakeKey: `staff/${staffId(context)}/${key}`,
        });
        return redirect(path(id), { kind: 'success', key: 'records.disclosure.received' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/records/disclosures/:disclosure',
      permission: 'records.disclose',
      journal: ['disclosure.viewed'],
      input: { params: DisclosureParams },
      handle: async ({ context, page, params, html }) =>
        html(await onePage(context, page, params.disclosure)),
    }),
    route({
      method: 'post',
      path: '/staff/records/disclosures/:disclosure/documents',
      permission: 'records.disclose',
      journal: ['disclosure.linked', 'disclosure.viewed'],
      input: { params: DisclosureParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const number = numberIn(textOf(body, 'number'));
        const year = /^\d{4}$/.test(textOf(body, 'year')) ? Number(textOf(body, 'year')) : 0;
        const isLinked =
          number && (await disclosures.link(context, params.disclosure, { ...number, fiscalYear: year }));
        if (isLinked)
          return redirect(path(params.disclosure), { kind: 'success', key: 'records.disclosure.linked' });
        const error = page.t(number ? 'records.disclosure.notFound' : 'records.list.numberWrong');
        return html(await onePage(context, page, params.disclosure, typedIn(body, { number: error })), 422);
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/disclosures/:disclosure/extend',
      permission: 'records.disclose',
      journal: ['disclosure.extended', 'disclosure.viewed'],
      input: { params: DisclosureParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const until = dayOf(textOf(body, 'until'));
        const reason = reasonIn(body, 'extension');
        const fault = reasonFault(page, reason);
        const again = async (errors: Record<string, string>) =>
          html(await onePage(context, page, params.disclosure, typedIn(body, errors)), 422);
        if (!until || fault !== null)
          return again({
            ...(!until && { until: page.t('records.error.date') }),
            ...(fault !== null && { extension: fault }),
          });
        try {
          return await orChanged(redirect, path(params.disclosure), 'records.disclosure.extended', () =>
            disclosures.extend(context, params.disclosure, revisionOf(body), { until, reason }),
          );
        } catch (error) {
          if (!(error instanceof AppError) || error.fields.until === undefined) throw error;
          return again({ until: page.t('records.disclosure.untilWrong') });
        }
      },
    }),
    route({
      method: 'get',
      path: '/staff/records/disclosures/:disclosure/letter.pdf',
      permission: 'records.disclose',
      journal: ['disclosure.viewed'],
      input: { params: DisclosureParams },
      handle: async ({ context, params, file }) => {
        const { pdf, disclosure } = await disclosures.letter(context, params.disclosure);
        return file(pdf, 'application/pdf', { saveAs: `${numberText(disclosure)}.pdf` });
      },
    }),
    ...disclosureWorkRoutes(services, onePage),
  ];
}
