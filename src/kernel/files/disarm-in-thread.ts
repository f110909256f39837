import { Worker } from 'node:worker_threads';
import type { PdfAnswer } from './pdf-worker.js';
import { type Disarmed, UnfitFile } from './rules.js';

/** A file that takes longer than this to take apart is refused. */
const LIMIT_MS = 20_000;
/** Each thread has some 100 megabytes; who comes third waits. */
const MOST_THREADS = 2;

/** Takes PDF files apart in threads of their own, so that a hostile one neither stops nor fills the server. */
export function createPdfThreads(
  program: URL = new URL('./pdf-worker.js', import.meta.url),
): (bytes: Uint8Array) => Promise<Disarmed> {
  let running = 0;
  const waiting: (() => void)[] = [];
  async function turn(): Promise<void> {
    if (running >= MOST_THREADS) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
  }
  function done() {
    running -= 1;
    waiting.shift()?.();
  }

  return async (bytes) => {
    await turn();
    try {
      return await inThread(program, bytes);
    } finally {
      done();
    }
  };
}

function inThread(program: URL, bytes: Uint8Array): Promise<Disarmed> {
  const { promise, resolve, reject } = Promise.withResolvers<Disarmed>();
  const worker = new Worker(program, { workerData: bytes, resourceLimits: { maxOldGenerationSizeMb: 256 } });
  const limit = setTimeout(() => reject(new UnfitFile('broken')), LIMIT_MS);
  worker.once('message', (answer: PdfAnswer) => {
    if ('problem' in answer) reject(new UnfitFile(answer.problem));
    else resolve({ bytes: answer.bytes, mediaType: 'application/pdf', ending: 'pdf' });
  });
  worker.once('error', (cause) => reject(new UnfitFile('broken', { cause })));
  worker.once('exit', () => reject(new UnfitFile('broken')));
  return promise.finally(() => {
    clearTimeout(limit);
    void worker.terminate();
  });
}
