import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import type { PageContext } from '#kernel/http/page.js';
import { createRateLimit } from '#kernel/http/rate-limit.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import { inThisBrowser } from '#kernel/http/this-browser.js';
import type { Kernel } from '#kernel/kernel.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { readReadableCode } from '#kernel/values/readable-code.js';
import { SPOKEN } from '../model.js';
import { isFaulty, MOST_WORDS, NOTHING_TYPED, readContact, textOf } from '../report-form.js';
import { type ReportDeps, rulesHere } from '../service/deps.js';
import type { ReportServices } from '../services.js';
import { CodePage } from '../views/code-page.js';
import { DuplicatesPage } from '../views/duplicates-page.js';
import { ReportFormPage } from '../views/report-form-page.js';
import { FollowPage, PublicReportPage } from '../views/report-pages.js';
import { ReportsPage } from '../views/reports-page.js';
import { OPEN_STATES } from '../views/words.js';
import { keyOf, LinkParams, NumberParams, Word } from './input.js';
import { readWithPhotos, WITH_PHOTOS } from './typed-report.js';

/** Of one network address: many people can stand behind one. */
const JOINS_PER_MINUTE = 30;
const CODES_PER_MINUTE = 30;

/** Pages for everybody: what is known, telling of something, and following it by a secret link. */
export function publicRoutes(kernel: Kernel, deps: ReportDeps, services: ReportServices): RouteDefinition[] {
  const { intake, following, places } = services;
  const mayJoin = createRateLimit(JOINS_PER_MINUTE, kernel.clock);
  const mayTry = createRateLimit(CODES_PER_MINUTE, kernel.clock);
  const followPath = (secret: string) => `/reports/follow/${secret}`;

  async function followPage(
    context: Context,
    page: PageContext,
    secret: string,
    again?: { words: string; error: string },
  ) {
    const data = await following.followed(context, secret);
    return (
      <FollowPage
        page={page}
        rules={rulesHere(deps, context)}
        data={data}
        address={`${new URL(kernel.config.publicUrl).origin}${page.base}${followPath(secret)}`}
        secret={secret}
        isNew={page.query.has('new') && data.report.state === 'received'}
        error={again?.error}
        words={again?.words ?? ''}
      />
    );
  }

  return [
    route({
      method: 'get',
      path: '/reports',
      permission: 'public',
      journal: 'none',
      cache: 'public',
      input: { query: z.object({ kind: Word, state: Word, after: z.string().optional() }) },
      handle: async ({ context, page, query, html }) => {
        const rules = rulesHere(deps, context);
        const kind = rules.kind(query.kind ?? '')?.id ?? '';
        const state = query.state === 'open' || query.state === 'closed' ? query.state : '';
        const states =
          state === 'open' ? OPEN_STATES : state === 'closed' ? (['closed'] as const) : undefined;
        const { items, next } = await following.list(
          context,
          { kinds: kind === '' ? undefined : [kind], shown: states },
          readTimePlace(query.after),
        );
        const map = await places.whole(
          context,
          (['open', 'closed'] as const)
            .filter((one) => state === '' || state === one)
            .map((one) => ({ isClosed: one === 'closed', kind: kind || null })),
        );
        const nextHref = next
          ? `${page.base}/reports?${new URLSearchParams({ kind, state, after: placeText(next.at, next.id) })}`
          : undefined;
        return html(
          <ReportsPage
            page={page}
            rules={rules}
            items={items}
            map={map}
            filter={{ kind, state }}
            nextHref={nextHref}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/reports/new',
      permission: 'public',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html, hono }) => {
        const rules = rulesHere(deps, context);
        // Known by the browser from here on, so that what is sent twice is one report.
        inThisBrowser(context, hono);
        const kind = rules.kind(page.query.get('kind') ?? '')?.id ?? '';
        const typed = { ...NOTHING_TYPED, values: { ...NOTHING_TYPED.values, kind } };
        return html(
          <ReportFormPage
            page={page}
            rules={rules}
            typed={typed}
            formKey={randomUUID()}
            sendsMail={kernel.mailer.serves(context.municipality)}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/reports/new',
      permission: 'public',
      journal: ['report.received'],
      input: { upload: UploadBody, ...WITH_PHOTOS },
      handle: async ({ context: asked, page, body, html, redirect, hono }) => {
        const context = inThisBrowser(asked, hono);
        const rules = rulesHere(deps, context);
        const formKey = keyOf(textOf(body, 'key')) ?? randomUUID();
        const read = await readWithPhotos(deps, services, context, page, body, 'reporter');
        const again = (status: 200 | 422, tooMany?: string) =>
          html(
            <ReportFormPage
              page={page}
              rules={rules}
              typed={read.typed}
              formKey={formKey}
              sendsMail={kernel.mailer.serves(context.municipality)}
              tooMany={tooMany}
            />,
            status,
          );
        if (isFaulty(read.typed)) return again(422);
        if (read.isOnlyMap) return again(200);
        const { kind, point } = read;
        if (textOf(body, 'asNew') !== 'yes') {
          const found = await intake.duplicates(context, { kind, point });
          if (found.length > 0)
            return html(
              <DuplicatesPage page={page} rules={rules} typed={read.typed} formKey={formKey} found={found} />,
            );
        }
        try {
          const { secret } = await intake.receive(context, {
            ...read,
            mediaUrl: '',
            channel: 'web',
            locale: page.t.locale,
            key: formKey,
            address: callerAddress(hono),
          });
          return redirect(`${followPath(secret)}?new=1`);
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'tooManyRequests') throw error;
          return again(422, page.t('reports.tooMany', { phone: page.city.office.phone }));
        }
      },
    }),
    route({
      method: 'get',
      path: '/reports/follow',
      permission: 'public',
      journal: 'none',
      input: {},
      handle: ({ context, page, html }) => {
        rulesHere(deps, context);
        return html(<CodePage page={page} typed="" error={undefined} />);
      },
    }),
    route({
      method: 'post',
      path: '/reports/follow',
      permission: 'public',
      journal: 'none',
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect, hono }) => {
        if (!mayTry(callerAddress(hono))) throw new AppError('tooManyRequests', 'too many codes tried');
        const typed = textOf(body, 'code');
        const code = readReadableCode(typed, SPOKEN);
        if (code.ok && (await following.isLink(context, code.value))) return redirect(followPath(code.value));
        return html(<CodePage page={page} typed={typed} error={page.t('reports.codeWrong')} />, 422);
      },
    }),
    route({
      method: 'get',
      path: '/reports/follow/:secret',
      permission: 'public',
      journal: 'none',
      input: { params: LinkParams },
      handle: async ({ context, page, params, html }) => html(await followPage(context, page, params.secret)),
    }),
    route({
      method: 'post',
      path: '/reports/follow/:secret/reopen',
      permission: 'public',
      journal: ['report.reopened'],
      input: { params: LinkParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const words = textOf(body, 'words').trim();
        const count = characterCount(words);
        if (count > MOST_WORDS) {
          const error = page.t('reports.tooLong', { most: MOST_WORDS, count });
          return html(await followPage(context, page, params.secret, { words, error }), 422);
        }
        try {
          await following.reopen(context, params.secret, words);
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'notAllowedNow') throw error;
          return redirect(followPath(params.secret), { kind: 'warning', key: 'reports.notNow' });
        }
        return redirect(followPath(params.secret), { kind: 'success', key: 'reports.reopenDone' });
      },
    }),
    route({
      method: 'post',
      path: '/reports/follow/:secret/stop-mails',
      permission: 'public',
      journal: ['report.mailStopped'],
      input: { params: LinkParams, form: FormBody },
      handle: async ({ context, params, redirect }) => {
        await following.stopMails(context, params.secret);
        return redirect(followPath(params.secret), { kind: 'success', key: 'reports.mailStopped' });
      },
    }),
    route({
      method: 'get',
      path: '/reports/:number',
      permission: 'public',
      journal: 'none',
      input: { params: NumberParams },
      handle: async ({ context, page, params, html, hono }) => {
        inThisBrowser(context, hono);
        const data = await following.public(context, params.number);
        return html(
          <PublicReportPage
            page={page}
            rules={rulesHere(deps, context)}
            data={data}
            formKey={randomUUID()}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/reports/:number/join',
      permission: 'public',
      journal: ['report.joined'],
      input: { params: NumberParams, form: FormBody },
      handle: async ({ context: asked, page, params, body, redirect, hono }) => {
        if (!mayJoin(callerAddress(hono))) throw new AppError('tooManyRequests', 'too many reports joined');
        const context = inThisBrowser(asked, hono);
        const { contact } = readContact(body, page.t);
        const key = keyOf(textOf(body, 'key')) ?? randomUUID();
        const secret = await following.join(context, params.number, {
          contact,
          key,
          locale: page.t.locale,
        });
        return redirect(`${followPath(secret)}?new=1`);
      },
    }),
    route({
      method: 'get',
      path: '/reports/:number/photos/:file',
      permission: 'public',
      journal: 'none',
      input: { params: NumberParams.extend({ file: z.string().regex(/^[0-9a-f-]{36}\.jpg$/) }) },
      handle: async ({ context, params, file }) => {
        const photo = await following.publicPhoto(context, params.number, params.file.slice(0, -4));
        return file(photo.bytes, photo.mediaType);
      },
    }),
  ];
}
