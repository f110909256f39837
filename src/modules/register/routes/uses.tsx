import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { COUNTED } from '../entries.js';
import type { RegisterServices } from '../services.js';
import { RegisterParams, RowParams } from './lists.js';

/** What single registers are for besides keeping rows: copies at the counter, words looked for in texts. */
export const useRoutes = ({ copies, finding }: RegisterServices): RouteDefinition[] => [
  route({
    method: 'post',
    path: '/staff/registers/:register/rows/:row/copy',
    permission: 'register.edit',
    journal: ['register.copyGiven', 'register.rowViewed'],
    input: { params: RowParams, form: FormBody },
    handle: async ({ context, params, file }) => {
      const { pdf } = await copies.give(context, params.register, params.row);
      return file(pdf, 'application/pdf', { saveAs: `${params.register}.pdf` });
    },
  }),
  route({
    method: 'post',
    path: '/staff/registers/:register/find',
    permission: 'register.edit',
    journal: ['register.found', ...COUNTED],
    input: { params: RegisterParams, form: FormBody },
    handle: async ({ context, params, redirect }) => {
      const { rows } = await finding.find(context, params.register);
      return redirect(`/staff/registers/${params.register}`, {
        kind: 'success',
        key: rows > 0 ? 'register.find.done' : 'register.find.nothingNew',
      });
    },
  }),
];
