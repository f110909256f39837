import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import type { FormBody } from '#kernel/http/route.js';
import type { Panel } from '../dashboard.js';
import { unitName } from '../service/deps.js';
import type { DatasetServices } from '../services.js';
import { text } from '../typed-about.js';
import { DashboardDeskPage } from '../views/dashboard-desk-page.js';

export const HERE = '/staff/dashboards';
export const Params = z.object({ id: z.uuid() });

/** Said to whoever opens a form to change what is put up. */
export const WAITS = { kind: 'warning', key: 'dashboard.waits' } as const;

export const seenIn = (body: FormBody): number => Number(text(body, 'seen'));
export const isCode = (error: unknown, code: AppError['code']): boolean =>
  error instanceof AppError && error.code === code;

export const fromText = ({ dataset, table }: Panel['from']): string => `${dataset}/${table}`;

/** A page of charts as its section sees it, with what was wrong. */
export function createDesk({ dashboards, dashboardSteps }: DatasetServices) {
  const sourcesOf = async (context: Context) =>
    (await dashboards.tables(context)).map(({ published: { dataset }, table }) => ({
      value: fromText({ dataset: dataset.name, table: table.key }),
      label:
        table.name === dataset.about.title ? dataset.about.title : `${dataset.about.title}（${table.name}）`,
    }));

  async function desk(
    context: Context,
    page: PageContext,
    id: string,
    {
      chosen = { from: '', kind: '' },
      reason = '',
      errors = [],
    }: {
      chosen?: { from: string; kind: string };
      reason?: string;
      errors?: { id: string; text: string }[];
    } = {},
  ) {
    const opened = await dashboards.open(context, id);
    const { dashboard } = opened;
    return (
      <DashboardDeskPage
        page={page}
        {...opened}
        sources={await sourcesOf(context)}
        turn={dashboardSteps.turn(context, dashboard)}
        unit={unitName(context, dashboard.unit)}
        chosen={chosen}
        reason={reason}
        errors={errors}
      />
    );
  }

  return { desk, sourcesOf };
}
