import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { answerOf } from './processes.js';

const folder = mkdtempSync(join(tmpdir(), 'yakuba-processes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Does this with the `order` that it is sent. */
function program(name: string, work: string): URL {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, `process.once('message', ({ order }) => { ${work} });`);
  return pathToFileURL(file);
}
const LIMITS = { milliseconds: 20_000, megabytes: 64 };

describe('a program in a process of its own', () => {
  it('gives its answer to what it was given', async () => {
    const doubled = program('doubled', 'process.send({ answer: order.map((one) => one * 2) });');
    expect(await answerOf(doubled, [1, 2], LIMITS)).toEqual([2, 4]);
  });

  it('is given bytes, and gives them', async () => {
    const same = program('same', 'process.send({ answer: { bytes: order.bytes } });');
    const bytes = new Uint8Array(3_000_000).fill(7);
    const answer = await answerOf<{ bytes: Uint8Array }>(same, { bytes }, LIMITS);
    expect(Buffer.from(answer.bytes).equals(bytes)).toBe(true);
  });

  // A loop in WebAssembly: what a thread could not be stopped in without the whole process.
  const LOOP =
    'new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11]))).exports.f();';

  it.each([
    ['breaks', "process.send({ failure: 'broken in there' });", LIMITS, /broken in there/],
    ['ends in silence', 'process.exit();', LIMITS, /without an answer/],
    ['never ends', 'setInterval(() => {}, 1000);', { ...LIMITS, milliseconds: 600 }, /within 600 ms/],
    ['never ends in WebAssembly', LOOP, { ...LIMITS, milliseconds: 600 }, /within 600 ms/],
    ['kills itself', "process.kill(process.pid, 'SIGKILL');", LIMITS, /without an answer: SIGKILL/],
  ])('that %s rejects', async (name, work, limits, message) => {
    await expect(answerOf(program(name.replaceAll(' ', '-'), work), null, limits)).rejects.toThrow(message);
  });

  it('has no more memory than it is given', async () => {
    const greedy = program('greedy', "const all = []; for (;;) all.push(Array(1e5).fill('x'));");
    await expect(answerOf(greedy, null, LIMITS)).rejects.toThrow(/without an answer/);
  });
});
