import { sentForm } from '#forms/uploads.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { RegisterServices } from '../services.js';
import { RetentionPage } from '../views/retention-page.js';
import { RegisterParams } from './lists.js';

/** The end of retention. */
export const retentionRoutes = ({ retention }: RegisterServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/staff/registers/:register/retention',
    permission: 'register.edit',
    journal: 'none',
    input: { params: RegisterParams },
    handle: async ({ context, page, params, html }) => {
      const past = await retention.past(context, params.register);
      return html(<RetentionPage page={page} past={past} error={undefined} />);
    },
  }),
  route({
    method: 'post',
    path: '/staff/registers/:register/retention',
    permission: 'register.edit',
    journal: ['register.rowDisposed'],
    input: { params: RegisterParams, form: FormBody },
    handle: async ({ context, page, params, body, html, redirect }) => {
      const sent = sentForm(body);
      if (sent.getAll('sure').length === 0) {
        const past = await retention.past(context, params.register);
        return html(
          <RetentionPage page={page} past={past} error={page.t('registerList.retention.unsure')} />,
          422,
        );
      }
      const rows = sent.getAll('row').map(String);
      const done = await retention.dispose(context, params.register, rows);
      return redirect(`/staff/registers/${params.register}/retention`, {
        kind: done > 0 ? 'success' : 'warning',
        key: done > 0 ? 'registerList.retention.done' : 'registerList.retention.notDone',
      });
    },
  }),
];
