/* The process in which one scan is read: pages come and go, then it ends. */
import { type FileProblem, UnfitFile } from '../files/rules.js';
import { answerOnce } from '../processes.js';
import { readScan } from './read-scan.js';
import type { ScannedPage, SheetShape } from './scan.js';

export interface ScanOrder {
  bytes: Uint8Array;
  shape: SheetShape;
}
export type ScanAnswer = { pages: ScannedPage[] } | { problem: FileProblem };

answerOnce(async ({ bytes, shape }: ScanOrder): Promise<ScanAnswer> => {
  try {
    return { pages: await readScan(bytes, shape) };
  } catch (error) {
    return { problem: error instanceof UnfitFile ? error.problem : 'broken' };
  }
});
