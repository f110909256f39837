import { type Context, systemContext, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { type Photo, publicHolder, type Report } from '../model.js';
import { photosOf } from '../store/parts.js';
import { copiesOf, findReport } from '../store/reports.js';
import type { ReportDeps } from './deps.js';

/** What the municipality that a report was passed on to lets be known of it. */
export interface OwnerSide {
  name: LocalizedText;
  /** Why it was closed there: one of a list, nobody's own words. */
  reason: LocalizedText | null;
  /** Of its work, as far as it has released its copy of the report and the photo. */
  photos: readonly Photo[];
}

/**
 * Read where it lies each time, so that what is taken back there is at once taken back here. What one municipality of
 * the installation has released needs no second release.
 */
export function createOwnerSide({ kernel, rulesOf }: ReportDeps) {
  const { clock, database, files, municipalities, vault } = kernel;

  const there = async <Result>(
    context: Context,
    { id, state, passedTo }: Report,
    read: (tx: Tx, copy: Report) => Promise<Result>,
  ): Promise<Result | null> => {
    if (state !== 'passedOn' || passedTo === null) return null;
    return database.transaction(passedTo, async (tx) => {
      const copy = await findReport(tx, vault, { passedFrom: tenantOf(context), origin: id });
      return copy ? read(tx, copy) : null;
    });
  };

  const releasedPhotos = async (
    tx: Tx,
    copies: readonly Pick<Report, 'id' | 'releasedAt'>[],
  ): Promise<Photo[]> => {
    const released = copies.flatMap(({ id, releasedAt }) => (releasedAt === null ? [] : id));
    const photos = await photosOf(tx, released);
    return photos.filter((one) => one.stage !== 'reported' && one.released !== null);
  };

  return {
    of: (context: Context, report: Report): Promise<OwnerSide | null> =>
      there(context, report, async (tx, copy) => {
        const municipality = municipalities.all.find(({ code }) => code === report.passedTo);
        if (!municipality) return null;
        const reasons = rulesOf(systemContext(municipality, 'report.passOn', clock))?.reasons ?? [];
        return {
          name: municipality.name,
          reason: reasons.find(({ id }) => id === copy.reason)?.title ?? null,
          photos: await releasedPhotos(tx, [copy]),
        };
      }),

    /** Why they were closed there and the newest photo of the work, by report: one question to each municipality. */
    inShort: async (
      context: Context,
      reports: readonly Report[],
    ): Promise<ReadonlyMap<string, { reason: LocalizedText | null; photo: string | null }>> => {
      const passed = Map.groupBy(
        reports.filter(({ state }) => state === 'passedOn'),
        ({ passedTo }) => passedTo,
      );
      const known = new Map<string, { reason: LocalizedText | null; photo: string | null }>();
      for (const [code, own] of passed) {
        const municipality = municipalities.all.find((one) => one.code === code);
        if (!municipality) continue;
        const { reasons = [] } = rulesOf(systemContext(municipality, 'report.passOn', clock)) ?? {};
        const origins = own.map(({ id }) => id);
        const { copies, photos } = await database.transaction(municipality.code, async (tx) => {
          const found = await copiesOf(tx, tenantOf(context), origins);
          return { copies: found, photos: await releasedPhotos(tx, found) };
        });
        for (const { id: copy, origin, reason } of copies)
          known.set(origin, {
            reason: reasons.find(({ id }) => id === reason)?.title ?? null,
            photo: photos.findLast((one) => one.report === copy)?.id ?? null,
          });
      }
      return known;
    },

    photo: (context: Context, report: Report, photo: string) =>
      there(context, report, async (tx, copy) => {
        const found = (await releasedPhotos(tx, [copy])).find(({ id }) => id === photo);
        return found?.released ? files.read(tx, publicHolder(copy.id), found.released) : null;
      }),
  };
}
export type OwnerSides = ReturnType<typeof createOwnerSide>;
