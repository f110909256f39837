import sharp from 'sharp';
import type { Context } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import { NO_CONTACT } from './model.js';
import type { Received, Told } from './service/intake.js';
import type { ReportServices } from './services.js';

/** In the middle of Nara. */
export const SOMEWHERE = { lat: 34.6851, lon: 135.8048 };

/** A picture that nothing is seen on, as a camera sends it. */
export const picture = async (colour = '#777777'): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp({ create: { width: 240, height: 180, channels: 3, background: colour } })
      .jpeg()
      .toBuffer(),
  );

/** A report as the web page sends it. */
export const reportAs = (
  { intake }: Pick<ReportServices, 'intake'>,
  context: Context,
  changes: Partial<Told> = {},
): Promise<Received> =>
  intake.receive(context, {
    kind: 'road-damage',
    point: SOMEWHERE,
    words: '大きな穴があいています',
    place: '市役所の前',
    answers: {},
    mediaUrl: '',
    contact: NO_CONTACT,
    photos: { from: 'draft/none', ids: [] },
    channel: 'web',
    locale: 'ja',
    key: crypto.randomUUID(),
    address: '',
    ...changes,
  });

/** Takes a picture in, to wait under a holder. */
export async function pictureAt(kernel: Kernel, context: Context, from: string, bytes?: Uint8Array) {
  const received = await kernel.files.receive(
    context,
    { name: 'photo.jpg', bytes: bytes ?? (await picture()) },
    { contents: ['image'], maxBytes: 10_000_000 },
    from,
  );
  if (!received.ok) throw new Error(received.problem);
  return { from, ids: [received.stored.file] };
}
