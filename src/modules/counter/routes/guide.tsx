import { reachablePage } from '#forms/journey.js';
import { rawAnswers } from '#forms/page-reading.js';
import { sentForm } from '#forms/uploads.js';
import { AppError } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import { createRateLimit } from '#kernel/http/rate-limit.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import type { GuideService } from '../service/guide.js';
import { GuideListPage } from '../views/guide-list-page.js';
import { GuideQuestionPage, GuideStartPage, GuidesPage, guidePath } from '../views/guide-pages.js';
import { AnswerQuery, GuidePageParams, GuideParams } from './input.js';

/** Typesetting costs more than a page. */
const BOOKLETS_PER_MINUTE = 20;

const OVER = { kind: 'info', key: 'guide.over' } as const;

/** Which procedures do I need: questions, the list, the list on paper. */
export function guideRoutes({ clock }: Kernel, service: GuideService): RouteDefinition[] {
  const isWithinLimit = createRateLimit(BOOKLETS_PER_MINUTE, clock);
  return [
    route({
      method: 'get',
      path: '/guide',
      permission: 'public',
      journal: 'none',
      input: {},
      cache: 'public',
      handle: ({ context, page, html }) => html(<GuidesPage page={page} guides={service.guides(context)} />),
    }),
    route({
      method: 'get',
      path: '/guide/:guide',
      permission: 'public',
      journal: 'none',
      input: { params: GuideParams },
      cache: 'public',
      handle: ({ context, page, params, html }) =>
        html(<GuideStartPage page={page} used={service.guide(context, params.guide)} />),
    }),
    route({
      method: 'get',
      path: '/guide/:guide/list',
      permission: 'public',
      journal: 'none',
      input: { params: GuideParams, query: AnswerQuery },
      handle: ({ context, page, params, html, redirect }) => {
        const used = service.guide(context, params.guide);
        const { answers, isOver } = service.told(context, used, page.query);
        if (isOver) return redirect(`/guide/${used.guide.id}`, OVER);
        const way = service.way(context, used, answers);
        const query = service.query(context, used, way.relevant);
        const list = service.list(context, used, way.relevant, page.t.locale);
        if (list) return html(<GuideListPage page={page} list={list} query={query} />);
        return redirect(guidePath(used, way.current?.id ?? '', query));
      },
    }),
    route({
      method: 'get',
      path: '/guide/:guide/list.pdf',
      permission: 'public',
      journal: 'none',
      input: { params: GuideParams, query: AnswerQuery },
      handle: async ({ context, page, params, file, redirect, hono }) => {
        const used = service.guide(context, params.guide);
        const { answers, isOver } = service.told(context, used, page.query);
        const list = service.list(context, used, answers, 'ja');
        if (!list) return redirect(`/guide/${used.guide.id}`, isOver ? OVER : undefined);
        if (!isWithinLimit(callerAddress(hono))) throw new AppError('tooManyRequests', 'too many booklets');
        const name = localize(used.guide.booklet?.title ?? used.guide.title, 'ja');
        return file(await service.booklet(context, list), 'application/pdf', { saveAs: `${name}.pdf` });
      },
    }),
    route({
      method: 'get',
      path: '/guide/:guide/questions/:page',
      permission: 'public',
      journal: 'none',
      input: { params: GuidePageParams, query: AnswerQuery },
      handle: ({ context, page, params, html, redirect }) => {
        const used = service.guide(context, params.guide);
        const { answers, isOver } = service.told(context, used, page.query);
        if (isOver) return redirect(`/guide/${used.guide.id}`, OVER);
        const way = service.way(context, used, answers);
        const query = service.query(context, used, answers);
        const formPage = reachablePage(way, params.page);
        if (!formPage) return redirect(guidePath(used, way.current?.id ?? way.pages[0]?.id ?? '', query));
        const raw = rawAnswers(used.form, formPage.page.fields, answers);
        return html(
          <GuideQuestionPage page={page} used={used} way={way} formPage={formPage} query={query} raw={raw} />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/guide/:guide/questions/:page',
      permission: 'public',
      journal: 'none',
      input: { params: GuidePageParams, query: AnswerQuery, form: FormBody },
      handle: ({ context, page, params, body, html, redirect }) => {
        const used = service.guide(context, params.guide);
        const { answers: before, isOver } = service.told(context, used, page.query);
        if (isOver) return redirect(`/guide/${used.guide.id}`, OVER);
        const step = service.answer(context, used, params.page, sentForm(body), before);
        if (!step) return redirect(`/guide/${used.guide.id}`);
        if (step.kind === 'next') {
          const query = service.query(context, used, step.answers);
          return step.destination.kind === 'check'
            ? redirect(`/guide/${used.guide.id}/list${query}`)
            : redirect(guidePath(used, step.destination.id, query));
        }
        const { way, page: formPage, reading } = step;
        const { raw, errors, fields, revealed } = reading;
        return html(
          <GuideQuestionPage
            page={page}
            used={used}
            way={way}
            formPage={formPage}
            query={service.query(context, used, before)}
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
