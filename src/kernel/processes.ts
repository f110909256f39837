import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ProcessLimits {
  milliseconds: number;
  /** Of the heap of the program; WebAssembly comes on top. */
  megabytes: number;
}

type Told<Answer> = { answer: Answer } | { failure: string };

/**
 * The one answer of a program that runs in a process of its own and ends with it: what it filled is given back, and
 * what kills it kills nothing else. A thread would not do: ending one that is busy in WebAssembly takes the whole
 * process with it. Rejects when the program breaks, ends without an answer or takes too long.
 */
export function answerOf<Answer>(
  program: URL,
  order: unknown,
  { milliseconds, megabytes }: ProcessLimits,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const child = fork(fileURLToPath(program), {
    serialization: 'advanced',
    // Nothing of the settings, which hold secrets, is needed there.
    env: {},
    execArgv: ['--enable-source-maps', `--max-old-space-size=${megabytes}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const limit = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  child.once('message', (message) => {
    const told = message as Told<Answer>;
    if ('answer' in told) resolve(told.answer);
    else reject(new Error(told.failure));
  });
  child.once('error', reject);
  child.once('exit', (code, signal) => reject(new Error(`ended without an answer: ${signal ?? code}`)));
  // A send that fails is followed by the exit, which says why.
  child.send({ order }, () => {});
  return promise.finally(() => {
    clearTimeout(limit);
    child.kill('SIGKILL');
  });
}

/** In the program: answers what it is started for. Whoever asked ends it then; it ends itself when they are gone. */
export function answerOnce<Order, Answer>(work: (order: Order) => Answer | Promise<Answer>): void {
  const tell = (told: Told<Answer>) => process.send?.(told);
  process.once('disconnect', () => process.exit());
  process.once('message', async (message) => {
    try {
      tell({ answer: await work((message as { order: Order }).order) });
    } catch (error) {
      tell({ failure: String(error) });
    }
  });
}
