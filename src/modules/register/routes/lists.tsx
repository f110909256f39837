import { z } from 'zod';
import { FormBody, type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { MOST_VIEWS, titleFault } from '#kernel/saved-views/saved-views.js';
import type { RegisterField } from '../definition.js';
import { unitName } from '../service/deps.js';
import { EXPORT_FORMATS } from '../service/exporting.js';
import type { RegisterServices } from '../services.js';
import { IndexPage } from '../views/index-page.js';
import { listQuery } from '../views/list-address.js';
import { ListPage, type ListPageProps } from '../views/list-page.js';
import { shownFields } from '../views/list-rows.js';
import { conditionWords } from '../views/list-words.js';
import { totalText } from '../views/texts.js';
import { columnFields, filterFields, placeText, readListQuery, wholeQuery } from './list-query.js';

export const RegisterParams = z.object({ register: z.string().max(60) });
export const RowParams = RegisterParams.extend({ row: z.uuid() });
const Format = z.enum(EXPORT_FORMATS).catch('csv');

const first = (query: FormBody, name: string): string | undefined => {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  return Array.isArray(value) ? value[0] : value;
};

/** Registers and what is in them. */
export function listRoutes({
  reading,
  exporting,
  printing,
  defining,
  figures,
  related,
  views,
  byArea,
}: RegisterServices): RouteDefinition[] {
  /** The page, also with a view that could not be kept. */
  async function listPage(
    { context, page, html }: Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>,
    register: string,
    query: FormBody,
    viewFault?: ListPageProps['viewFault'],
  ) {
    const { rights } = reading;
    const kept = rights.keptAs(context, register);
    const sees = (field: Parameters<typeof rights.sees>[2]) => rights.sees(context, kept, field);
    const { wish, errors, ...address } = readListQuery(page.t, kept, query, sees);
    const isWrong = Object.keys(errors).length > 0;
    const fields = filterFields(kept, sees);
    const choosable = columnFields(kept, sees);
    const shown = shownFields(kept.register.label, address, { fields, choosable }).map(({ ask }) => ask.id);
    const { items, next } = isWrong
      ? { items: [], next: null }
      : await reading.list(context, register, { ...wish, fields: [...shown, address.group] });
    const total =
      isWrong || wish.text ? null : totalText(page.t, await reading.count(context, register, wish));
    const group = fields.find(({ ask }) => ask.id === address.group);
    const groupsOf = async (field: RegisterField): Promise<ListPageProps['groups']> => {
      const counted = await reading.countBy(context, register, field.ask.id, wish);
      const like = await reading.countLike(context, register, field.ask.id, wish, items);
      const shown = [...like.counts].map(([value, count]) => [value, totalText(page.t, count)] as const);
      return { field, ...counted, groupValue: like.groupValue, shown: new Map(shown) };
    };
    const here = `${page.base}/staff/registers/${register}`;
    return html(
      <ListPage
        page={page}
        kept={kept}
        unit={unitName(context, kept.unit)}
        here={here}
        title={localize(kept.register.title, page.t.locale)}
        fields={fields}
        choosable={choosable}
        items={items}
        address={address}
        errors={errors}
        total={total}
        nextHref={next ? `${here}${listQuery(address, { after: placeText(next) })}` : undefined}
        isFirst={wish.after === undefined}
        groups={group && !isWrong ? await groupsOf(group) : null}
        names={await related.names(context, register, items)}
        views={await views.list(context, register)}
        viewFault={viewFault}
        figures={await figures.of(context, register)}
        mayEdit={rights.mayEdit(context, kept)}
        mayImport={rights.mayImport(context, kept)}
        hasAreas={byArea.isOffered(context, register, 'staff')}
      />,
      isWrong || viewFault ? 422 : 200,
    );
  }

  return [
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
      handle: (request) => listPage(request, request.params.register, wholeQuery(request)),
    }),
    route({
      method: 'get',
      path: '/staff/registers/:register/print',
      permission: 'register.read',
      journal: ['register.exported'],
      input: { params: RegisterParams, query: FormBody },
      handle: async ({ context, page, params, query, file }) => {
        const kept = reading.rights.keptAs(context, params.register);
        const sees = (field: RegisterField) => reading.rights.sees(context, kept, field);
        const { wish, errors: _errors, ...address } = readListQuery(page.t, kept, query, sees);
        const fields = filterFields(kept, sees);
        const choosable = columnFields(kept, sees);
        const pdf = await printing.print(context, params.register, {
          wish: { ...wish, after: undefined },
          columns: shownFields(kept.register.label, address, { fields, choosable }),
          group: fields.find(({ ask }) => ask.id === address.group) ?? null,
          conditions: conditionWords(translatorFor('ja'), address, fields),
        });
        return file(pdf, 'application/pdf', { saveAs: `${params.register}.pdf` });
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

    route({
      method: 'post',
      path: '/staff/registers/:register/views',
      permission: 'register.read',
      journal: 'none',
      input: { params: RegisterParams, form: FormBody },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const kept = reading.rights.keptAs(context, params.register);
        const {
          wish: _wish,
          errors: _errors,
          ...address
        } = readListQuery(page.t, kept, body, (field) => reading.rights.sees(context, kept, field));
        const typed = first(body, 'title') ?? '';
        const isOfUnit = first(body, 'owner') === 'unit';
        const title = typed.trim();
        const query = listQuery(address);
        const again = (error: string) =>
          listPage(request, params.register, body, { title: typed, error, isOfUnit });
        const fault = titleFault(page.t, title);
        if (fault !== null) return again(fault);
        const view = { title, query: query.slice(1), isOfUnit };
        if (!(await views.save(context, params.register, view)))
          return again(page.t('savedViews.tooMany', { max: MOST_VIEWS }));
        return redirect(`/staff/registers/${params.register}${query}`, {
          kind: 'success',
          key: 'savedViews.saved',
        });
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/views/:view/delete',
      permission: 'register.read',
      journal: 'none',
      input: { params: RegisterParams.extend({ view: z.uuid() }) },
      handle: async ({ context, params, redirect }) => {
        await views.remove(context, params.register, params.view);
        return redirect(`/staff/registers/${params.register}`, {
          kind: 'success',
          key: 'savedViews.deleted',
        });
      },
    }),
  ];
}
