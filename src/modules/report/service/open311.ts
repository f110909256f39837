import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Report } from '../model.js';
import type { ShownRequest } from '../open311/texts.js';
import { eventsOf, photosOf } from '../store/parts.js';
import { findReport, listReports, type ReportFilter } from '../store/reports.js';
import { type ReportDeps, rulesHere } from './deps.js';
import type { OwnerSides } from './owner-side.js';

/** What programs ask by GeoReport v2: in lists only what is released, one by its number in any state. */
export function createOpen311(deps: ReportDeps, ownerSides: OwnerSides) {
  const { database, vault, config } = deps.kernel;

  async function shown(
    tx: Tx,
    context: Context,
    reports: readonly Report[],
  ): Promise<Omit<ShownRequest, 'ownerReason'>[]> {
    const ids = reports.map(({ id }) => id);
    const events = await eventsOf(tx, vault, ids);
    const photos = await photosOf(tx, ids);
    const { municipality } = context;
    return reports.map((report) => {
      const photo = photos.findLast((one) => one.report === report.id && one.released !== null);
      return {
        report,
        events: events.get(report.id) ?? [],
        agency: municipality.units.find(({ id }) => id === report.unit)?.name ?? report.unit,
        media: photo
          ? `${new URL(config.publicUrl).origin}/${municipality.slug}/reports/${report.number}/photos/${photo.id}.jpg`
          : null,
      };
    });
  }

  return {
    list: async (
      context: Context,
      filter: Pick<ReportFilter, 'kinds' | 'shown' | 'numbers' | 'from' | 'to'>,
      { limit, skip }: { limit: number; skip: number },
    ): Promise<ShownRequest[]> => {
      rulesHere(deps, context);
      const requests = await database.transaction(tenantOf(context), async (tx) => {
        const released = filter.numbers === undefined;
        const { items } = await listReports(tx, vault, { ...filter, released }, { limit, skip });
        return shown(tx, context, items);
      });
      // The other municipalities are asked when this one's transaction is over.
      const reasons = await ownerSides.reasons(
        context,
        requests.map(({ report }) => report),
      );
      return requests.map((one) => ({ ...one, ownerReason: reasons.get(one.report.id) ?? null }));
    },

    /** The number that a token stands for; null when there is no such token. */
    numberOf: (context: Context, token: string): Promise<string | null> => {
      rulesHere(deps, context);
      return database.transaction(
        tenantOf(context),
        async (tx) => (await findReport(tx, vault, { id: token }))?.number ?? null,
      );
    },
  };
}
