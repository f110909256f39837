import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Config, readConfig } from '#kernel/config.js';
import { takeReadyMade } from './ready-made.js';

const root = mkdtempSync(join(tmpdir(), 'yakuba-ready-made-'));
const readyMade = join(root, 'made');
const dataDir = join(root, 'data');
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  rmSync(readyMade, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(join(readyMade, 'postgres/base'), { recursive: true });
  writeFileSync(join(readyMade, 'postgres/PG_VERSION'), '17');
  mkdirSync(join(readyMade, 'keys'), { mode: 0o700 });
  writeFileSync(join(readyMade, 'keys/292010.key'), 'key', { mode: 0o600 });
});

const take = (more: Partial<Config> = {}) =>
  takeReadyMade({ ...readConfig({ DATA_DIR: dataDir }), ...more }, readyMade);

test('a new data folder of the demo is a copy, whole under its name, with keys for its owner only', async () => {
  expect(await take()).toBe(true);
  expect(readdirSync(dataDir).sort()).toEqual(['keys', 'postgres']);
  expect(readdirSync(join(dataDir, 'postgres')).sort()).toEqual(['PG_VERSION', 'base']);
  expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, 'keys/292010.key')).mode & 0o777).toBe(0o600);
});

test('a port of its own on this machine is no other town', async () => {
  expect(await take(readConfig({ DATA_DIR: dataDir, PORT: '8080' }))).toBe(true);
});

test('what a start that was cut short has left is no part of it', async () => {
  mkdirSync(join(dataDir, 'postgres.new/half'), { recursive: true });
  expect(await take()).toBe(true);
  expect(existsSync(join(dataDir, 'postgres/half'))).toBe(false);
});

// Root reads everything.
test.skipIf(process.getuid?.() === 0)(
  'what somebody else has built for themselves alone is made anew',
  async () => {
    chmodSync(join(readyMade, 'postgres/base'), 0);
    expect(await take()).toBe(false);
    chmodSync(join(readyMade, 'postgres/base'), 0o700);
    expect(readdirSync(dataDir)).toEqual([]);
  },
);

test('a town that is no demo, with an address, definitions or keys of its own, makes its data itself', async () => {
  const keysDir = join(root, 'own-keys');
  mkdirSync(keysDir, { recursive: true });
  writeFileSync(join(keysDir, '292010.key'), 'mine');
  expect(await take({ demo: false })).toBe(false);
  expect(await take({ catalogDir: '/somewhere' })).toBe(false);
  expect(await take({ publicUrl: 'https://city.example.jp' })).toBe(false);
  expect(await take({ keysDir })).toBe(false);
  expect(existsSync(dataDir)).toBe(false);
});

test('what is old, or not there, is not taken: the demo lives up to the present day', async () => {
  const daysAgo = (Date.now() - 2 * 86_400_000) / 1000;
  utimesSync(join(readyMade, 'postgres'), daysAgo, daysAgo);
  expect(await take()).toBe(false);
  rmSync(readyMade, { recursive: true });
  expect(await take()).toBe(false);
});
