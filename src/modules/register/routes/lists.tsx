import { z } from 'zod';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { unitName } from '../service/deps.js';
import { EXPORT_FORMATS } from '../service/exporting.js';
import { MOST_COUNTED } from '../service/reading.js';
import type { RegisterServices } from '../services.js';
import { IndexPage } from '../views/index-page.js';
import { ListPage } from '../views/list-page.js';
import { filterFields, placeText, readListQuery } from './list-query.js';

export const RegisterParams = z.object({ register: z.string().max(60) });
export const RowParams = RegisterParams.extend({ row: z.uuid() });
const Format = z.enum(EXPORT_FORMATS).catch('csv');

const first = (query: FormBody, name: string): string | undefined => {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  return Array.isArray(value) ? value[0] : value;
};

const totalText = (t: Translator, count: number): string =>
  count > MOST_COUNTED ? t('register.list.moreThan', { count: MOST_COUNTED }) : t.number(count);

/** Registers and what is in them. */
export const listRoutes = ({
  reading,
  exporting,
  defining,
  figures,
}: RegisterServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/staff/registers',
    permission: 'register.read',
    journal: 'none',
    input: {},
    handle: async ({ context, page, html }) =>
      html(
        <IndexPage
          page={page}
          registers={await reading.registers(context)}
          unitOf={(unit) => unitName(context, unit)}
          countOf={(rows) => totalText(page.t, rows)}
          drafts={await defining.drafts(context)}
          mayDefine={defining.unitsFor(context).length > 0}
        />,
      ),
  }),
  route({
    method: 'get',
    path: '/staff/registers/:register',
    permission: 'register.read',
    journal: 'none',
    input: { params: RegisterParams, query: FormBody },
    handle: async ({ context, page, params, query, html }) => {
      const { rights } = reading;
      const kept = rights.keptAs(context, params.register);
      const sees = (field: Parameters<typeof rights.sees>[2]) => rights.sees(context, kept, field);
      const { wish, typed, sort, errors } = readListQuery(page.t, kept, query, sees);
      const isWrong = Object.keys(errors).length > 0;
      const { items, next } = isWrong
        ? { items: [], next: null }
        : await reading.list(context, params.register, wish);
      const total =
        isWrong || wish.text ? null : totalText(page.t, await reading.count(context, params.register, wish));
      const fields = filterFields(kept, sees);
      const group = fields.find(({ ask }) => ask.id === first(query, 'group'));
      const groups =
        group && !isWrong
          ? { field: group, counts: await reading.countBy(context, params.register, group.ask.id, wish) }
          : null;
      const nextQuery = new URLSearchParams({ ...typed, ...(sort && { sort }) });
      if (next) nextQuery.set('after', placeText(next));
      return html(
        <ListPage
          page={page}
          kept={kept}
          unit={unitName(context, kept.unit)}
          fields={fields}
          items={items}
          typed={typed}
          sort={sort}
          errors={errors}
          total={total}
          nextHref={next ? `${page.base}/staff/registers/${params.register}?${nextQuery}` : undefined}
          isFirst={wish.after === undefined}
          groups={groups}
          figures={await figures.of(context, params.register)}
          mayEdit={rights.mayEdit(context, kept)}
          mayImport={rights.mayImport(context, kept)}
        />,
        isWrong ? 422 : 200,
      );
    },
  }),
  route({
    method: 'get',
    path: '/staff/registers/:register/export',
    permission: 'register.read',
    journal: ['register.exported'],
    input: { params: RegisterParams, query: FormBody },
    handle: async ({ context, page, params, query, file }) => {
      const kept = reading.rights.keptAs(context, params.register);
      const { wish } = readListQuery(page.t, kept, query, (field) =>
        reading.rights.sees(context, kept, field),
      );
      const { content, type, name } = await exporting.staff(context, params.register, {
        ...wish,
        after: undefined,
        format: Format.parse(first(query, 'format')),
        standard: first(query, 'standard'),
      });
      return file(content, type, { saveAs: name });
    },
  }),
];
