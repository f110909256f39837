/*
 * The typesetting process: holds the Typst compiler, sets one document after the other, and ends when there has been
 * no work for a while or when its parent is gone. Started by process-typesetter.ts, with that while in milliseconds.
 */
import { type Answer, type Order, toFailure } from './crossing.js';
import { openTypst } from './typst.js';

const idleMs = Number(process.argv[2]);

process.once('disconnect', () => process.exit(0));
// Signals reach every process of a terminal or a service; the parent finishes its requests first, and this one goes with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

let opening: ReturnType<typeof openTypst> | undefined;
let rest: NodeJS.Timeout | undefined;

async function answerTo({ order, document }: Order): Promise<Answer> {
  try {
    opening ??= openTypst();
    const typeset = await opening;
    return { order, pdf: typeset(document) };
  } catch (error) {
    return { order, failure: toFailure(error) };
  }
}

process.on('message', (order) => {
  clearTimeout(rest);
  void answerTo(order as Order).then((answer) => {
    process.send?.(answer);
    rest = setTimeout(() => process.exit(0), idleMs);
  });
});
