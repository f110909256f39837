import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { heldRaw } from '#forms/page-reading.js';
import { sentForm } from '#forms/uploads.js';
import { AppError } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, type RouteRequest, route, UploadBody } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { PAGE_WITH_FILES, textOf } from '#modules/procedure/api.js';
import type { GuideService } from '../service/guide.js';
import type { InterviewService } from '../service/interview.js';
import type { OpenInterview } from '../service/interview-forms.js';
import { interviewPath, type Side } from '../views/frame.js';
import { FROM_CHECK, InterviewQuestionPage, OverviewPage } from '../views/interview-pages.js';
import { InterviewPageParams, InterviewParams } from './input.js';

const FromQuery = z.object({ [FROM_CHECK]: z.string().optional() });

type Request<Params> = RouteRequest<Params, unknown, unknown>;

/**
 * What the person on a phone and the clerk do alike: choose the procedures, fill in the pages, throw it away. `guard`
 * answers in place of a page where the interview cannot be changed from this side; `aside` stands on the overview.
 */
export function interviewRoutes(
  side: Side,
  { interviews, guides }: { interviews: InterviewService; guides: GuideService },
  guard: (
    request: Request<{ interview: string }>,
    open: OpenInterview,
  ) => Response | Promise<Response> | null,
  aside?: (request: Request<{ interview: string }>, open: OpenInterview) => Promise<Child>,
): RouteDefinition[] {
  const permission = side === 'person' ? 'counter.preEnter' : 'counter.serve';
  const prefix: `/${string}` = side === 'person' ? '/pre-entry' : '/staff/counter/interviews';
  const path = (id: string, rest = '') => interviewPath(side, id, rest);

  async function overview(
    request: Request<{ interview: string }>,
    { isNothingChosen = false } = {},
  ): Promise<Response> {
    const { context, page, params, html } = request;
    const open = await interviews.open(context, params.interview);
    const instead = guard(request, open);
    if (instead) return instead;
    const ids = interviews.choices(context, open.interview);
    const used = guides.guide(context, open.interview.guide);
    const choices = guides
      .procedures(context, ids)
      .map(({ id, title }) => ({ id, title: localize(title, page.t.locale) }));
    const body = (
      <OverviewPage
        page={page}
        side={side}
        open={open}
        used={used}
        choices={choices}
        isNothingChosen={isNothingChosen}
        aside={await aside?.(request, open)}
      />
    );
    return html(body, isNothingChosen ? 422 : 200);
  }

  return [
    route({
      method: 'get',
      path: `${prefix}/:interview`,
      permission,
      journal: 'none',
      input: { params: InterviewParams },
      handle: (request) => overview(request),
    }),
    route({
      method: 'post',
      path: `${prefix}/:interview/procedures`,
      permission,
      journal: 'none',
      input: { params: InterviewParams, form: FormBody },
      handle: async (request) => {
        const { context, params, body, redirect } = request;
        const wanted = sentForm(body)
          .getAll('procedures')
          .filter((value) => typeof value === 'string');
        if (!(await interviews.choose(context, params.interview, wanted)))
          return overview(request, { isNothingChosen: true });
        return redirect(path(params.interview), { kind: 'success', key: 'guide.entry.chosen' });
      },
    }),
    route({
      method: 'post',
      path: `${prefix}/:interview/discard`,
      permission,
      journal: ['counter.discarded'],
      input: { params: InterviewParams, form: FormBody },
      handle: async ({ context, params, redirect }) => {
        await interviews.discard(context, params.interview);
        return redirect(side === 'person' ? '/guide' : '/staff/counter', {
          kind: 'success',
          key: 'guide.entry.discarded',
        });
      },
    }),
    route({
      method: 'get',
      path: `${prefix}/:interview/form/:page`,
      permission,
      journal: 'none',
      input: { params: InterviewPageParams, query: FromQuery },
      handle: async (request) => {
        const { context, page, params, query, held, html, redirect } = request;
        const opened = await interviews.open(context, params.interview);
        const instead = guard(request, opened);
        if (instead) return instead;
        const found = await interviews.page(context, params.interview, params.page);
        if (!found) return redirect(path(params.interview, nextOf(opened)));
        const { page: formPage, raw, ...open } = found;
        return html(
          <InterviewQuestionPage
            page={page}
            side={side}
            open={open}
            formPage={formPage}
            raw={{ ...raw, ...heldRaw(formPage.page.fields, held) }}
            isFromCheck={query[FROM_CHECK] === 'check'}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: `${prefix}/:interview/form/:page`,
      permission,
      journal: 'none',
      input: { params: InterviewPageParams, upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async (request) => {
        const { context, page, params, body, html, redirect } = request;
        const isFromCheck = textOf(body, FROM_CHECK) === 'check';
        const saved = await interviews
          .savePage(context, params.interview, params.page, sentForm(body), isFromCheck)
          .catch((error: unknown) => {
            if (error instanceof AppError && error.code === 'notAllowedNow') return 'elsewhere' as const;
            throw error;
          });
        if (saved === 'elsewhere' || saved === null) return redirect(path(params.interview));
        if (saved.kind === 'next') {
          const { destination } = saved;
          return redirect(
            path(params.interview, destination.kind === 'check' ? '/check' : `/form/${destination.id}`),
          );
        }
        const { raw, errors, fields, revealed } = saved.reading;
        return html(
          <InterviewQuestionPage
            page={page}
            side={side}
            open={saved.open}
            formPage={saved.page}
            raw={raw}
            errors={errors}
            fields={fields}
            revealed={revealed}
            isFromCheck={isFromCheck}
          />,
          422,
        );
      },
    }),
  ];
}

/** Where an interview goes on. */
export const nextOf = ({ way }: Pick<OpenInterview, 'way'>): string =>
  way.current ? `/form/${way.current.id}` : '/check';
