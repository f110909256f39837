import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import type { PageReading } from '#forms/page-reading.js';
import { sentForm } from '#forms/uploads.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { SESSION_COOKIE } from '#kernel/http/serve-routes.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { textOf } from '#modules/procedure/api.js';
import { isCounterCheck } from '../interview.js';
import type { OpenInterview } from '../service/interview-forms.js';
import type { CounterServices } from '../services.js';
import { leftToDo } from '../todo.js';
import { ClerkAside, ClerkCheckPage, ReceivedPage } from '../views/clerk-pages.js';
import { ConfirmedPage, ConfirmPage, HandOverPage } from '../views/confirm-pages.js';
import { interviewPath } from '../views/frame.js';
import { InterviewParams } from './input.js';
import { interviewRoutes, nextOf } from './interview.js';

/** The code that the page before has shown. */
const HandOverForm = z.object({ code: z.string().regex(/^\d{4}$/) });

/** The clerk's side of an interview: fill in, let the person sign, take all of it in, print. */
export function clerkRoutes(services: CounterServices): RouteDefinition[] {
  const { desk, guides, handOver, interviews, newTakeBackCode, papers, reception } = services;
  const path = (id: string, rest = '') => interviewPath('staff', id, rest);

  /** Where an interview belongs when it cannot be checked yet, or not any more. */
  const elsewhere = ({ interview, way }: OpenInterview, redirect: (to: string) => Response) => {
    if (interview.state === 'submitted') return redirect(path(interview.id, '/received'));
    if (interview.content.procedures.length === 0) return redirect(path(interview.id));
    return way.current ? redirect(path(interview.id, nextOf({ way }))) : null;
  };

  /** The screen of the person speaks their language, whatever that of the clerk speaks. */
  const forPerson = (page: PageContext, { interview }: OpenInterview): PageContext => ({
    ...page,
    t: translatorFor(interview.content.locale),
  });

  return [
    ...interviewRoutes(
      'staff',
      services,
      ({ context, redirect }, { interview }) => {
        if (interview.state === 'submitted') return redirect(path(interview.id, '/received'));
        const used = guides.guide(context, interview.guide);
        const { current } = guides.way(context, used, interview.content.guide);
        return current ? redirect(path(interview.id, `/guide/${current.id}`)) : null;
      },
      async ({ context, page }, { interview }) => (
        <ClerkAside
          page={page}
          interview={interview.id}
          used={guides.guide(context, interview.guide)}
          isAtDesk={desk.isAtDesk(context)}
          visit={await desk.visitOf(context, interview.id)}
        />
      ),
    ),
    route({
      method: 'get',
      path: '/staff/counter/interviews/:interview/check',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: InterviewParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const open = await interviews.open(context, params.interview);
        return (
          elsewhere(open, redirect) ??
          html(<ClerkCheckPage page={page} open={open} isSigned={reception.isSigned(open)} />)
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/counter/interviews/:interview/hand-over',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: InterviewParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const open = await interviews.open(context, params.interview);
        // Another code each time, and kept nowhere: once the screen is handed over, going back does not open this page.
        return (
          elsewhere(open, redirect) ??
          html(<HandOverPage page={page} interview={params.interview} code={newTakeBackCode()} />)
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/counter/interviews/:interview/hand-over',
      permission: 'counter.serve',
      journal: ['identity.handedOver'],
      input: { params: InterviewParams, form: HandOverForm },
      handle: async ({ context, params, body: { code }, redirect, hono }) => {
        const open = await interviews.open(context, params.interview);
        const instead = elsewhere(open, redirect);
        if (instead) return instead;
        const session = getCookie(hono, SESSION_COOKIE);
        if (session === undefined) throw new AppError('unauthenticated', 'no session to hand over');
        const confirm = path(params.interview, '/confirm');
        await handOver(context, session, {
          paths: [confirm, path(params.interview, '/confirmed')],
          back: path(params.interview, '/check'),
          code,
        });
        return redirect(confirm);
      },
    }),
    route({
      method: 'get',
      path: '/staff/counter/interviews/:interview/confirm',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: InterviewParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const open = await interviews.open(context, params.interview);
        return elsewhere(open, redirect) ?? html(<ConfirmPage page={forPerson(page, open)} open={open} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/counter/interviews/:interview/confirm',
      permission: 'counter.serve',
      journal: ['counter.confirmed'],
      input: { params: InterviewParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const outcome: PageReading | string = await reception.confirm(
          context,
          params.interview,
          sentForm(body),
        );
        if (outcome === 'signed') return redirect(path(params.interview, '/confirmed'));
        if (typeof outcome === 'string') return redirect(path(params.interview));
        const open = await interviews.open(context, params.interview);
        return html(<ConfirmPage page={forPerson(page, open)} open={open} typed={outcome} />, 422);
      },
    }),
    route({
      method: 'get',
      path: '/staff/counter/interviews/:interview/confirmed',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: InterviewParams },
      handle: async ({ context, page, params, html }) => {
        const open = await interviews.open(context, params.interview);
        return html(<ConfirmedPage page={forPerson(page, open)} interview={params.interview} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/counter/interviews/:interview/receive',
      permission: 'counter.serve',
      journal: ['case.submitted', 'case.linked', 'counter.used', 'counter.taskChanged'],
      input: { params: InterviewParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const check = textOf(body, 'identityCheck');
        const open = await interviews.open(context, params.interview);
        const instead = elsewhere(open, redirect);
        if (instead) return instead;
        const isSigned = reception.isSigned(open);
        if (!isCounterCheck(check)) {
          const typed = { check, error: page.t('staffEntry.checkMissing') };
          return html(<ClerkCheckPage page={page} open={open} isSigned={isSigned} typed={typed} />, 422);
        }
        const received = await reception.receive(context, params.interview, check);
        if (received.kind === 'received') return redirect(path(params.interview, '/received'));
        const problem =
          received.kind === 'unsigned'
            ? page.t('counter.receive.unsigned')
            : page.t('counter.receive.open', { procedure: localize(received.procedure, page.t.locale) });
        return html(
          <ClerkCheckPage page={page} open={open} isSigned={isSigned} typed={{ check }} problem={problem} />,
          422,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/counter/interviews/:interview/received',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: InterviewParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const { interview } = await interviews.open(context, params.interview);
        if (interview.state !== 'submitted') return redirect(path(params.interview));
        const visit = await desk.visitOf(context, params.interview);
        const cases = await reception.received(context, params.interview);
        const used = guides.guide(context, interview.guide);
        const list = guides.list(context, used, interview.content.guide, page.t.locale);
        return html(
          <ReceivedPage
            page={page}
            interview={params.interview}
            cases={cases}
            others={leftToDo(
              list?.todos ?? [],
              cases.map(({ procedure }) => procedure),
            )}
            visitHref={visit === null ? null : `${page.base}/staff/counter/visits/${visit}`}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/counter/interviews/:interview/papers.pdf',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: InterviewParams },
      handle: async ({ context, params, file, redirect }) => {
        const { interview, way } = await interviews.open(context, params.interview);
        const isReceipt = interview.state === 'submitted';
        if (!isReceipt && way.pages.length === 0) return redirect(path(params.interview));
        return file(await papers.papers(context, params.interview), 'application/pdf', {
          saveAs: isReceipt ? '受付控え.pdf' : '申請内容の確認書.pdf',
        });
      },
    }),
    route({
      method: 'get',
      path: '/staff/counter/interviews/:interview/forms.pdf',
      permission: 'counter.serve',
      journal: 'none',
      input: { params: InterviewParams },
      handle: async ({ context, params, file, redirect }) => {
        const { interview, way } = await interviews.open(context, params.interview);
        if (interview.state === 'open' && (way.current || way.pages.length === 0))
          return redirect(path(params.interview));
        return file(await papers.forms(context, params.interview), 'application/pdf', {
          saveAs: '記入済みの様式.pdf',
        });
      },
    }),
  ];
}
