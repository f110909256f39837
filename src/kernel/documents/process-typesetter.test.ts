import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProcessTypesetter, type ProcessOptions } from './process-typesetter.js';

/*
 * The parent's side, with a stand-in for the compiler's process that does as the template says and else answers what
 * it is and was given. The real process is tested where it is built: e2e/process/typesetting.test.ts.
 */
const STAND_IN = `
  import { existsSync, writeFileSync } from 'node:fs';
  process.once('disconnect', () => process.exit(0));
  let busy = false;
  process.on('message', async ({ order, document }) => {
    const answer = (text) => process.send({ order, pdf: new TextEncoder().encode(JSON.stringify(text)) });
    const [command, file] = document.template.split(' ');
    if (command === 'crash') process.exit(3);
    if (command === 'hang') while (true);
    if (command === 'leave') process.exit(0);
    if (command === 'leave-once' && !existsSync(file)) {
      writeFileSync(file, '');
      process.exit(0);
    }
    if (command === 'refuse') {
      const failure = { code: 'invalidInput', message: 'no glyph', userMessage: '印刷できません', fields: { name: 'x' }, below: 'at typst' };
      return process.send({ order, failure });
    }
    const met = busy;
    busy = true;
    await new Promise((resolve) => setTimeout(resolve, command === 'slow' ? 50 : 0));
    busy = false;
    const { data, meta, files } = document;
    const bytes = files.picture instanceof Uint8Array ? [...files.picture] : null;
    answer({ pid: process.pid, met, data, meta, bytes, idle: process.argv[2], settings: Object.keys(process.env) });
  });
`;

let folder: string;
let program: URL;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yakuba-typeset-'));
  const file = join(folder, 'stand-in.mjs');
  await writeFile(file, STAND_IN);
  program = pathToFileURL(file);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Told {
  pid: number;
  met: boolean;
  data: string;
  meta: string;
  bytes: number[] | null;
  idle: string;
  settings: string[];
}

function open(options: ProcessOptions = {}) {
  const typesetter = createProcessTypesetter({ program, ...options });
  return async (template = 'tell'): Promise<Told> => {
    const pdf = await typesetter.renderPdf({
      template,
      data: { text: '本文' },
      files: { picture: new Uint8Array([1, 2, 255]) },
      meta: { title: '控え', author: '奈良市', date: Temporal.PlainDate.from('2026-11-20') },
    });
    return JSON.parse(new TextDecoder().decode(pdf)) as Told;
  };
}

/** Signal 0 only asks. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a process for documents', () => {
  test('is given plain data, and none of the settings', async () => {
    const told = await open({ idleMs: 1234 })();
    expect(JSON.parse(told.data)).toEqual({ text: '本文' });
    expect(JSON.parse(told.meta)).toEqual({ title: '控え', author: '奈良市', date: '2026-11-20' });
    expect(told).toMatchObject({ bytes: [1, 2, 255], idle: '1234' });
    expect(told.settings.filter((name) => !name.startsWith('NODE_CHANNEL'))).toEqual([]);
    expect(told.pid).not.toBe(process.pid);
  });

  test('is kept, and works for one document at a time', async () => {
    const render = open();
    const told = await Promise.all(Array.from({ length: 5 }, () => render('slow')));
    expect(new Set(told.map(({ pid }) => pid)).size).toBe(1);
    expect(told.map(({ met }) => met)).toEqual([false, false, false, false, false]);
  });

  test('brings an error back with its words', async () => {
    await expect(open()('refuse')).rejects.toMatchObject({
      name: 'AppError',
      code: 'invalidInput',
      message: 'no glyph',
      userMessage: '印刷できません',
      fields: { name: 'x' },
      cause: 'at typst',
    });
  });

  test('that dies fails its document as unavailable; the ones that wait get another process', async () => {
    const render = open();
    const first = await render();
    const [dying, waiting] = await Promise.allSettled([render('crash'), render()]);
    expect(dying).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    if (waiting.status === 'rejected') throw waiting.reason;
    expect(waiting.value.pid).not.toBe(first.pid);
  });

  test('that hangs is ended at the limit and replaced', async () => {
    const render = open({ limitMs: 3000 });
    const first = await render();
    await expect(render('hang')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('3000 ms'),
    });
    expect((await render()).pid).not.toBe(first.pid);
    await expect.poll(() => isThere(first.pid), { timeout: 5000 }).toBe(false);
  });

  test('that went to rest just before the document came is replaced unnoticed', async () => {
    const told = await open()(`leave-once ${join(folder, 'left')}`);
    expect(told.pid).toBeGreaterThan(0);
    await expect(open()('leave')).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('that cannot be started fails the document', async () => {
    const render = open({ program: new URL('nowhere.mjs', program) });
    await expect(render()).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('takes no more than it can hold', async () => {
    const render = open({ maxWaiting: 2 });
    const [first, second, third] = await Promise.allSettled([render('slow'), render(), render()]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(third).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    expect((await render()).data).toContain('本文');
  });
});
