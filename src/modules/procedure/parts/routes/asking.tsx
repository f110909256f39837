import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { qrSvg } from '#kernel/documents/qr.js';
import { notFound } from '#kernel/errors.js';
import { type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { publicBase } from '#kernel/tenancy/public-base.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import type { Procedure } from '../../definition.js';
import { CaseParams } from '../../routes/input.js';
import type { ProcedureServices } from '../../services.js';
import { LinkPage, REASON_LIMIT, WaivePage } from '../views/invitation-page.js';

const PartParams = CaseParams.extend({ name: z.string().max(60) });
const RequestParams = CaseParams.extend({ request: z.uuid() });
const PartFileParams = RequestParams.extend({ file: z.uuid() });
/** The request before this one, as the page showed it: sent twice, a form asks once. */
const Invitation = z.object({ after: z.string().max(60).optional() });
/** Brings the secret of a link, which is kept nowhere, from where it is made to the page that shows it. */
const NEW_LINK = 'yakuba_new_link';
const LINK_SHOWN_WITHIN_SECONDS = 120;
const MADE = /^([A-Za-z0-9_-]{43})\.(\d{13})$/;
const Waiver = z.object({ reason: z.string().default('') });

const definitionOf = ({ thirdParties }: Procedure, name: string) => {
  const found = thirdParties.find(({ id }) => id === name);
  if (!found) throw notFound(`part ${name}`);
  return found;
};

/** Applicant and staff ask third parties for their parts. */
export function partAskingRoutes(kernel: Kernel, { parts, my, work }: ProcedureServices): RouteDefinition[] {
  const procedureFor = async (context: Context, id: string): Promise<Procedure | null> => {
    if (context.actor.kind !== 'staff') return (await my.caseOf(context, id)).procedure;
    const opened = await work.open(context, id);
    return opened.kind === 'open' ? opened.data.procedure : null;
  };

  const linkPath = (side: 'my' | 'staff', { case: id, name }: z.infer<typeof PartParams>): string =>
    `/${side}/cases/${id}/parts/${name}/link`;
  const linkCookie = (base: string, path: string) =>
    ({ path: `${base}${path}`, httpOnly: true, sameSite: 'Lax' }) as const;

  const invite = (side: 'my' | 'staff') =>
    route({
      method: 'post',
      path: `/${side}/cases/:case/parts/:name/invite`,
      permission: side === 'staff' ? 'case.work' : 'case.readOwn',
      journal: ['case.partInvited', 'case.viewed'],
      input: { params: PartParams, form: Invitation },
      handle: async ({ context, page, params, body, redirect, hono }) => {
        const procedure = await procedureFor(context, params.case);
        if (!procedure) return redirect(`/staff/cases/${params.case}`);
        definitionOf(procedure, params.name);
        const invited = await parts.invite(context, params.case, params.name, body.after);
        const path = linkPath(side, params);
        if (invited) {
          const { token, expiresAt } = invited;
          const maxAge = LINK_SHOWN_WITHIN_SECONDS;
          setCookie(hono, NEW_LINK, `${token}.${expiresAt.epochMilliseconds}`, {
            ...linkCookie(page.base, path),
            maxAge,
          });
        }
        return redirect(path);
      },
    });

  /** The link, once: to whoever has just made it, in this browser. Opening the page again makes no other. */
  const shown = (side: 'my' | 'staff') =>
    route({
      method: 'get',
      path: `/${side}/cases/:case/parts/:name/link`,
      permission: side === 'staff' ? 'case.work' : 'case.readOwn',
      journal: ['case.viewed'],
      input: { params: PartParams },
      handle: async ({ context, page, params, html, redirect, hono }) => {
        const procedure = await procedureFor(context, params.case);
        const path = linkPath(side, params);
        const [, token, end] = MADE.exec(getCookie(hono, NEW_LINK) ?? '') ?? [];
        if (!procedure || token === undefined || end === undefined)
          return redirect(`/${side}/cases/${params.case}`);
        deleteCookie(hono, NEW_LINK, linkCookie(page.base, path));
        const definition = definitionOf(procedure, params.name);
        const expiresAt = Temporal.Instant.fromEpochMilliseconds(Number(end));
        const link = `${publicBase(kernel, context)}/parts/link/${token}`;
        return html(
          <LinkPage
            page={page}
            isStaff={side === 'staff'}
            caseHref={`${page.base}/${side}/cases/${params.case}`}
            definition={definition}
            link={link}
            qr={await qrSvg(link)}
            expiresAt={expiresAt}
          />,
        );
      },
    });

  const cancel = (side: 'my' | 'staff') =>
    route({
      method: 'post',
      path: `/${side}/cases/:case/part-requests/:request/cancel`,
      permission: side === 'staff' ? 'case.work' : 'case.readOwn',
      journal: ['case.partCancelled'],
      input: { params: RequestParams },
      handle: async ({ context, params, redirect }) => {
        await parts.cancel(context, params.case, params.request);
        return redirect(`/${side}/cases/${params.case}`, { kind: 'success', key: 'part.cancelled' });
      },
    });

  const waivePage = async (
    { context, page, html, redirect }: RouteRequest<unknown, unknown, unknown>,
    params: z.infer<typeof PartParams>,
    typed?: { reason: string; error: string },
  ): Promise<Response> => {
    const procedure = await procedureFor(context, params.case);
    if (!procedure) return redirect(`/staff/cases/${params.case}`);
    return html(
      <WaivePage
        page={page}
        caseHref={`${page.base}/staff/cases/${params.case}`}
        definition={definitionOf(procedure, params.name)}
        {...(typed && { typed })}
      />,
      typed ? 422 : 200,
    );
  };

  return [
    invite('my'),
    invite('staff'),
    shown('my'),
    shown('staff'),
    cancel('my'),
    cancel('staff'),
    route({
      method: 'get',
      path: '/staff/cases/:case/parts/:name/waive',
      permission: 'case.work',
      journal: ['case.viewed'],
      input: { params: PartParams },
      handle: (request) => waivePage(request, request.params),
    }),
    route({
      method: 'post',
      path: '/staff/cases/:case/parts/:name/waive',
      permission: 'case.work',
      journal: ['case.partWaived', 'case.viewed'],
      input: { params: PartParams, form: Waiver },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const reason = body.reason.trim();
        const isLong = characterCount(reason) > REASON_LIMIT;
        if (reason === '' || isLong) {
          const error = isLong
            ? page.t('message.tooLong', { max: REASON_LIMIT })
            : page.t('part.waive.missing');
          return waivePage(request, params, { reason: body.reason, error });
        }
        await parts.waive(context, params.case, params.name, reason);
        return redirect(`/staff/cases/${params.case}`, { kind: 'success', key: 'part.waived' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/cases/:case/part-requests/:request/files/:file',
      permission: 'case.read',
      journal: ['case.viewed'],
      input: { params: PartFileParams },
      handle: async ({ context, params, file }) => {
        const { bytes, mediaType, name } = await parts.file(
          context,
          params.case,
          params.request,
          params.file,
        );
        return file(bytes, mediaType, { saveAs: name });
      },
    }),
  ];
}
