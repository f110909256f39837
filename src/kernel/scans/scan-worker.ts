/* The thread in which one scan is read: pages come and go, then it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { type FileProblem, UnfitFile } from '../files/rules.js';
import { readScan } from './read-scan.js';
import type { ScannedPage, SheetShape } from './scan.js';

export interface ScanOrder {
  bytes: Uint8Array;
  shape: SheetShape;
}
export type ScanAnswer = { pages: ScannedPage[] } | { problem: FileProblem };

async function answer({ bytes, shape }: ScanOrder): Promise<ScanAnswer> {
  try {
    return { pages: await readScan(bytes, shape) };
  } catch (error) {
    return { problem: error instanceof UnfitFile ? error.problem : 'broken' };
  }
}

void answer(workerData as ScanOrder).then((told) => parentPort?.postMessage(told));
