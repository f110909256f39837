import { randomUUID } from 'node:crypto';
import { type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import { DEFAULT_LOCALE, Locale } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { isFaulty, NOTHING_TYPED, textOf } from '../report-form.js';
import { type ReportDeps, rulesHere, WORK } from '../service/deps.js';
import type { ReportServices } from '../services.js';
import { deskPath } from '../views/desk-list-page.js';
import { PhoneDuplicatesPage } from '../views/duplicates-page.js';
import { PhonePage } from '../views/phone-page.js';
import { SlipPage } from '../views/slip-page.js';
import { keyOf, ReportParams } from './input.js';
import { readWithPhotos, WITH_PHOTOS } from './public.js';

/** Who calls is asked the same, and is told how to follow what becomes of it. */
export function callRoutes(kernel: Kernel, deps: ReportDeps, services: ReportServices): RouteDefinition[] {
  const { intake, slips } = services;
  return [
    route({
      method: 'get',
      path: '/staff/reports/new',
      permission: WORK,
      journal: 'none',
      input: {},
      handle: ({ context, page, html }) =>
        html(
          <PhonePage
            page={page}
            rules={rulesHere(deps, context)}
            typed={NOTHING_TYPED}
            formKey={randomUUID()}
            sendsMail={kernel.mailer.serves(context.municipality)}
          />,
        ),
    }),
    route({
      method: 'post',
      path: '/staff/reports/new',
      permission: WORK,
      journal: ['report.received'],
      input: { upload: UploadBody, ...WITH_PHOTOS },
      handle: async ({ context, page, body, html, redirect }) => {
        const rules = rulesHere(deps, context);
        const formKey = keyOf(textOf(body, 'key')) ?? randomUUID();
        const sent = await readWithPhotos(deps, services, context, page, body);
        const locale = Locale.safeParse(textOf(body, 'locale') || DEFAULT_LOCALE);
        const label = page.t('reportDesk.language');
        const wrong: Record<string, string> = locale.success
          ? {}
          : { locale: page.t('reports.required', { label }) };
        const read = { ...sent, typed: { ...sent.typed, errors: { ...sent.typed.errors, ...wrong } } };
        if (isFaulty(read.typed))
          return html(
            <PhonePage
              page={page}
              rules={rules}
              typed={read.typed}
              formKey={formKey}
              sendsMail={kernel.mailer.serves(context.municipality)}
            />,
            422,
          );
        const found = textOf(body, 'asNew') === 'yes' ? [] : await intake.duplicates(context, read);
        if (found.length > 0)
          return html(
            <PhoneDuplicatesPage
              page={page}
              rules={rules}
              typed={read.typed}
              formKey={formKey}
              found={found}
            />,
          );
        const { id } = await intake.receive(context, {
          ...read,
          mediaUrl: '',
          channel: 'phone',
          locale: locale.data ?? DEFAULT_LOCALE,
          key: formKey,
          address: '',
        });
        return redirect(deskPath(id, '/slip'), { kind: 'success', key: 'reportDesk.entered' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/reports/:report/slip',
      permission: WORK,
      journal: ['report.slipShown'],
      input: { params: ReportParams },
      handle: async ({ context, page, params, html }) =>
        html(
          <SlipPage
            page={page}
            rules={rulesHere(deps, context)}
            {...(await slips.open(context, params.report))}
            address={`${new URL(kernel.config.publicUrl).origin}${page.base}/reports/follow`}
          />,
        ),
    }),
  ];
}
