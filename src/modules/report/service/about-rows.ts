import { dateIn } from '#kernel/clock.js';
import { tenantOf } from '#kernel/context.js';
import { formatReference } from '#kernel/values/reference-number.js';
import type { NamingThing, RelatedLine, RelatedSource } from '#modules/register/api.js';
import { shownState } from '../model.js';
import { reportsAfter, reportsById } from '../store/reports.js';
import { deskPath } from '../views/desk-list-page.js';
import { STATE_WORDS } from '../views/words.js';
import { ownReport, type ReportDeps, WORK } from './deps.js';
import type { OwnerLookup } from './owner.js';

/** Reports as what is about rows of registers: whole for whoever looks after them, else what is released. */
export function createAboutRows(deps: ReportDeps, { rowsAt }: Pick<OwnerLookup, 'rowsAt'>): RelatedSource {
  const { kernel, rulesOf } = deps;
  return {
    kind: 'report',
    title: 'registers.related.report',

    lines: async (tx, context, ids) => {
      const lines = new Map<string, RelatedLine>();
      for (const report of await reportsById(tx, kernel.vault, ids)) {
        const isOurs = kernel.access.can(context, WORK, report.unit);
        const title = rulesOf(context)?.kind(report.kind)?.title;
        if (!title || !(isOurs || report.releasedAt)) continue;
        lines.set(report.id, {
          number: formatReference(report.number),
          title,
          state: STATE_WORDS[shownState(report)],
          day: dateIn(report.receivedAt),
          path: isOurs ? deskPath(report.id) : `/reports/${report.number}`,
        });
      }
      return lines;
    },

    opened: async (tx, context, id) => {
      const { number } = await ownReport(deps, tx, context, id);
      return { number: formatReference(number), path: deskPath(id), context };
    },

    rules: (context) => JSON.stringify(rulesOf(context)?.lookups ?? []),

    naming: async (context, after, limit) => {
      if (!rulesOf(context)?.lookups.length) return [];
      const reports = await kernel.database.transaction(tenantOf(context), (tx) =>
        reportsAfter(tx, kernel.vault, after, limit),
      );
      const things: NamingThing[] = [];
      for (const report of reports)
        things.push({ id: report.id, at: report.receivedAt, rows: await rowsAt(context, report) });
      return things;
    },
  };
}
