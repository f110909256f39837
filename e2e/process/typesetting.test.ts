import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/prepare.js';
import type { PdfDocument } from '../../src/kernel/documents/document.ts';
import type { Typesetter } from '../../src/kernel/documents/typesetter.ts';
import { type Product, startProduct, temporaryFolder } from '../harness/product.ts';

/** The most that the serving process may hold, whatever it was asked to print. */
const MOST_RESIDENT_KB = 400 * 1024;
const hasProc = existsSync('/proc/self/status');

async function statusOf(pid: number | string): Promise<Record<string, string>> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Object.fromEntries(text.split('\n').map((line) => line.split(/:\s+/) as [string, string]));
}

const residentKb = async (pid: number): Promise<number> =>
  Number.parseInt((await statusOf(pid)).VmRSS ?? '', 10);

async function childrenOf(pid: number): Promise<number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(all.map(async (id) => [Number(id), (await statusOf(id)).PPid] as const));
  return parents.filter(([, parent]) => parent === String(pid)).map(([id]) => id);
}

describe('the process that sets documents, as it is built', () => {
  const document = (text: string, template = '#import "/base.typ": *\n#prose(data.text)'): PdfDocument => ({
    template,
    data: { text },
    meta: { title: '控え', author: '奈良市', date: Temporal.PlainDate.from('2026-11-20') },
  });
  let typesetter: Typesetter;
  let inProcess: Typesetter;
  beforeAll(async () => {
    const built = (name: string) => import(join(root, 'dist/kernel/documents', name));
    typesetter = (await built('process-typesetter.js')).createProcessTypesetter({ idleMs: 500 });
    inProcess = (await built('typesetter.js')).createTypesetter();
  });

  test('makes the same bytes as the compiler in this process', async () => {
    const [there, here] = await Promise.all([
      typesetter.renderPdf(document('本文 𠮷田')),
      inProcess.renderPdf(document('本文 𠮷田')),
    ]);
    expect(Buffer.from(there).equals(Buffer.from(here))).toBe(true);
  });

  test('keeps the words of an error', async () => {
    await expect(typesetter.renderPdf(document('𰻞田 太郎'))).rejects.toMatchObject({
      code: 'invalidInput',
      userMessage: expect.stringContaining('𰻞'),
    });
    await expect(typesetter.renderPdf(document('', '#nowhere'))).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('unknown variable: nowhere'),
    });
  });

  test.skipIf(!hasProc)(
    'is gone after a while without work, and there again for the next document',
    async () => {
      await typesetter.renderPdf(document('一'));
      expect(await childrenOf(process.pid)).toHaveLength(1);
      await expect.poll(() => childrenOf(process.pid), { timeout: 20_000 }).toEqual([]);
      expect((await typesetter.renderPdf(document('二'))).byteLength).toBeGreaterThan(1000);
    },
  );
});

describe.skipIf(!hasProc)('the serving process', () => {
  let product: Product;
  const get = (path: string) => fetch(`${product.url}${path}`);
  const theChild = async (): Promise<number> => {
    await expect.poll(() => childrenOf(product.pid), { timeout: 20_000 }).toHaveLength(1);
    return (await childrenOf(product.pid))[0] ?? 0;
  };
  let DATA_DIR: string;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const [folder, removeFolder] = await temporaryFolder();
    DATA_DIR = join(folder, 'data');
    remove = removeFolder;
    product = await startProduct({ DATA_DIR });
  });
  afterAll(async () => {
    await product.stop();
    await remove();
  });

  test('holds less than 400 MB after three whole plans', async () => {
    for (const town of ['nara-city', 'nara-pref', 'imari']) {
      const response = await get(`/${town}/plan/plan.pdf`);
      expect(response.headers.get('content-type')).toBe('application/pdf');
      expect((await response.bytes()).byteLength).toBeGreaterThan(10_000);
    }
    expect(await residentKb(product.pid)).toBeLessThan(MOST_RESIDENT_KB);
  });

  test('answers while a document is being set; when its process is killed, that one fails and the next is set', async () => {
    const child = await theChild();
    // Held in the middle of its work for as long as the test likes.
    process.kill(child, 'SIGSTOP');
    const held = get('/katsuragi/plan/plan.pdf');
    for (const path of ['/healthz', '/readyz', '/katsuragi/plan']) expect((await get(path)).status).toBe(200);
    expect(await Promise.race([held, 'still being set'])).toBe('still being set');
    process.kill(child, 'SIGKILL');
    expect((await held).status).toBe(503);
    const again = await get('/katsuragi/plan/plan.pdf');
    expect([again.status, again.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await theChild()).not.toBe(child);
  });

  test('takes the other process along when it ends, in order or not', async () => {
    const child = await theChild();
    await product.killHard();
    await expect.poll(() => statusOf(child), { timeout: 20_000 }).not.toHaveProperty('State');
    product = await startProduct({ DATA_DIR });
    expect((await get('/imari/plan/plan.pdf')).status).toBe(200);
    const next = await theChild();
    expect(await product.stop()).toBe(0);
    await expect.poll(() => statusOf(next), { timeout: 20_000 }).not.toHaveProperty('State');
  });
});
