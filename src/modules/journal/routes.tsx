import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { type JournalService, READ } from './service.js';
import { EntriesPage } from './views/entries.js';
import { SealsPage } from './views/seals.js';

const EntriesQuery = z.object({
  type: z.string().max(100).optional(),
  subject: z.string().max(200).optional(),
  after: z.coerce.number().int().positive().optional(),
});

const SealsQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  verify: z.literal('1').optional(),
});

export const journalRoutes = (service: JournalService, types: () => readonly string[]): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/staff/journal',
    permission: READ,
    journal: 'none',
    input: { query: EntriesQuery },
    handle: async ({ context, page, query, html }) =>
      html(
        <EntriesPage
          page={page}
          filter={query}
          types={types()}
          found={await service.entries(context, query)}
        />,
      ),
  }),
  route({
    method: 'get',
    path: '/staff/journal/seals',
    permission: READ,
    journal: 'none',
    input: { query: SealsQuery },
    handle: async ({ context, page, query, html }) =>
      html(
        <SealsPage
          page={page}
          found={await service.blocks(context, query.before)}
          verified={query.verify ? await service.verify(context) : null}
        />,
      ),
  }),
];
