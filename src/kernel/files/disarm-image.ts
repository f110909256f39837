import sharp from 'sharp';
import { positionIn } from './exif.js';
import { type Disarmed, UnfitFile } from './rules.js';

/** A camera of 100 megapixels; a bomb that unfolds to more is refused before it is unfolded. */
const MOST_PIXELS = 100_000_000;
/** Enough to read a document by; larger pictures are made smaller. */
const LONGEST_SIDE = 4000;

/** The picture drawn anew, upright, without metadata. JPEG, or PNG where it has transparent parts. */
export async function disarmImage(bytes: Uint8Array, keepPosition: boolean): Promise<Disarmed> {
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true });
    const { hasAlpha, exif, width, height } = await image.metadata();
    if (width * height > MOST_PIXELS) throw new UnfitFile('tooManyPixels');
    const drawn = image
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    const position = keepPosition && exif ? positionIn(exif) : null;
    const result = hasAlpha
      ? { bytes: await drawn.png().toBuffer(), mediaType: 'image/png', ending: 'png' }
      : {
          bytes: await drawn.jpeg({ quality: 85, mozjpeg: false }).toBuffer(),
          mediaType: 'image/jpeg',
          ending: 'jpg',
        };
    return { ...result, bytes: new Uint8Array(result.bytes), ...(position && { position }) };
  } catch (error) {
    if (error instanceof UnfitFile) throw error;
    const isHuge = error instanceof Error && /pixel limit/i.test(error.message);
    throw new UnfitFile(isHuge ? 'tooManyPixels' : 'broken', { cause: error });
  }
}
