import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import { DEFAULT_LOCALE, Locale } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { answerWords } from '../model.js';
import { isFaulty, NOTHING_TYPED, textOf } from '../report-form.js';
import { type ReportDeps, rulesHere, WORK } from '../service/deps.js';
import type { ReportServices } from '../services.js';
import { deskPath } from '../views/desk-list-page.js';
import { PhoneDuplicatesPage } from '../views/duplicates-page.js';
import { PhonePage } from '../views/phone-page.js';
import { SlipPage } from '../views/slip-page.js';
import { keyOf, ReportParams } from './input.js';
import { readWithPhotos, WITH_PHOTOS } from './typed-report.js';

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
        const sent = await readWithPhotos(deps, services, context, page, body, 'call');
        const locale = Locale.safeParse(textOf(body, 'locale') || DEFAULT_LOCALE);
        const label = page.t('reportDesk.language');
        const wrong: Record<string, string> = locale.success
          ? {}
          : { locale: page.t('reports.required', { label }) };
        const read = {
          ...sent,
          typed: { ...sent.typed, errors: { ...sent.typed.errors, ...(sent.isOnlyMap ? {} : wrong) } },
        };
        const isWrong = isFaulty(read.typed);
        if (isWrong || read.isOnlyMap)
          return html(
            <PhonePage
              page={page}
              rules={rules}
              typed={read.typed}
              formKey={formKey}
              sendsMail={kernel.mailer.serves(context.municipality)}
            />,
            isWrong ? 422 : 200,
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
      method: 'post',
      path: '/staff/reports/:report/callers',
      permission: WORK,
      journal: ['report.joined'],
      input: { params: ReportParams, upload: UploadBody, ...WITH_PHOTOS },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const rules = rulesHere(deps, context);
        const key = keyOf(textOf(body, 'key')) ?? randomUUID();
        const read = await readWithPhotos(deps, services, context, page, body, 'call');
        if (isFaulty(read.typed))
          return html(
            <PhonePage
              page={page}
              rules={rules}
              typed={read.typed}
              formKey={key}
              sendsMail={kernel.mailer.serves(context.municipality)}
            />,
            422,
          );
        const { contact, photos, point } = read;
        const answers = Object.entries(read.answers).map((one) => answerWords(rules.kind(read.kind), one));
        const where = point ? `${point.lat}, ${point.lon}` : '';
        await slips.addCaller(context, params.report, {
          words: [read.words, ...answers, read.place, where].filter(Boolean).join('\n'),
          contact,
          photos,
          locale: Locale.safeParse(textOf(body, 'locale')).data ?? DEFAULT_LOCALE,
          key,
        });
        return redirect(deskPath(params.report, `/slip?joined=${key}`), {
          kind: 'success',
          key: 'reportDesk.callerAdded',
        });
      },
    }),
    route({
      method: 'get',
      path: '/staff/reports/:report/slip',
      permission: WORK,
      journal: ['report.slipShown'],
      input: { params: ReportParams, query: z.object({ joined: z.uuid().optional().catch(undefined) }) },
      handle: async ({ context, page, params, query, html }) =>
        html(
          <SlipPage
            page={page}
            rules={rulesHere(deps, context)}
            {...(await slips.open(context, params.report, query.joined))}
            address={`${new URL(kernel.config.publicUrl).origin}${page.base}/reports/follow`}
          />,
        ),
    }),
  ];
}
