import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { LifeEvent } from '../definition.js';
import type { ProcedureServices } from '../services.js';
import { ListPage } from '../views/list-page.js';
import { OverviewPage } from '../views/overview-page.js';
import { StartPage } from '../views/start-page.js';
import { ProcedureParams } from './input.js';

const LIST_PAGE = 30;
/** Of each life event, on the page that shows them all. */
const GROUP = 6;

const ListQuery = z.object({
  q: z.string().max(200).catch(''),
  event: LifeEvent.optional().catch(undefined),
  unit: z.string().max(60).optional().catch(undefined),
  after: z.string().optional(),
});

/** Finding a procedure. */
export const catalogueRoutes = ({ catalogue }: ProcedureServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/procedures',
    permission: 'public',
    journal: 'none',
    input: { query: ListQuery },
    cache: 'public',
    handle: ({ context, page, query: { q, event, unit, after }, html }) => {
      const sections = catalogue.sections(context);
      const section = sections.find(({ id }) => id === unit);
      const places = { text: q, event, section, events: catalogue.lifeEvents(context), sections };
      if (!q.trim() && event === undefined && section === undefined && after === undefined) {
        return html(
          <OverviewPage page={page} data={{ ...places, groups: catalogue.overview(context, GROUP) }} />,
        );
      }
      const filter = { text: q, event, unit: section?.id, after, limit: LIST_PAGE };
      const found = catalogue.find(context, filter);
      return html(<ListPage page={page} data={{ ...places, ...found, isFirst: after === undefined }} />);
    },
  }),
  route({
    method: 'get',
    path: '/procedures/:procedure',
    permission: 'public',
    journal: 'none',
    input: { params: ProcedureParams },
    cache: 'public',
    handle: async ({ context, page, params, html }) => {
      const procedure = catalogue.get(context, params.procedure);
      const measuredDays = await catalogue.measuredDays(context, procedure.id);
      const unit = context.municipality.units.find(({ id }) => id === procedure.unit);
      const office = { name: unit?.name ?? procedure.unit, phone: unit?.phone ?? page.city.office.phone };
      const waysToPay = catalogue.waysToPay(context, procedure);
      return html(<StartPage page={page} data={{ procedure, measuredDays, unit: office, waysToPay }} />);
    },
  }),
];
