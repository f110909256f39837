import type { Context as HonoContext } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { heldRaw } from '#forms/page-reading.js';
import { sentForm } from '#forms/uploads.js';
import { DECLARATION } from '#forms/views/check-answers-page.js';
import { AppError } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import type { PageContext } from '#kernel/http/page.js';
import { createRateLimit } from '#kernel/http/rate-limit.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import { inThisBrowser } from '#kernel/http/this-browser.js';
import type { Kernel } from '#kernel/kernel.js';
import { PAGE_WITH_FILES, textOf } from '../../routes/input.js';
import type { ProcedureServices } from '../../services.js';
import {
  FROM_CHECK,
  LandingPage,
  PartCheckPage,
  PartDonePage,
  PartPage,
  partPath,
} from '../views/filling-pages.js';

/** Who tries links is slowed down; a link has 256 random bits besides. */
const TRIES_PER_MINUTE = 30;
/** Keeps the link while its holder signs in, so that it is written down nowhere. */
const LINK_COOKIE = 'yakuba_part';
const SIGN_IN_SECONDS = 30 * 60;

const LinkParams = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
const PartParams = z.object({ part: z.uuid() });
const PageParams = PartParams.extend({ page: z.string().max(60) });
const FromQuery = z.object({ from: z.string().optional() });

/** The third party: from the link to the part that is sent. */
export function partFillingRoutes(kernel: Kernel, { filling }: ProcedureServices): RouteDefinition[] {
  const isWithinLimit = createRateLimit(TRIES_PER_MINUTE, kernel.clock);

  /** A link that does not work is told in one way, whatever is wrong with it. */
  const byLink = async <Result,>(hono: HonoContext, { t }: PageContext, run: () => Promise<Result>) => {
    if (!isWithinLimit(callerAddress(hono))) throw new AppError('tooManyRequests', 'too many links tried');
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'notFound') throw error;
      throw new AppError('notFound', error.message, { userMessage: t('part.open.gone') });
    }
  };

  return [
    route({
      method: 'get',
      path: '/parts/continue',
      permission: 'public',
      journal: 'none',
      input: {},
      handle: ({ page, hono, redirect }) => {
        const parsed = LinkParams.safeParse({ token: getCookie(hono, LINK_COOKIE) });
        setCookie(hono, LINK_COOKIE, '', { path: page.base || '/', maxAge: 0 });
        return redirect(parsed.success ? `/parts/link/${parsed.data.token}` : '/');
      },
    }),
    route({
      method: 'get',
      path: '/parts/done',
      permission: 'public',
      journal: 'none',
      input: {},
      handle: ({ page, html }) => html(<PartDonePage page={page} />),
    }),
    route({
      method: 'get',
      path: '/parts/link/:token',
      permission: 'public',
      journal: 'none',
      input: { params: LinkParams },
      handle: async ({ context, page, params, html, hono }) => {
        const data = await byLink(hono, page, () => filling.invitation(context, params.token));
        return html(<LandingPage page={page} token={params.token} data={data} />);
      },
    }),
    route({
      method: 'post',
      path: '/parts/link/:token/sign-in',
      permission: 'public',
      journal: 'none',
      input: { params: LinkParams },
      handle: ({ page, params, hono, redirect }) => {
        setCookie(hono, LINK_COOKIE, params.token, {
          path: page.base || '/',
          httpOnly: true,
          sameSite: 'Lax',
          maxAge: SIGN_IN_SECONDS,
        });
        return redirect(`/sign-in?back=${encodeURIComponent(`${page.base}/parts/continue`)}`);
      },
    }),
    route({
      method: 'post',
      path: '/parts/link/:token',
      permission: 'public',
      journal: ['case.partOpened'],
      input: { params: LinkParams },
      handle: async ({ context, page, params, hono, redirect }) => {
        const part = await byLink(hono, page, async () => {
          const { definition } = await filling.invitation(context, params.token);
          const actor = definition.assuranceLevel === 'none' ? inThisBrowser(context, hono) : context;
          return { id: await filling.open(actor, params.token), actor };
        });
        const { journey } = await filling.of(part.actor, part.id);
        return redirect(partPath(part.id, journey.current?.id ?? 'check'));
      },
    }),
    route({
      method: 'get',
      path: '/parts/:part/check',
      permission: 'case.completePart',
      journal: 'none',
      input: { params: PartParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const open = await filling.of(context, params.part);
        const { current } = open.journey;
        if (current) return redirect(partPath(params.part, current.id));
        return html(<PartCheckPage page={page} open={open} isDeclarationMissing={false} />);
      },
    }),
    route({
      method: 'post',
      path: '/parts/:part/check',
      permission: 'case.completePart',
      journal: ['case.partSent'],
      input: { params: PartParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        if (textOf(body, DECLARATION) === '') {
          const open = await filling.of(context, params.part);
          const { current } = open.journey;
          if (current) return redirect(partPath(params.part, current.id));
          return html(<PartCheckPage page={page} open={open} isDeclarationMissing />, 422);
        }
        const sent = await filling.send(context, params.part, page.t.locale);
        if (sent.kind === 'sent') return redirect('/parts/done');
        return redirect(partPath(params.part, sent.pageId), {
          kind: 'warning',
          key: 'procedure.check.stillOpen',
        });
      },
    }),
    route({
      method: 'get',
      path: '/parts/:part/:page',
      permission: 'case.completePart',
      journal: 'none',
      input: { params: PageParams, query: FromQuery },
      handle: async ({ context, page, params, query, held, html, redirect }) => {
        const { journey } = await filling.of(context, params.part);
        if (!journey.pages.some(({ id }) => id === params.page))
          return redirect(partPath(params.part, journey.current?.id ?? 'check'));
        const {
          page: formPage,
          raw,
          errors,
          ...open
        } = await filling.page(context, params.part, params.page);
        return html(
          <PartPage
            page={page}
            open={open}
            formPage={formPage}
            raw={{ ...raw, ...heldRaw(formPage.page.fields, held) }}
            errors={errors}
            isFromCheck={query.from === 'check'}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/parts/:part/:page',
      permission: 'case.completePart',
      journal: 'none',
      input: { params: PageParams, upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const isFromCheck = textOf(body, FROM_CHECK) === 'check';
        const saved = await filling.savePage(context, params.part, params.page, sentForm(body), isFromCheck);
        if (saved.kind === 'next') {
          const { destination } = saved;
          return redirect(partPath(params.part, destination.kind === 'page' ? destination.id : 'check'));
        }
        const { fields, raw, errors, revealed } = saved.reading;
        return html(
          <PartPage
            page={page}
            open={saved.open}
            formPage={saved.page}
            fields={fields}
            raw={raw}
            errors={errors}
            revealed={revealed}
            isFromCheck={isFromCheck}
          />,
          422,
        );
      },
    }),
  ];
}
