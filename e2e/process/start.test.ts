import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { behindItsBack } from '../harness/embedded.ts';
import { type Ended, freePort, runCommand, startProduct, temporaryFolder } from '../harness/product.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function dataFolder(): Promise<string> {
  const [folder, remove] = await temporaryFolder();
  cleanups.push(remove);
  return join(folder, 'data');
}

/** A refusal: nothing but one line for the operator, and a non-zero exit. */
function expectRefusal({ code, stderr }: Ended, words: RegExp): void {
  expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(words)]);
  expect(code).toBe(1);
}

describe('the start', () => {
  test('answers, stops on the usual signal with exit 0, and starts again on the same data', async () => {
    const DATA_DIR = await dataFolder();
    for (const _ of ['first', 'second']) {
      const product = await startProduct({ DATA_DIR, DEMO: 'off' });
      expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
      expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
      expect(await product.stop()).toBe(0);
    }
  });

  test('is refused when the port is in use', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    cleanups.push(async () => other.close());
    const settings = { DATA_DIR: await dataFolder(), DEMO: 'off', PORT: String(port), HOST: '127.0.0.1' };
    expectRefusal(await runCommand(['serve'], settings), new RegExp(`^Port ${port} is in use`));
    expect(existsSync(settings.DATA_DIR)).toBe(false);
  });

  test('is refused when the data folder cannot be written', async () => {
    const [folder, remove] = await temporaryFolder();
    cleanups.push(remove);
    const file = join(folder, 'file');
    await writeFile(file, '');
    const DATA_DIR = join(file, 'data');
    expectRefusal(
      await runCommand(['serve'], { DATA_DIR, PORT: '0' }),
      /^The data folder .*file\/data cannot be written/,
    );
  });

  test('is refused when the keys cannot be read, and leaves the data folder as it was', async () => {
    const [folder, remove] = await temporaryFolder();
    cleanups.push(remove);
    const file = join(folder, 'file');
    await writeFile(file, '');
    const settings = { KEYS_DIR: join(file, 'keys'), DEMO: 'off', PORT: '0' };
    for (const DATA_DIR of [folder, join(folder, 'data')]) {
      expectRefusal(
        await runCommand(['serve'], { ...settings, DATA_DIR }),
        /keys\/\d+\.key cannot be read \(ENOTDIR\)/,
      );
      expect(await readdir(folder)).toEqual(['file']);
    }
  });

  test('is refused while another process has the data, which goes on unharmed', async () => {
    const DATA_DIR = await dataFolder();
    const first = await startProduct({ DATA_DIR, DEMO: 'off' });
    cleanups.push(first.stop);
    const second = await runCommand(['serve'], { DATA_DIR, DEMO: 'off', PORT: String(await freePort()) });
    expectRefusal(second, new RegExp(`in use by process ${first.pid}`));
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });

  test('is refused on a database that a newer edition has written', async () => {
    const DATA_DIR = await dataFolder();
    expect((await runCommand(['migrate'], { DATA_DIR })).code).toBe(0);
    await behindItsBack(DATA_DIR, (pglite) =>
      pglite.exec("INSERT INTO kysely_migration VALUES ('tender/0001_ground', '2030-01-01')"),
    );
    const before = await readdir(DATA_DIR);
    expectRefusal(await runCommand(['serve'], { DATA_DIR, PORT: '0' }), /tender\/0001_ground/);
    expect(await readdir(DATA_DIR)).toEqual(before);
    expect(before).toEqual(['postgres']);
  });

  test('is refused when the database server does not answer', async () => {
    const port = await freePort();
    const DATABASE_URL = `postgres://nobody@127.0.0.1:${port}/yakuba`;
    expectRefusal(await runCommand(['serve'], { DATABASE_URL, PORT: '0' }), /does not answer/);
  });

  test('is refused with a setting that cannot be meant, which is named', async () => {
    expectRefusal(await runCommand(['serve'], { PORT: 'eighty' }), /^PORT: /);
  });
});

describe('a broken catalogue', () => {
  async function catalogueWith(file: string, change: (text: string) => string): Promise<string> {
    const [folder, remove] = await temporaryFolder();
    cleanups.push(remove);
    await cp(join(root, 'catalog'), folder, { recursive: true });
    const text = await readFile(join(folder, file), 'utf8');
    const changed = change(text);
    expect(changed).not.toBe(text);
    await writeFile(join(folder, file), changed);
    return folder;
  }

  const BROKEN = [
    ['nara-city/municipality.yaml', (text: string) => text.replace(/^kind: .*/m, 'kind: kingdom'), /kind/],
    ['common/access.yaml', (text: string) => text.replace('roles:', 'rolls:'), /roles|rolls/],
    ['nara-city/plan/plan.yaml', (text: string) => text.replace(/^title: /m, 'titel: '), /titel|title/],
    [
      'common/procedures/residence-certificate.yaml',
      (text: string) => text.replace('show: scope = "some"', 'show: skope = "some"'),
      /skope/,
    ],
    ['imari/plan/measures/gyo-01.yaml', (text: string) => text.replace(/^stage: .*/m, 'stage: D'), /stage/],
  ] as const;

  /** What no page shows at once. */
  const SELDOM = [
    ['common/plan/rating.yaml', (text: string) => text.replace(/^measure:/m, 'measures:'), /measure/],
    ['common/plan/review.yaml', (text: string) => text.replace(/^reminders:/m, 'reminder:'), /reminder/],
  ] as const;

  test('that is whole passes the check', async () => {
    expect(await runCommand(['check'], {})).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([...BROKEN, ...SELDOM])('%s: the check names it', async (file, change, words) => {
    const { code, stderr } = await runCommand(['check'], { CATALOG_DIR: await catalogueWith(file, change) });
    expect(stderr).toMatch(new RegExp(`^${file}(:\\d+:\\d+)? .*(${words.source})`, 'm'));
    expect(code).toBe(1);
  });

  test.each(BROKEN)(
    '%s: nothing is served, the message names file and place',
    async (file, change, words) => {
      const CATALOG_DIR = await catalogueWith(file, change);
      const settings = {
        CATALOG_DIR,
        DATA_DIR: await dataFolder(),
        DEMO: 'off',
        PORT: String(await freePort()),
      };
      const { code, stdout, stderr } = await runCommand(['serve'], settings);
      expect(stderr).toMatch(new RegExp(`^${file}(:\\d+:\\d+)? .*(${words.source})`, 'm'));
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(stdout).not.toContain('ready');
      expect(code).toBe(1);
      expect(existsSync(settings.DATA_DIR)).toBe(false);
    },
  );
});
