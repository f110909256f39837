import { Worker } from 'node:worker_threads';
import { UnfitFile } from '../files/rules.js';
import type { ScannedPage, Scans } from './scan.js';
import type { ScanAnswer, ScanOrder } from './scan-worker.js';

/** A hundred pages take half of it. */
const LIMIT_MS = 180_000;

/** Reads scans in a thread of their own, one scan at a time: the server answers meanwhile. */
export function createScanThread(program: URL = new URL('./scan-worker.js', import.meta.url)): Scans {
  let last: Promise<unknown> = Promise.resolve();
  return {
    read(bytes, shape) {
      const turn = last.then(() => inThread(program, { bytes, shape }));
      last = turn.catch(() => {});
      return turn;
    },
  };
}

function inThread(program: URL, order: ScanOrder): Promise<ScannedPage[]> {
  const { promise, resolve, reject } = Promise.withResolvers<ScannedPage[]>();
  const worker = new Worker(program, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: 512 } });
  const limit = setTimeout(() => reject(new UnfitFile('broken')), LIMIT_MS);
  worker.once('message', (answer: ScanAnswer) => {
    if ('problem' in answer) reject(new UnfitFile(answer.problem));
    else resolve(answer.pages);
  });
  worker.once('error', (cause) => reject(new UnfitFile('broken', { cause })));
  worker.once('exit', () => reject(new UnfitFile('broken')));
  return promise.finally(() => {
    clearTimeout(limit);
    void worker.terminate();
  });
}

/** In this thread: for tests and commands. */
export const scansHere: Scans = {
  read: async (bytes, shape) => (await import('./read-scan.js')).readScan(bytes, shape),
};
