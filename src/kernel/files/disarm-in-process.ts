import { answerOf } from '../processes.js';
import type { PdfAnswer } from './pdf-worker.js';
import { type Disarmed, UnfitFile } from './rules.js';

/** A file that takes longer than this to take apart is refused. */
const LIMITS = { milliseconds: 20_000, megabytes: 256 } as const;
/** Each has some 100 megabytes; who comes third waits. */
const MOST_PROCESSES = 2;

/** Takes PDF files apart in processes of their own, so that a hostile one neither stops nor fills the server, nor ends it. */
export function createPdfProcesses(
  program: URL = new URL('./pdf-worker.js', import.meta.url),
): (bytes: Uint8Array) => Promise<Disarmed> {
  let running = 0;
  const waiting: (() => void)[] = [];
  async function turn(): Promise<void> {
    if (running >= MOST_PROCESSES) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
  }
  function done() {
    running -= 1;
    waiting.shift()?.();
  }

  return async (bytes) => {
    await turn();
    try {
      return await inProcess(program, bytes);
    } finally {
      done();
    }
  };
}

async function inProcess(program: URL, bytes: Uint8Array): Promise<Disarmed> {
  const answer = await answerOf<PdfAnswer>(program, bytes, LIMITS).catch((cause: unknown) => {
    throw new UnfitFile('broken', { cause });
  });
  if ('problem' in answer) throw new UnfitFile(answer.problem);
  // A copy: what arrived is a view into the buffer of the channel.
  return { bytes: new Uint8Array(answer.bytes), mediaType: 'application/pdf', ending: 'pdf' };
}
