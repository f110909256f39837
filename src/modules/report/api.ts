import type { Context } from '#kernel/context.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { LayerSource } from '#modules/map/api.js';
import type { RelatedSource } from '#modules/register/api.js';
import { createAboutRows } from './service/about-rows.js';
import type { ReportDeps } from './service/deps.js';
import type { ReportServices } from './services.js';

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

export const createReportApi = (
  deps: ReportDeps,
  { owners }: Pick<ReportServices, 'owners'>,
  onMap: LayerSource,
): ReportApi => ({
  onMap,
  related: createAboutRows(deps, owners),
  kindTitle: (context, kind) => deps.rulesOf(context)?.kind(kind)?.title ?? null,
  keyServices: (context) => {
    const rules = deps.rulesOf(context);
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
