import { z } from 'zod';
import { reachablePage } from '#forms/journey.js';
import { rawAnswers } from '#forms/page-reading.js';
import { sentForm } from '#forms/uploads.js';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import { Locale } from '#kernel/i18n/locales.js';
import { textOf } from '#modules/procedure/api.js';
import { isCounterPurpose } from '../interview.js';
import type { CounterServices } from '../services.js';
import { ClerkGuidePage } from '../views/clerk-pages.js';
import { interviewPath } from '../views/frame.js';
import { ReceptionPage, type ReceptionTyped } from '../views/reception-pages.js';
import { InterviewPageParams } from './input.js';

const CodeQuery = z.object({ code: z.string().max(200).catch('') });

type Html = RouteRequest<unknown, unknown, unknown>['html'];

/** The clerk opens what somebody filled in before, or begins; then asks the questions about the event. */
export function receptionRoutes({ guides, interviews, reception }: CounterServices): RouteDefinition[] {
  const path = (id: string, rest = '') => interviewPath('staff', id, rest);

  async function home(
    { context, page, html }: { context: Context; page: PageContext; html: Html },
    typed: ReceptionTyped,
    status: 200 | 422,
  ): Promise<Response> {
    const used = guides.guides(context);
    return html(
      <ReceptionPage
        page={page}
        guides={used}
        mine={await reception.mine(context)}
        hasDesk={used.some(({ guide }) => guide.hasDesk)}
        typed={typed}
      />,
      status,
    );
  }

  return [
    route({
      method: 'get',
      path: '/staff/counter',
      permission: 'counter.serve',
      journal: 'none',
      input: { query: CodeQuery },
      handle: (request) => home(request, { code: request.query.code }, 200),
    }),
    route({
      method: 'post',
      path: '/staff/counter/open',
      permission: 'counter.serve',
      journal: ['counter.opened'],
      input: { form: FormBody },
      handle: async (request) => {
        const { context, body, redirect } = request;
        const typed = { code: textOf(body, 'code'), openPurpose: textOf(body, 'openPurpose') };
        if (!isCounterPurpose(typed.openPurpose))
          return home(request, { ...typed, isOpenPurposeMissing: true }, 422);
        const opened = await reception.openByCode(context, typed.code, typed.openPurpose);
        return opened.kind === 'open'
          ? redirect(path(opened.id))
          : home(request, { ...typed, fault: opened.fault }, 422);
      },
    }),
    route({
      method: 'post',
      path: '/staff/counter/start',
      permission: 'counter.serve',
      journal: ['counter.opened'],
      input: { form: FormBody },
      handle: async (request) => {
        const { context, body, redirect } = request;
        const typed = { event: textOf(body, 'event'), startPurpose: textOf(body, 'startPurpose') };
        const used = guides.guides(context).find(({ guide }) => guide.id === typed.event);
        const purpose = isCounterPurpose(typed.startPurpose) ? typed.startPurpose : null;
        if (!used || purpose === null)
          return home(
            request,
            { ...typed, isEventMissing: !used, isStartPurposeMissing: purpose === null },
            422,
          );
        const locale = Locale.catch('ja').parse(textOf(body, 'language'));
        const id = await reception.start(context, typed.event, purpose, locale);
        return redirect(path(id, `/guide/${used.form.pages[0]?.id ?? ''}`));
      },
    }),
    route({
      method: 'get',
      path: '/staff/counter/interviews/:interview/guide/:page',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: InterviewPageParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const { interview } = await interviews.open(context, params.interview);
        if (interview.state !== 'open') return redirect(path(interview.id));
        const used = guides.guide(context, interview.guide);
        const way = guides.way(context, used, interview.content.guide);
        const formPage = reachablePage(way, params.page);
        if (!formPage) return redirect(path(interview.id));
        const raw = rawAnswers(used.form, formPage.page.fields, interview.content.guide);
        return html(
          <ClerkGuidePage
            page={page}
            used={used}
            interview={interview.id}
            way={way}
            formPage={formPage}
            raw={raw}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/counter/interviews/:interview/guide/:page',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: InterviewPageParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const step = await interviews.answerGuide(context, params.interview, params.page, sentForm(body));
        if (!step) return redirect(path(params.interview));
        if (step.kind === 'next') {
          const { destination } = step;
          return redirect(
            path(params.interview, destination.kind === 'page' ? `/guide/${destination.id}` : ''),
          );
        }
        const { interview } = await interviews.open(context, params.interview);
        const { raw, errors, fields, revealed } = step.reading;
        return html(
          <ClerkGuidePage
            page={page}
            used={guides.guide(context, interview.guide)}
            interview={interview.id}
            way={step.way}
            formPage={step.page}
            raw={raw}
            errors={errors}
            fields={fields}
            revealed={revealed}
          />,
          422,
        );
      },
    }),
  ];
}
