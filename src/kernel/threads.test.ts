import { describe, expect, it } from 'vitest';
import { answerOf } from './threads.js';

const program = (text: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads';\n${text}`)}`,
  );
const LIMITS = { milliseconds: 20_000, megabytes: 64 };

describe('a program in a thread of its own', () => {
  it('gives its answer to what it was given', async () => {
    const doubled = program('parentPort.postMessage(workerData.map((one) => one * 2));');
    expect(await answerOf(doubled, [1, 2], LIMITS)).toEqual([2, 4]);
  });

  it.each([
    ['breaks', "throw new Error('broken in there');", LIMITS, /broken in there/],
    ['ends in silence', '', LIMITS, /without an answer/],
    ['never ends', 'setInterval(() => {}, 1000);', { ...LIMITS, milliseconds: 300 }, /within 300 ms/],
    ['fills its memory', "const all = []; for (;;) all.push(Array(1e5).fill('x'));", LIMITS, /memory/],
  ])('that %s rejects', async (_, text, limits, message) => {
    await expect(answerOf(program(text), null, limits)).rejects.toThrow(message);
  });
});
