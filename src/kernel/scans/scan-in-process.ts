import { UnfitFile } from '../files/rules.js';
import { answerOf } from '../processes.js';
import type { ScannedPage, Scans } from './scan.js';
import type { ScanAnswer, ScanOrder } from './scan-worker.js';

/** A hundred pages take half of it. */
const LIMITS = { milliseconds: 180_000, megabytes: 512 } as const;

/** Reads scans in a process of their own, one scan at a time: the server answers meanwhile. */
export function createScanProcess(program: URL = new URL('./scan-worker.js', import.meta.url)): Scans {
  let last: Promise<unknown> = Promise.resolve();
  return {
    read(bytes, shape) {
      const turn = last.then(() => inProcess(program, { bytes, shape }));
      last = turn.catch(() => {});
      return turn;
    },
  };
}

async function inProcess(program: URL, order: ScanOrder): Promise<ScannedPage[]> {
  const answer = await answerOf<ScanAnswer>(program, order, LIMITS).catch((cause: unknown) => {
    throw new UnfitFile('broken', { cause });
  });
  if ('problem' in answer) throw new UnfitFile(answer.problem);
  return answer.pages;
}

/** In this thread: for tests and commands. */
export const scansHere: Scans = {
  read: async (bytes, shape) => (await import('./read-scan.js')).readScan(bytes, shape),
};
