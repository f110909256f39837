import { Worker } from 'node:worker_threads';

export interface ThreadLimits {
  milliseconds: number;
  /** Of the thread's own heap; WebAssembly comes on top. */
  megabytes: number;
}

/**
 * The one answer of a program that runs in a thread of its own, which ends with it: what it filled is given back.
 * Rejects when the thread breaks, ends without an answer or takes too long.
 */
export function answerOf<Answer>(
  program: URL,
  order: unknown,
  { milliseconds, megabytes }: ThreadLimits,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const worker = new Worker(program, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const limit = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('the thread ended without an answer')));
  return promise.finally(() => {
    clearTimeout(limit);
    void worker.terminate();
  });
}
