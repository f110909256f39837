import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startProduct, temporaryFolder } from '../harness/product.ts';

let remove: (() => Promise<void>) | undefined;
afterAll(() => remove?.());

const PLANTED = [
  '極秘　権左衛門',
  '秘匿町九丁目9-87',
  '0742-98-7654',
  'secret.person@example.jp',
  '暗号名ハヤブサ',
];
const SURVEY = 'katsuragi/procedures/digital-survey';

/** Pages of the survey as a browser sends them. */
const PAGES: readonly Record<string, string>[] = [
  { age: 't40s', lives: 'true', children: 'false' },
  { internet: 'daily', devices: 'smartphone' },
  { sources: 'bulletin' },
  { card: 'used', opinion: PLANTED.join('、') },
  { _declaration: 'true' },
];

test('what a person wrote is in no file of the data folder, though the case is there', async () => {
  const [folder, removeFolder] = await temporaryFolder();
  remove = removeFolder;
  const DATA_DIR = join(folder, 'data');
  const product = await startProduct({ DATA_DIR, DEMO: 'off' });
  const headers: Record<string, string> = { origin: product.url };
  const post = (path: string, body: Record<string, string> = {}) =>
    fetch(`${product.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers,
      redirect: 'manual',
    });
  const begun = await post(`/${SURVEY}/apply`);
  headers.cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  let path = begun.headers.get('location') ?? '';
  let id = '';
  for (const page of PAGES) {
    const next = await post(path, page);
    expect(next.status).toBe(303);
    path = next.headers.get('location') ?? '';
    id = /\/apply\/([0-9a-f-]+)\/check$/.exec(path)?.[1] ?? id;
    if (path.endsWith('/check'))
      expect(await (await fetch(`${product.url}${path}`, { headers })).text()).toContain('暗号名');
  }
  expect(id).not.toBe('');
  expect(path).toBe(`/${SURVEY}/thanks`);
  const taken = await fetch(`${product.url}/katsuragi/api/v1/procedures/digital-survey/statistics`);
  expect(await taken.json()).toMatchObject({ byChannel: [{ channel: 'online', count: 1 }] });
  expect(await product.stop()).toBe(0);

  const names = await readdir(DATA_DIR, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const contents = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
  // The folder is the real one: the key with which the case came in, which is no secret, lies in it.
  expect(contents.some((bytes) => bytes.includes(`draft/${id}`))).toBe(true);
  for (const words of PLANTED) {
    for (const encoded of [
      Buffer.from(words),
      Buffer.from(words, 'utf16le'),
      Buffer.from(Buffer.from(words).toString('base64').slice(0, -4)),
    ]) {
      expect(
        contents.some((bytes) => bytes.includes(encoded)),
        words,
      ).toBe(false);
    }
  }
});
