import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { GRADES, UNCLASSIFIED } from '../model.js';
import { unitName } from '../service/deps.js';
import type { RecordsServices } from '../services.js';
import { NOTHING, type Typed } from '../typed.js';
import { DraftPage, UnclassifiedPage } from '../views/draft-pages.js';
import { textOf } from './input.js';

const DraftParams = z.object({ draft: z.uuid() });
const ListQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });

/** Drafts for decisions on their way into the register, and what waits for its class there. */
export function draftRoutes({ decided, desk, rulesOf }: RecordsServices): RouteDefinition[] {
  async function draftPage(context: Context, page: PageContext, draft: string, typed: Typed = NOTHING) {
    const data = await decided.open(context, draft);
    return { data, node: <DraftPage page={page} data={data} rules={rulesOf(context)} typed={typed} /> };
  }

  return [
    route({
      method: 'get',
      path: '/staff/records/drafts/:draft',
      permission: 'records.read',
      journal: ['document.registered', 'document.versionAdded'],
      input: { params: DraftParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const { data, node } = await draftPage(context, page, params.draft);
        return data.document === null ? html(node) : redirect(`/staff/records/documents/${data.document}`);
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/drafts/:draft',
      permission: 'records.keep',
      journal: ['document.registered', 'document.versionAdded'],
      input: { params: DraftParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const classification = textOf(body, 'classification');
        const grade = GRADES.find((one) => one === textOf(body, 'grade'));
        const isKnown = rulesOf(context).classOf(classification) !== undefined;
        const here = `/staff/records/drafts/${params.draft}`;
        if (!grade || !isKnown) {
          const errors = {
            ...(!isKnown && { classification: page.t('records.error.classification') }),
            ...(!grade && { grade: page.t('records.error.grade') }),
          };
          const values = { classification, grade: textOf(body, 'grade') };
          const { data, node } = await draftPage(context, page, params.draft, { values, errors });
          return data.document === null ? html(node, 422) : redirect(here);
        }
        await decided.choose(context, params.draft, { classification, grade });
        return redirect(here, { kind: 'success', key: 'dispatch.draft.done' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/records/unclassified',
      permission: 'records.read',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const after = readTimePlace(query.after);
        const { items, next, names } = await desk.list(context, { classification: UNCLASSIFIED, after });
        const here = `${page.base}/staff/records/unclassified`;
        return html(
          <UnclassifiedPage
            page={page}
            items={items}
            names={names}
            unitOf={(unit) => unitName(context, unit)}
            nextHref={next ? `${here}?after=${encodeURIComponent(placeText(next.at, next.id))}` : undefined}
            isFirst={after === undefined}
          />,
        );
      },
    }),
  ];
}
