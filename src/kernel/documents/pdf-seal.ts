import type { Clock } from '../clock.js';
import { AppError } from '../errors.js';
import type { SealKey } from './seal-key.js';

/** The electronic seal of municipalities (電子署名): who issued a file, and that nothing was changed since. */
export interface PdfSealer {
  /**
   * The file with a PAdES signature over all of it. `holder` is the name on a certificate that is made here. Throws
   * `unavailable` with the field `seal`: `expired` when the certificate is over, `timeStamp` when the authority states no time.
   */
  seal(tenant: string, holder: string, pdf: Uint8Array): Promise<Uint8Array>;
}

/**
 * Seals with the keys in a folder (seal-key.ts), and with the time that an authority states where there is one (RFC
 * 3161). What it needs for that is loaded at the first document.
 */
export function createPdfSealer(folder: string, clock: Clock, timeStamps: URL | null = null): PdfSealer {
  const keys = new Map<string, Promise<SealKey>>();
  const keyOf = (tenant: string, holder: string): Promise<SealKey> => {
    const known = keys.get(tenant);
    if (known) return known;
    const reading = import('./seal-key.js').then(({ readSealKey }) =>
      readSealKey(folder, tenant, holder, clock.now()),
    );
    keys.set(tenant, reading);
    // A key that could not be read is looked for again.
    reading.catch(() => keys.delete(tenant));
    return reading;
  };
  return {
    async seal(tenant, holder, pdf) {
      const now = clock.now();
      const isOver = ({ chain: [{ notAfter }] }: SealKey) => notAfter.value.getTime() < now.epochMilliseconds;
      let key = await keyOf(tenant, holder);
      if (isOver(key)) {
        // It may have been replaced since it was read.
        keys.delete(tenant);
        key = await keyOf(tenant, holder);
      }
      if (isOver(key))
        throw new AppError(
          'unavailable',
          `the certificate of the seal ended on ${key.chain[0].notAfter.value.toISOString()}`,
          { fields: { seal: 'expired' } },
        );
      const { signPdf } = await import('./pades.js');
      return signPdf(pdf, key, now, timeStamps);
    },
  };
}
