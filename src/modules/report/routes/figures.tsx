import { z } from 'zod';
import type { PageContext } from '#kernel/http/page.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import type { ReportRules } from '../catalog.js';
import { type ReportDeps, rulesHere } from '../service/deps.js';
import type { ReportStatistics } from '../service/statistics.js';
import type { ReportServices } from '../services.js';
import { type Figures, GROUPS } from '../store/figures.js';
import { FiguresPage, GROUP_WORDS, groupTitle } from '../views/figures-page.js';

const Query = z.object({ year: z.coerce.number().int().optional().catch(undefined) });

const tenths = (days: number | null): number | null => (days === null ? null : Math.round(days * 10) / 10);

/** A line for the whole and one for each of a group, days as numbers with one digit after the point. */
function csvOf({ t }: PageContext, rules: ReportRules, { all, groups }: ReportStatistics): string {
  const cells = ({ count, open, closed, reopened, looked, daysToLook, daysToClose }: Figures) => [
    count,
    open,
    closed,
    reopened,
    looked,
    tenths(daysToLook),
    tenths(daysToClose),
  ];
  const heads = [
    t('reportFigures.group'),
    t('reportFigures.what'),
    t('reportFigures.count'),
    t('reportFigures.open'),
    t('reportFigures.closed'),
    t('reportFigures.reopened'),
    t('reportFigures.looked'),
    t('reportFigures.toLook'),
    t('reportFigures.toClose'),
  ];
  const lines = GROUPS.flatMap((group) =>
    groups[group].map((line) => [
      t(GROUP_WORDS[group]),
      groupTitle(t, rules, group, line.key),
      ...cells(line),
    ]),
  );
  return csvText([heads, [t('reportFigures.all'), t('reportFigures.all'), ...cells(all)], ...lines]);
}

const SIDES = [
  { side: 'citizen', path: '/reports/statistics', permission: 'public', of: 'ofTown' },
  { side: 'staff', path: '/staff/reports/statistics', permission: 'report.read', of: 'ofSections' },
] as const;

/** 通報の統計: for everybody of the whole town, for staff of their sections; each as a page and as a file. */
export const figuresRoutes = (deps: ReportDeps, { statistics }: ReportServices): RouteDefinition[] =>
  SIDES.flatMap(({ side, path, permission, of }) => [
    route({
      method: 'get',
      path,
      permission,
      journal: 'none',
      input: { query: Query },
      handle: async ({ context, page, query, html }) =>
        html(
          <FiguresPage
            page={page}
            rules={rulesHere(deps, context)}
            data={await statistics[of](context, query.year)}
            side={side}
          />,
        ),
    }),
    route({
      method: 'get',
      path: `${path}.csv`,
      permission,
      journal: 'none',
      input: { query: Query },
      handle: async ({ context, page, query, file }) => {
        const data = await statistics[of](context, query.year);
        const text = csvOf(page, rulesHere(deps, context), data);
        return file(text, 'text/csv; charset=utf-8', { saveAs: `reports-${data.year}.csv` });
      },
    }),
  ]);
