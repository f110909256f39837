import { type Context, systemContext, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { type Photo, publicHolder, type Report } from '../model.js';
import { photosOf } from '../store/parts.js';
import { findReport, reasonsOfCopies } from '../store/reports.js';
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

  const releasedPhotos = async (tx: Tx, { id, releasedAt }: Report): Promise<Photo[]> =>
    releasedAt === null
      ? []
      : (await photosOf(tx, [id])).filter(({ stage, released }) => stage !== 'reported' && released !== null);

  return {
    of: (context: Context, report: Report): Promise<OwnerSide | null> =>
      there(context, report, async (tx, copy) => {
        const municipality = municipalities.all.find(({ code }) => code === report.passedTo);
        if (!municipality) return null;
        const reasons = rulesOf(systemContext(municipality, 'report.passOn', clock))?.reasons ?? [];
        return {
          name: municipality.name,
          reason: reasons.find(({ id }) => id === copy.reason)?.title ?? null,
          photos: await releasedPhotos(tx, copy),
        };
      }),

    /** Why they were closed there, by report: one question to each municipality. */
    reasons: async (
      context: Context,
      reports: readonly Report[],
    ): Promise<ReadonlyMap<string, LocalizedText>> => {
      const passed = Map.groupBy(
        reports.filter(({ state }) => state === 'passedOn'),
        ({ passedTo }) => passedTo,
      );
      const known = new Map<string, LocalizedText>();
      for (const [code, own] of passed) {
        const municipality = municipalities.all.find((one) => one.code === code);
        if (!municipality) continue;
        const { reasons = [] } = rulesOf(systemContext(municipality, 'report.passOn', clock)) ?? {};
        const origins = own.map(({ id }) => id);
        const there = await database.transaction(municipality.code, (tx) =>
          reasonsOfCopies(tx, tenantOf(context), origins),
        );
        for (const { origin, reason } of there) {
          const title = reasons.find(({ id }) => id === reason)?.title;
          if (title) known.set(origin, title);
        }
      }
      return known;
    },

    photo: (context: Context, report: Report, photo: string) =>
      there(context, report, async (tx, copy) => {
        const found = (await releasedPhotos(tx, copy)).find(({ id }) => id === photo);
        return found?.released ? files.read(tx, publicHolder(copy.id), found.released) : null;
      }),
  };
}
export type OwnerSides = ReturnType<typeof createOwnerSide>;
