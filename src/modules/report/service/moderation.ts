import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { type Box, photosHolder, publicHolder } from '../model.js';
import { photosOf, savePhotoRelease } from '../store/parts.js';
import { saveReport } from '../store/reports.js';
import { heldReport, journal, ownReport, type ReportDeps } from './deps.js';

const MAX_BYTES = 60 * 1024 * 1024;

/** Nothing is public before staff have released it: words, and each photo with what must not be known made so. */
export function createModeration(deps: ReportDeps) {
  const { kernel } = deps;
  const { database, files } = kernel;

  const original = (context: Context, id: string, photo: string) =>
    database.transaction(tenantOf(context), async (tx) => {
      await ownReport(deps, tx, context, id);
      const found = (await photosOf(tx, [id])).find((one) => one.id === photo);
      const file = found && (await files.read(tx, photosHolder(id), photo));
      if (!found || !file) throw notFound(`photo ${photo}`);
      return { photo: found, file };
    });

  const setPhoto = (
    context: Context,
    id: string,
    photo: string,
    release: { file: string; boxes: readonly Box[] } | null,
  ): Promise<void> =>
    database.transaction(tenantOf(context), async (tx) => {
      const one = await ownReport(deps, tx, context, id, { lock: true });
      await savePhotoRelease(tx, photo, release?.file ?? null, release?.boxes ?? []);
      await saveReport(tx, { ...one, updatedAt: context.clock.now() }, { toSend: false });
      if (release)
        await journal(tx, context, 'report.photoReleased', one, { photo, boxes: release.boxes.length });
      else await journal(tx, context, 'report.photoWithheld', one, { photo });
    });

  return {
    /** Everybody may read these words, and this place if it is said in words, and see kind, state and the rounded position. */
    release: (context: Context, id: string, revision: number, words: string, place = ''): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const one = await heldReport(deps, tx, context, id, revision);
        const now = context.clock.now();
        await saveReport(
          tx,
          {
            ...one,
            publicWords: words,
            publicPlace: place,
            releasedAt: one.releasedAt ?? now,
            updatedAt: now,
          },
          { toSend: false },
        );
        await journal(tx, context, 'report.released', one);
      }),

    withhold: (context: Context, id: string, revision: number): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const one = await heldReport(deps, tx, context, id, revision);
        if (one.releasedAt === null) return;
        const updatedAt = context.clock.now();
        await saveReport(
          tx,
          { ...one, publicWords: null, publicPlace: null, releasedAt: null, updatedAt },
          { toSend: false },
        );
        await journal(tx, context, 'report.withheld', one);
      }),

    original,
    /** The copy that everybody sees. */
    released: (context: Context, id: string, photo: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        await ownReport(deps, tx, context, id);
        const found = (await photosOf(tx, [id])).find((one) => one.id === photo);
        const file = found?.released && (await files.read(tx, publicHolder(id), found.released));
        if (!file) throw notFound(`released photo ${photo}`);
        return file;
      }),
    grid: async (context: Context, id: string, photo: string) =>
      (await import('../blur.js')).withGrid((await original(context, id, photo)).file.bytes),

    /** Makes a copy with these areas unrecognisable, which everybody may see. The original stays as it is. */
    releasePhoto: async (
      context: Context,
      id: string,
      photo: string,
      boxes: readonly Box[],
    ): Promise<void> => {
      const { file } = await original(context, id, photo);
      const { blurred } = await import('../blur.js');
      const bytes = await blurred(file.bytes, boxes);
      const rules = { contents: ['image'], maxBytes: MAX_BYTES } as const;
      const received = await files.receive(context, { name: 'photo.jpg', bytes }, rules, publicHolder(id));
      if (!received.ok) throw new AppError('internal', `a copy of photo ${photo}: ${received.problem}`);
      await setPhoto(context, id, photo, { file: received.stored.file, boxes });
    },

    withholdPhoto: async (context: Context, id: string, photo: string): Promise<void> => {
      await original(context, id, photo);
      await setPhoto(context, id, photo, null);
    },
  };
}
