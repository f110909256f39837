import { z } from 'zod';
import { dateIn } from '#kernel/clock.js';
import { notFound } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { inThisBrowser } from '#kernel/http/this-browser.js';
import { textOf } from '#modules/procedure/api.js';
import { formatEntryCode } from '../entry-code.js';
import type { GuideService } from '../service/guide.js';
import type { InterviewService } from '../service/interview.js';
import type { PaperService } from '../service/papers.js';
import { bringList } from '../todo.js';
import { interviewPath } from '../views/frame.js';
import { AtCounterPage, CodePage, PersonCheckPage } from '../views/interview-pages.js';
import { AnswerQuery, InterviewParams } from './input.js';
import { interviewRoutes, nextOf } from './interview.js';

export interface PreEntryServices {
  guides: GuideService;
  interviews: InterviewService;
  papers: PaperService;
}

/** 書かない窓口の事前入力: on the phone, without an account. The code at the end opens it at the counter. */
export function preEntryRoutes(services: PreEntryServices): RouteDefinition[] {
  const { guides, interviews, papers } = services;
  const path = (id: string, rest = '') => interviewPath('person', id, rest);
  return [
    route({
      method: 'post',
      path: '/pre-entry',
      permission: 'public',
      journal: 'none',
      input: { query: AnswerQuery, form: FormBody },
      handle: async ({ context, page, body, redirect, hono }) => {
        const used = guides.guide(context, textOf(body, 'guide'));
        const { answers } = guides.told(context, used, page.query);
        if (!guides.list(context, used, answers, page.t.locale)) return redirect(`/guide/${used.guide.id}`);
        const id = await interviews.preEnter(
          inThisBrowser(context, hono),
          used.guide.id,
          answers,
          page.t.locale,
        );
        return redirect(path(id));
      },
    }),
    ...interviewRoutes('person', services, ({ page, html }, { interview }) =>
      interview.clerk === null && interview.state === 'open'
        ? null
        : html(<AtCounterPage page={page} isReceived={interview.state === 'submitted'} />),
    ),
    route({
      method: 'get',
      path: '/pre-entry/:interview/check',
      permission: 'counter.preEnter',
      journal: 'none',
      input: { params: InterviewParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const open = await interviews.open(context, params.interview);
        const { interview, way } = open;
        if (interview.clerk !== null || interview.state !== 'open' || way.pages.length === 0)
          return redirect(path(params.interview));
        if (way.current) return redirect(path(params.interview, nextOf(open)));
        return html(<PersonCheckPage page={page} open={open} />);
      },
    }),
    route({
      method: 'post',
      path: '/pre-entry/:interview/code',
      permission: 'counter.preEnter',
      journal: ['counter.preEntered'],
      input: { params: InterviewParams, form: z.record(z.string(), z.unknown()) },
      handle: async ({ context, params, redirect }) => {
        await interviews.giveCode(context, params.interview);
        return redirect(path(params.interview, '/code'));
      },
    }),
    route({
      method: 'get',
      path: '/pre-entry/:interview/code',
      permission: 'counter.preEnter',
      journal: 'none',
      input: { params: InterviewParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const open = await interviews.open(context, params.interview);
        const { code, guide: answers } = open.interview.content;
        if (code === null) return redirect(path(params.interview));
        const used = guides.guide(context, open.interview.guide);
        const list = guides.list(context, used, answers, page.t.locale);
        return html(
          <CodePage
            page={page}
            open={open}
            code={formatEntryCode(code)}
            picture={await papers.codePicture(context, code)}
            until={dateIn(open.interview.expiresAt)}
            bring={bringList(list?.todos ?? [])}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/pre-entry/:interview/slip.pdf',
      permission: 'counter.preEnter',
      journal: 'none',
      input: { params: InterviewParams },
      handle: async ({ context, params, file }) => {
        const { interview } = await interviews.open(context, params.interview);
        if (interview.content.code === null) throw notFound(`slip of ${params.interview}`);
        return file(await papers.slip(context, params.interview), 'application/pdf', {
          saveAs: '事前入力票.pdf',
        });
      },
    }),
  ];
}
