import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { readDayPlace } from '#kernel/values/list-place.js';
import { revisionOf, textOf } from '#modules/procedure/api.js';
import { TASK_STATES } from '../desk.js';
import type { OpenTask } from '../service/tasks.js';
import type { CounterServices } from '../services.js';
import { TASK_VIEWS } from '../task-views.js';
import { visitPath } from '../views/desk-pages.js';
import { MOST_NOTE, TaskPage, TasksPage } from '../views/task-pages.js';
import { taskPath } from '../views/task-table.js';
import { unitNames } from './unit-names.js';

const TaskParams = z.object({ task: z.uuid() });
const ListQuery = z.object({
  view: z.enum(TASK_VIEWS).catch('open'),
  after: z.string().max(100).optional().catch(undefined),
});

/** What a desk handed to the sections. */
export function taskRoutes({ desk, tasks }: CounterServices): RouteDefinition[] {
  const frame = (context: Context, page: PageContext, { task }: OpenTask) => ({
    page,
    unitName: unitNames(context, page),
    visitHref: desk.isAtDesk(context) ? `${page.base}${visitPath(task.visit)}` : null,
  });

  return [
    route({
      method: 'get',
      path: '/staff/tasks',
      permission: 'counter.task',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query: { view, after }, html }) => {
        const { items, next } = await tasks.list(context, view, readDayPlace(after));
        return html(
          <TasksPage
            page={page}
            view={view}
            items={items}
            next={next}
            isFirst={after === undefined}
            unitName={unitNames(context, page)}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/tasks/:task',
      permission: 'counter.task',
      journal: 'none',
      input: { params: TaskParams },
      handle: async ({ context, page, params, html }) => {
        const data = await tasks.task(context, params.task);
        return html(<TaskPage data={data} {...frame(context, page, data)} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/tasks/:task/open',
      permission: 'counter.task',
      journal: ['counter.visitViewed'],
      input: { params: TaskParams, form: FormBody },
      handle: async ({ context, params, redirect }) => {
        await tasks.open(context, params.task);
        return redirect(taskPath(params.task));
      },
    }),
    route({
      method: 'post',
      path: '/staff/tasks/:task',
      permission: 'counter.task',
      journal: ['counter.taskChanged'],
      input: { params: TaskParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const typed = { state: textOf(body, 'state'), note: textOf(body, 'note').trim() };
        const state = TASK_STATES.find((one) => one === typed.state);
        const count = characterCount(typed.note);
        if (!state || count > MOST_NOTE) {
          const errors = {
            ...(!state && { state: page.t('counter.tasks.stateMissing') }),
            ...(count > MOST_NOTE && { note: page.t('counter.tasks.noteLong', { count, max: MOST_NOTE }) }),
          };
          const data = await tasks.task(context, params.task);
          return html(
            <TaskPage data={data} {...frame(context, page, data)} typed={{ ...typed, errors }} />,
            422,
          );
        }
        const note = typed.note === '' ? null : typed.note;
        await tasks.change(context, params.task, revisionOf(body), { state, note });
        return redirect(taskPath(params.task), { kind: 'success', key: 'counter.tasks.saved' });
      },
    }),
  ];
}
