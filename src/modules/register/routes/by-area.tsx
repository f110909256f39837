import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Reader } from '../service/by-area.js';
import type { RegisterServices } from '../services.js';
import { ByAreaPage } from '../views/by-area-page.js';
import { totalText } from '../views/texts.js';
import { placeOf, placeText } from './list-query.js';
import { RegisterParams } from './lists.js';

const PageQuery = z.object({ after: z.string().max(300).default('').catch('') });

const headingsOf = (t: Translator): string[] => [
  t('registers.areas.code'),
  t('registers.areas.area'),
  t('registers.areas.count'),
];

/** Rows by area: pages and files, for staff and for everybody. */
export const byAreaRoutes = ({ byArea, reading }: RegisterServices): RouteDefinition[] =>
  (['staff', 'public'] as const).flatMap((reader: Reader) => {
    const root = reader === 'staff' ? ('/staff/registers' as const) : ('/registers' as const);
    const who =
      reader === 'staff'
        ? ({ permission: 'register.read', journal: 'none' } as const)
        : ({ permission: 'public', journal: 'none', cache: 'public' } as const);
    const { rights } = reading;
    return [
      route({
        ...who,
        method: 'get',
        path: `${root}/:register/areas`,
        input: { params: RegisterParams, query: PageQuery },
        handle: async ({ context, page, params: { register }, query, html }) => {
          const after = placeOf(query.after, null);
          const { items, next } = await byArea.page(context, register, reader, after);
          const kept =
            reader === 'staff' ? rights.keptAs(context, register) : rights.keptAsPublic(context, register);
          const count = reader === 'staff' ? reading.count : reading.publicCount;
          const here = `${page.base}${root}/${register}/areas`;
          return html(
            <ByAreaPage
              {...{ page, reader, kept, items }}
              total={totalText(page.t, await count(context, register, {}))}
              nextHref={next ? `${here}?${new URLSearchParams({ after: placeText(next) })}` : undefined}
              isFirst={after === undefined}
            />,
          );
        },
      }),
      route({
        ...who,
        method: 'get',
        path: `${root}/:register/areas.csv`,
        input: { params: RegisterParams },
        handle: async ({ context, page, params: { register }, file }) => {
          const { content, name } = await byArea.csv(context, register, reader, headingsOf(page.t));
          return file(content, 'text/csv; charset=utf-8', { saveAs: name });
        },
      }),
    ];
  });
