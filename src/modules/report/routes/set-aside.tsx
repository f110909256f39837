import { z } from 'zod';
import { notFound } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { textOf } from '../report-form.js';
import { type ReportDeps, rulesHere, WORK } from '../service/deps.js';
import type { Chosen } from '../service/set-aside.js';
import type { ReportServices } from '../services.js';
import { SetAsidePage } from '../views/set-aside-page.js';

/** A page of the list. */
const MOST = 50;
const Choice = z.string().regex(/^[0-9a-f-]{36}\.\d{1,9}$/);

/** Boxes of the list: id and revision. What is none is left out. */
function chosenIn(body: FormBody): Chosen[] {
  const sent = Object.hasOwn(body, 'report') ? [body.report ?? []].flat() : [];
  return sent.slice(0, MOST).flatMap((text) => {
    const [id, revision] = Choice.safeParse(text).data?.split('.') ?? [];
    return z.uuid().safeParse(id).success && id ? [{ id, revision: Number(revision) }] : [];
  });
}

/** Several reports that are none are closed in one go, after a second look. */
export const setAsideRoutes = (deps: ReportDeps, { setAside }: ReportServices): RouteDefinition[] => [
  route({
    method: 'post',
    path: '/staff/reports/set-aside',
    permission: WORK,
    journal: ['report.closed'],
    input: { form: FormBody },
    handle: async ({ context, page, body, html, redirect }) => {
      const rules = rulesHere(deps, context);
      const reason = setAside.reasonHere(context);
      if (!reason) throw notFound('a reason that says it is no report');
      const chosen = chosenIn(body);
      if (chosen.length === 0)
        return redirect('/staff/reports', { kind: 'warning', key: 'reportDesk.setAsideNone' });
      const isSure = textOf(body, 'sure') === 'yes';
      const ids = isSure ? (await setAside.close(context, chosen)).changed : chosen.map(({ id }) => id);
      const items = await setAside.closable(context, ids);
      if (isSure && items.length === 0) {
        const isDone = ids.length < chosen.length;
        return redirect(
          '/staff/reports',
          isDone
            ? { kind: 'success', key: 'reportDesk.done' }
            : { kind: 'warning', key: 'reportDesk.changed' },
        );
      }
      const error = isSure ? page.t('reportDesk.setAsideChanged', { count: items.length }) : undefined;
      const left = isSure ? 0 : ids.length - items.length;
      const view = { page, rules, reason, items, left, error };
      return html(<SetAsidePage {...view} />, isSure ? 422 : 200);
    },
  }),
];
