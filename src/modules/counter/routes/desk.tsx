import { z } from 'zod';
import { readPage } from '#forms/page-reading.js';
import { sentForm } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { readTimePlace } from '#kernel/values/list-place.js';
import { textOf } from '#modules/procedure/api.js';
import { isCounterPurpose } from '../interview.js';
import type { CounterServices } from '../services.js';
import { ClosedVisitPage, NewVisitPage, VisitPage, VisitsPage, visitPath } from '../views/desk-pages.js';
import { interviewPath } from '../views/frame.js';
import { openingRaw, VISIT_FORM, VISIT_PAGE, visitOf } from '../visit-form.js';
import { unitNames } from './unit-names.js';

const VisitParams = z.object({ visit: z.uuid() });
const ListQuery = z.object({
  state: z.enum(['open', 'closed']).catch('open'),
  after: z.string().max(100).optional().catch(undefined),
});
const NewQuery = z.object({ guide: z.string().max(60), interview: z.uuid().optional() });

/** The desk: families that come, each with the tasks of all sections, their forms and their booklet. */
export function deskRoutes({ desk, guides }: CounterServices): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/staff/counter/visits',
      permission: 'counter.serve',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query: { state, after }, html }) => {
        const { items, next } = await desk.list(context, state, readTimePlace(after));
        return html(
          <VisitsPage
            page={page}
            used={desk.guides(context)}
            state={state}
            items={items}
            next={next}
            isFirst={after === undefined}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/counter/visits/new',
      permission: 'counter.serve',
      journal: 'none',
      input: { query: NewQuery },
      handle: ({ context, page, query, html }) =>
        html(
          <NewVisitPage
            page={page}
            used={guides.guide(context, query.guide)}
            interview={query.interview ?? ''}
            typed={{ raw: openingRaw(context.clock.now()) }}
          />,
        ),
    }),
    route({
      method: 'post',
      path: '/staff/counter/visits',
      permission: 'counter.serve',
      journal: ['counter.visitMade', 'counter.used', 'counter.visitViewed'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const used = guides.guide(context, textOf(body, 'guide'));
        const interview = z.uuid().safeParse(textOf(body, 'interview'));
        const facts = { today: today(context.clock) };
        const reading = readPage(VISIT_FORM, VISIT_PAGE, sentForm(body), {}, facts);
        if (!reading.isComplete) {
          const given = interview.success ? interview.data : '';
          return html(<NewVisitPage page={page} used={used} interview={given} typed={reading} />, 422);
        }
        const of = interview.success
          ? { interview: interview.data }
          : { guide: used.guide.id, locale: 'ja' as const };
        const made = await desk.make(context, of, visitOf(reading.answers));
        return redirect(visitPath(made.visit), { kind: 'success', key: 'counter.visits.made' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/counter/visits/:visit',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: VisitParams },
      handle: async ({ context, page, params, html }) => {
        const found = await desk.open(context, params.visit);
        return found.kind === 'open'
          ? html(<VisitPage page={page} data={found.data} unitName={unitNames(context, page)} />)
          : html(<ClosedVisitPage page={page} data={found.data} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/counter/visits/:visit/purpose',
      permission: 'counter.serve',
      journal: ['counter.visitViewed'],
      input: { params: VisitParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const purpose = textOf(body, 'purpose');
        if (isCounterPurpose(purpose)) {
          await desk.statePurpose(context, params.visit, purpose);
          return redirect(visitPath(params.visit));
        }
        const found = await desk.open(context, params.visit);
        if (found.kind === 'open') return redirect(visitPath(params.visit));
        const error = page.t('counter.purpose.missing');
        return html(<ClosedVisitPage page={page} data={found.data} error={error} />, 422);
      },
    }),
    route({
      method: 'post',
      path: '/staff/counter/visits/:visit/interview',
      permission: 'counter.serve',
      journal: ['counter.opened'],
      input: { params: VisitParams, form: FormBody },
      handle: async ({ context, params, redirect }) =>
        redirect(interviewPath('staff', await desk.takeOver(context, params.visit))),
    }),
    route({
      method: 'post',
      path: '/staff/counter/visits/:visit/close',
      permission: 'counter.serve',
      journal: ['counter.visitClosed'],
      input: { params: VisitParams, form: FormBody },
      handle: async ({ context, params, redirect }) => {
        await desk.close(context, params.visit);
        return redirect(visitPath(params.visit), { kind: 'success', key: 'counter.visits.isClosed' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/counter/visits/:visit/booklet.pdf',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: VisitParams },
      handle: async ({ context, params, file, redirect }) => {
        const found = await desk.open(context, params.visit);
        if (found.kind === 'closed') return redirect(visitPath(params.visit));
        const { used, visit } = found.data;
        const list = guides.list(context, used, visit.content.answers, 'ja');
        if (!list) return redirect(visitPath(params.visit));
        const name = localize(used.guide.booklet?.title ?? used.guide.title, 'ja');
        return file(await guides.booklet(context, list), 'application/pdf', { saveAs: `${name}.pdf` });
      },
    }),
  ];
}
