import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Report } from '../model.js';
import type { ShownRequest } from '../open311/texts.js';
import { eventsOf, photosOf } from '../store/parts.js';
import { findReport, listReports, type ReportFilter } from '../store/reports.js';
import { type ReportDeps, rulesHere } from './deps.js';
import type { OwnerSides } from './owner-side.js';

/** What programs ask by GeoReport v2: in lists only what is released, one by its number in any state. */
export function createOpen311(deps: ReportDeps, ownerSides: OwnerSides) {
  const { database, vault, config, municipalities } = deps.kernel;

  /** Who works on it: the section, or the owner that it was passed on to. */
  function agencyOf(context: Context, { state, owner, unit }: Report): string {
    const found = state === 'passedOn' && rulesHere(deps, context).owners.find(({ id }) => id === owner);
    if (!found) return context.municipality.units.find(({ id }) => id === unit)?.name ?? unit;
    const served = municipalities.all.find(({ slug }) => slug === found.municipality);
    return localize(served?.name ?? found.title, 'ja');
  }

  const photoAddress = ({ municipality }: Context, { number }: Report, photo: string): string =>
    `${new URL(config.publicUrl).origin}/${municipality.slug}/reports/${number}/photos/${photo}.jpg`;

  async function shown(
    tx: Tx,
    context: Context,
    reports: readonly Report[],
  ): Promise<Omit<ShownRequest, 'ownerReason'>[]> {
    const ids = reports.map(({ id }) => id);
    const events = await eventsOf(tx, vault, ids);
    const photos = await photosOf(tx, ids);
    return reports.map((report) => {
      const photo = photos.findLast((one) => one.report === report.id && one.released !== null);
      return {
        report,
        events: events.get(report.id) ?? [],
        agency: agencyOf(context, report),
        media: photo ? photoAddress(context, report, photo.id) : null,
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
      const there = await ownerSides.inShort(
        context,
        requests.map(({ report }) => report),
      );
      return requests.map((one) => {
        const { reason = null, photo = null } = there.get(one.report.id) ?? {};
        // What the owner did is newer than what was reported.
        const media = photo ? photoAddress(context, one.report, photo) : one.media;
        return { ...one, ownerReason: reason, media };
      });
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
