import { z } from 'zod';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import { parseReference } from '#kernel/values/reference-number.js';
import { CaseParams, textOf } from '../routes/input.js';
import type { ProcedureServices } from '../services.js';
import { type Linked, MOST_LINKS } from './service.js';
import { RelatedPage } from './views.js';

const RelatedQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });
const LinkParams = CaseParams.extend({ other: z.uuid() });

function refusalOf({ t }: PageContext, kind: Exclude<Linked, 'linked'>): string {
  if (kind === 'full') return t('related.full', { max: MOST_LINKS });
  return t(`related.${kind}`);
}

/** Related cases of a case, and linking them. */
export function relatedRoutes({ related, work }: ProcedureServices): RouteDefinition[] {
  const shown = async (
    { context, page, html, redirect }: RouteRequest<unknown, unknown, unknown>,
    id: string,
    after: string | undefined,
    typed?: { number: string; error: string },
  ) => {
    const opened = await work.open(context, id);
    if (opened.kind === 'closed') return redirect(`/staff/cases/${id}`);
    const data = await related.page(context, id, after);
    return html(
      <RelatedPage page={page} data={data} isFirst={after === undefined} {...(typed && { typed })} />,
      typed ? 422 : 200,
    );
  };

  return [
    route({
      method: 'get',
      path: '/staff/cases/:case/related',
      permission: 'case.read',
      journal: ['case.viewed'],
      input: { params: CaseParams, query: RelatedQuery },
      handle: (request) => shown(request, request.params.case, request.query.after),
    }),
    route({
      method: 'post',
      path: '/staff/cases/:case/related',
      permission: 'case.work',
      journal: ['case.linked', 'case.viewed'],
      input: { params: CaseParams, form: FormBody },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const typed = textOf(body, 'number');
        const number = parseReference(typed);
        const again = (error: string) => shown(request, params.case, undefined, { number: typed, error });
        if (!number.ok) return again(page.t(typed.trim() === '' ? 'related.missing' : 'related.mistyped'));
        const linked = await related.link(context, params.case, number.value);
        if (linked !== 'linked') return again(refusalOf(page, linked));
        return redirect(`/staff/cases/${params.case}/related`, { kind: 'success', key: 'related.linked' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/cases/:case/related/:other/delete',
      permission: 'case.work',
      journal: ['case.unlinked'],
      input: { params: LinkParams },
      handle: async ({ context, params, redirect }) => {
        await related.unlink(context, params.case, params.other);
        return redirect(`/staff/cases/${params.case}/related`, { kind: 'success', key: 'related.unlinked' });
      },
    }),
  ];
}
