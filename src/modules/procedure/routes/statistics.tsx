import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { Channel } from '../definition.js';
import type { ResultQuestion } from '../public-answers.js';
import type { ProcedureServices } from '../services.js';
import type { DayUse } from '../store/statistics.js';
import { StatisticsPage } from '../views/statistics-page.js';
import { ProcedureParams } from './input.js';

const Statistics = z.object({
  offering: z
    .object({ online: z.int(), all: z.int() })
    .describe('Procedures of the municipality offered online in this fiscal year, of all that it has'),
  procedure: z.string(),
  title: z.string(),
  from: z.string().describe('First day that counts'),
  byChannel: z.array(z.object({ channel: Channel, count: z.int() })),
  decided: z.int(),
  medianDays: z.number().nullable().describe('Business days'),
  inTime: z.int(),
  corrections: z.int(),
  byMonth: z.array(z.object({ month: z.string().describe('First day of the month'), count: z.int() })),
  left: z
    .array(z.object({ page: z.string(), count: z.int() }))
    .describe('Pages at which half-filled applications were left for good'),
  answers: z.array(
    z.object({
      field: z.string(),
      question: z.string(),
      isMultiple: z.boolean(),
      answered: z
        .int()
        .nullable()
        .describe('Applications that answered it; null: nothing of it is published'),
      rows: z.array(
        z.object({
          value: z.string(),
          label: z.string(),
          count: z.int().nullable().describe('null: not published'),
          withheld: z
            .string()
            .nullable()
            .describe(
              'The word that stands in place of a count that is not published (非公表); null beside a count',
            ),
          share: z.number().nullable().describe('Of those who answered, 0 to 1'),
        }),
      ),
    }),
  ),
});

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** With a byte order mark, so that Excel reads it as UTF-8. */
const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

const resultRows = (questions: readonly ResultQuestion[], withheld: string): string[][] => [
  ['設問番号', '設問', '回答番号', '回答', '件数', '割合（%）'],
  ...questions.flatMap(({ field, question, rows }) =>
    rows.map(({ value, label, count, share }) => [
      field,
      question,
      value,
      label,
      count === null ? withheld : String(count),
      share === null ? withheld : (share * 100).toFixed(1),
    ]),
  ),
];

const usageRows = (days: readonly DayUse[]): string[][] => [
  ['日付', '受付方法', '件数'],
  ...days.map(({ day, channel, count }) => [day.toString(), channel, String(count)]),
];

/** Public figures of a procedure, as a page and as open data. */
export const statisticsRoutes = ({ results }: ProcedureServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/procedures/:procedure/statistics',
    permission: 'public',
    journal: 'none',
    input: { params: ProcedureParams },
    cache: 'public',
    handle: async ({ context, page, params, html }) =>
      html(<StatisticsPage page={page} data={await results.of(context, params.procedure, page.t)} />),
  }),
  route({
    method: 'get',
    path: '/procedures/:procedure/statistics.csv',
    permission: 'public',
    journal: 'none',
    input: { params: ProcedureParams },
    handle: async ({ context, page, params, file }) => {
      const data = await results.of(context, params.procedure, page.t);
      return file(toCsv(resultRows(data.results, page.t('figures.withheld'))), 'text/csv; charset=utf-8', {
        saveAs: `${params.procedure}.csv`,
      });
    },
  }),
  route({
    method: 'get',
    path: '/procedures/:procedure/usage.csv',
    permission: 'public',
    journal: 'none',
    input: { params: ProcedureParams },
    handle: async ({ context, params, file }) =>
      file(toCsv(usageRows(await results.byDay(context, params.procedure))), 'text/csv; charset=utf-8', {
        saveAs: `${params.procedure}-usage.csv`,
      }),
  }),
  route({
    method: 'get',
    path: '/api/v1/procedures/:procedure/statistics',
    permission: 'public',
    journal: 'none',
    input: { params: ProcedureParams },
    cache: 'public',
    api: {
      summary: 'How a procedure is used, and answers that are public',
      response: Statistics,
      tag: 'procedures',
    },
    handle: async ({ context, page, params, json }) => {
      const {
        procedure,
        figures,
        from,
        offering,
        results: answers,
      } = await results.of(context, params.procedure, page.t);
      return json({
        offering,
        procedure: procedure.id,
        title: localize(procedure.title, page.t.locale),
        from: from.toString(),
        ...figures,
        byMonth: figures.byMonth.map(({ month, count }) => ({ month: month.toString(), count })),
        answers: answers.map((question) => ({
          ...question,
          rows: question.rows.map((row) => ({
            ...row,
            withheld: row.count === null ? page.t('figures.withheld') : null,
          })),
        })),
      } satisfies z.infer<typeof Statistics>);
    },
  }),
];
