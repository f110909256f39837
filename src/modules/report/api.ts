import { dateIn } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import type { LayerSource } from '#modules/map/api.js';
import type { RelatedLine, RelatedSource } from '#modules/register/api.js';
import { shownState } from './model.js';
import { type ReportDeps, WORK } from './service/deps.js';
import { reportsById } from './store/reports.js';
import { deskPath } from './views/desk-list-page.js';
import { STATE_WORDS } from './views/words.js';

/** Id under which a key for an organisation names reports. */
export const KEY_SERVICE = 'open311';

export interface ReportApi {
  /** What a key for an organisation can name here: sending reports by Open311. */
  keyServices(context: Context): { id: string; title: LocalizedText; unit: string }[];
  /** Reports about rows of registers: whole for whoever looks after them, else what is released. */
  related: RelatedSource;
  /** Title of a kind; null when the town knows it no more. */
  kindTitle(context: Context, kind: string): LocalizedText | null;
  /** What staff have released, for maps. */
  onMap: LayerSource;
}

export const createReportApi = ({ kernel, rulesOf }: ReportDeps, onMap: LayerSource): ReportApi => ({
  onMap,
  related: {
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
  },
  kindTitle: (context, kind) => rulesOf(context)?.kind(kind)?.title ?? null,
  keyServices: (context) => {
    const rules = rulesOf(context);
    const [kind] = rules?.kinds ?? [];
    if (!rules || !kind) return [];
    return [
      {
        id: KEY_SERVICE,
        title: { ja: '通報（Open311）', en: 'Reports (Open311)' },
        unit: rules.unitOf(kind),
      },
    ];
  },
});
