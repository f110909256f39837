import { z } from 'zod';
import { sentForm } from '#forms/uploads.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { CaseParams, revisionOf, textOf } from '../routes/input.js';
import type { ProcedureServices } from '../services.js';
import { NAMED, ReissueChoicePage, ReissueFormPage } from './views.js';

const ChoiceQuery = z.object({ chosen: z.string().optional() });

/** After a revocation for wrong content: which answers are wrong, then the right ones and why. */
export function reissueRoutes({ work }: ProcedureServices): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/staff/cases/:case/reissue',
      permission: 'case.work',
      journal: ['case.viewed'],
      input: { params: CaseParams, query: ChoiceQuery },
      handle: async ({ context, page, params, query, html, redirect }) => {
        const opened = await work.open(context, params.case);
        if (opened.kind === 'closed' || !opened.data.actions.includes('reissue'))
          return redirect(`/staff/cases/${params.case}`);
        const data = await work.reissuePage(context, params.case, page.query.getAll(NAMED));
        return html(
          query.chosen === undefined ? (
            <ReissueChoicePage page={page} data={data} />
          ) : (
            <ReissueFormPage page={page} data={data} />
          ),
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/cases/:case/reissue',
      permission: 'case.work',
      journal: ['certificate.reissued', 'case.viewed'],
      input: { params: CaseParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const named = textOf(body, NAMED).split(',');
        const result = await work.reissue(context, params.case, revisionOf(body), named, sentForm(body));
        return result.kind === 'again'
          ? html(<ReissueFormPage page={page} data={result.page} />, 422)
          : redirect(`/staff/cases/${params.case}`, { kind: 'success', key: 'reissueDesk.done' });
      },
    }),
  ];
}
