import { z } from 'zod';
import { namesTag } from '#kernel/http/headers.js';
import { preflights } from '#kernel/http/open-data.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { readTimePlace } from '#kernel/values/list-place.js';
import { isPublicField } from '../definition-problems.js';
import { publicColumns } from '../public-columns.js';
import { unitName } from '../service/deps.js';
import type { RegisterServices } from '../services.js';
import { listQuery } from '../views/list-address.js';
import { PublicIndexPage, PublicListPage, PublicRowPage } from '../views/public-pages.js';
import { filterFields, placeText, readListQuery } from './list-query.js';
import { RegisterParams } from './lists.js';

const RowParams = RegisterParams.extend({ row: z.uuid() });
const AfterQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });
const Download = z.object({
  format: z.enum(['csv', 'geojson', 'shapefile']).catch('csv'),
  standard: z.string().max(60).optional().catch(undefined),
});

/** What everybody may read. */
export function publicRoutes({
  reading,
  exporting,
  related,
  relations,
  byArea,
}: RegisterServices): RouteDefinition[] {
  const { rights } = reading;
  return [
    ...preflights(['/registers/:register/download'], 'GET'),
    route({
      method: 'get',
      path: '/registers',
      permission: 'public',
      journal: 'none',
      cache: 'public',
      input: {},
      handle: ({ context, page, html }) =>
        html(<PublicIndexPage page={page} registers={rights.published(context)} />),
    }),
    route({
      method: 'get',
      path: '/registers/:register',
      permission: 'public',
      journal: 'none',
      cache: 'public',
      input: { params: RegisterParams, query: FormBody },
      handle: async ({ context, page, params, query, html }) => {
        const kept = rights.keptAsPublic(context, params.register);
        // The public list has no groups, and always the same columns.
        const { group: _group, columns: _columns, ...narrowed } = query;
        const { wish, errors, ...address } = readListQuery(page.t, kept, narrowed, isPublicField);
        const isWrong = Object.keys(errors).length > 0;
        const fields = filterFields(kept, isPublicField);
        const { items, next } = isWrong
          ? { items: [], next: null }
          : await reading.publicList(context, params.register, {
              ...wish,
              fields: publicColumns(kept.register).map(({ ask }) => ask.id),
            });
        const here = `${page.base}/registers/${params.register}`;
        return html(
          <PublicListPage
            page={page}
            kept={kept}
            unit={unitName(context, kept.unit)}
            fields={fields}
            items={items}
            names={await related.publicNames(context, params.register, items)}
            address={address}
            errors={errors}
            nextHref={next ? `${here}${listQuery(address, { after: placeText(next) })}` : undefined}
            isFirst={wish.after === undefined}
            hasAreas={byArea.isOffered(context, params.register, 'public')}
          />,
          isWrong ? 422 : 200,
        );
      },
    }),
    route({
      method: 'get',
      path: '/registers/:register/download',
      permission: 'public',
      journal: 'none',
      input: { params: RegisterParams, query: Download },
      handle: async ({ context, params, query, file, hono }) => {
        const { format, standard = '' } = query;
        // Asked before the rows are read: what changes meanwhile makes the file old at once.
        const tag = `W/"${await exporting.stateOf(context, params.register)}.${format}.${encodeURIComponent(standard)}"`;
        hono.header('access-control-allow-origin', '*');
        hono.header('access-control-expose-headers', 'etag');
        hono.header('etag', tag);
        hono.header('cache-control', 'public, no-cache');
        if (namesTag(hono.req.header('if-none-match'), tag)) return hono.body(null, 304);
        const { content, type, name } = await exporting.open(context, params.register, query);
        return file(content, type, { saveAs: name });
      },
    }),
    route({
      method: 'get',
      path: '/registers/:register/:row',
      permission: 'public',
      journal: 'none',
      cache: 'public',
      input: { params: RowParams, query: AfterQuery },
      handle: async ({ context, page, params, query, html }) => {
        const kept = rights.keptAsPublic(context, params.register);
        const row = await reading.publicRow(context, params.register, params.row);
        const after = readTimePlace(query.after);
        return html(
          <PublicRowPage
            page={page}
            kept={kept}
            unit={unitName(context, kept.unit)}
            row={row}
            things={await relations.about({ ...context, actor: { kind: 'anonymous' } }, row, after)}
            isFirst={after === undefined}
            names={await related.publicNames(context, params.register, [row])}
            fields={kept.register.fields.filter(isPublicField)}
          />,
        );
      },
    }),
  ];
}
