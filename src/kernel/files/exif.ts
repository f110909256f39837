/*
 * Reads the position out of the EXIF block of a picture (Exif 2.32, section 4.6.6) and nothing else. What does not
 * fit is no position; it never throws.
 */

const GPS_DIRECTORY = 0x8825;
const TAG = { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4 } as const;
const ENTRY_BYTES = 12;

export function positionIn(exif: Uint8Array): { lat: number; lon: number } | null {
  try {
    return read(exif);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function read(exif: Uint8Array): { lat: number; lon: number } | null {
  const start = String.fromCharCode(...exif.subarray(0, 6)) === 'Exif\0\0' ? 6 : 0;
  const view = new DataView(exif.buffer, exif.byteOffset + start, exif.byteLength - start);
  const little = view.getUint16(0) === 0x4949;
  const entriesAt = (offset: number): Map<number, number> => {
    const count = view.getUint16(offset, little);
    const entries = new Map<number, number>();
    for (let index = 0; index < Math.min(count, 200); index += 1) {
      const at = offset + 2 + index * ENTRY_BYTES;
      entries.set(view.getUint16(at, little), at);
    }
    return entries;
  };
  const gpsEntry = entriesAt(view.getUint32(4, little)).get(GPS_DIRECTORY);
  if (gpsEntry === undefined) return null;
  const gps = entriesAt(view.getUint32(gpsEntry + 8, little));
  const degrees = (tag: number): number | null => {
    const at = gps.get(tag);
    if (at === undefined || view.getUint32(at + 4, little) !== 3) return null;
    const values = view.getUint32(at + 8, little);
    const part = (index: number) => {
      const [top, bottom] = [values + index * 8, values + index * 8 + 4];
      return view.getUint32(top, little) / view.getUint32(bottom, little);
    };
    const sum = part(0) + part(1) / 60 + part(2) / 3600;
    return Number.isFinite(sum) ? sum : null;
  };
  /** Which way it counts: a letter that is neither of the two says nothing of where. */
  const sign = (tag: number, along: string, against: string): number | null => {
    const at = gps.get(tag);
    const letter = at === undefined ? '' : String.fromCharCode(view.getUint8(at + 8));
    return letter === along ? 1 : letter === against ? -1 : null;
  };
  const signed = (value: number | null, way: number | null, most: number): number | null =>
    value === null || way === null || value > most ? null : value * way;
  const lat = signed(degrees(TAG.latitude), sign(TAG.latitudeRef, 'N', 'S'), 90);
  const lon = signed(degrees(TAG.longitude), sign(TAG.longitudeRef, 'E', 'W'), 180);
  return lat === null || lon === null ? null : { lat, lon };
}
