import type { Tx } from '#kernel/db/database.js';
import type { Kernel } from '#kernel/kernel.js';
import { deleteSheetsBefore } from '../store/paper.js';
import { deleteScansBefore } from '../store/scans.js';
import { scanHolder } from './open-scan.js';

/** People carry a printed form about for some time; after this its answers have to be typed again. */
const SHEET_LIFE = Temporal.Duration.from({ hours: 180 * 24 });
/** What no clerk has read in a quarter of a year is gone: the paper itself is in the office. */
const SCAN_LIFE = Temporal.Duration.from({ hours: 90 * 24 });

/** Deletes printed answers and scans that nobody needs any more. */
export async function sweepPaper(
  tx: Tx,
  { files }: Pick<Kernel, 'files'>,
  now: Temporal.Instant,
): Promise<void> {
  await deleteSheetsBefore(tx, now.subtract(SHEET_LIFE));
  for (const id of await deleteScansBefore(tx, now.subtract(SCAN_LIFE)))
    await files.erase(tx, scanHolder(id));
}
