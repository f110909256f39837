import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { OperatorError } from '../errors.js';
import { createVault } from './vault.js';

const folder = mkdtempSync(join(tmpdir(), 'yakuba-vault-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NARA = '292010';
const IMARI = '412058';

describe('the vault', () => {
  test('opens what it sealed, also after a restart, and never gives the text away', () => {
    const sealed = createVault(folder).seal(NARA, 'case/1', '奈良 花子');
    expect(sealed.includes(Buffer.from('花子'))).toBe(false);
    expect(createVault(folder).open(NARA, 'case/1', sealed).toString()).toBe('奈良 花子');
    expect(createVault(folder).seal(NARA, 'case/1', '奈良 花子').equals(sealed)).toBe(false);
  });

  test('keeps one key file a municipality, readable by its owner only', () => {
    createVault(folder).seal(IMARI, 'case/1', 'x');
    expect(readdirSync(folder).sort()).toEqual([`${NARA}.key`, `${IMARI}.key`]);
    expect(statSync(join(folder, `${NARA}.key`)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, `${NARA}.key`), 'utf8')).not.toBe(
      readFileSync(join(folder, `${IMARI}.key`), 'utf8'),
    );
  });

  test('is ready with the first key of a municipality, or says in a sentence that it cannot be', () => {
    const own = join(folder, 'deep', 'keys');
    createVault(own).ready(NARA);
    expect(readdirSync(own)).toEqual([`${NARA}.key`]);
    expect(() => createVault('/proc/nope').ready(NARA)).toThrow(OperatorError);
    rmSync(join(folder, 'deep'), { recursive: true });
  });

  test('does not open in another row, another municipality, or changed', () => {
    const vault = createVault(folder);
    const sealed = vault.seal(NARA, 'case/1', 'secret');
    expect(() => vault.open(NARA, 'case/2', sealed)).toThrow(/another row/);
    expect(() => vault.open(IMARI, 'case/1', sealed)).toThrow(/which is not in the key file of 412058/);
    for (const at of [5, 17, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => vault.open(NARA, 'case/1', changed)).toThrow(/was changed/);
    }
    expect(() => vault.open(NARA, 'case/1', Buffer.alloc(0))).toThrow(/key file/);
  });

  test('seals with the first key of the file and opens with each', () => {
    const file = join(folder, `${NARA}.key`);
    const old = createVault(folder).seal(NARA, 'case/1', 'old');
    const keys = readFileSync(file, 'utf8');
    writeFileSync(file, `${Buffer.alloc(32, 7).toString('base64')}\n${keys}`);
    const rotated = createVault(folder);
    const fresh = rotated.seal(NARA, 'case/1', 'new');
    expect(rotated.open(NARA, 'case/1', old).toString()).toBe('old');
    expect(rotated.open(NARA, 'case/1', fresh).toString()).toBe('new');
    writeFileSync(file, keys);
    expect(() => createVault(folder).open(NARA, 'case/1', fresh)).toThrow(/is not in the key file/);
  });
});

describe('the blind index', () => {
  const BLIND = '292036';

  test('is the same for the same text, and tells neither the text nor another purpose or municipality', () => {
    const [index] = createVault(folder).blindIndex(BLIND, 'name', '奈良花子');
    expect(createVault(folder).blindIndex(BLIND, 'name', '奈良花子')[0].equals(index)).toBe(true);
    for (const [tenant, purpose, text] of [
      [BLIND, 'name', '奈良花'],
      [BLIND, 'phone', '奈良花子'],
      [NARA, 'name', '奈良花子'],
    ] as const)
      expect(createVault(folder).blindIndex(tenant, purpose, text)[0].equals(index)).toBe(false);
  });

  test('still finds what was stored under a key that was replaced', () => {
    const file = join(folder, `${BLIND}.key`);
    const [before] = createVault(folder).blindIndex(BLIND, 'name', '奈良花子');
    writeFileSync(file, `${Buffer.alloc(32, 7).toString('base64')}\n${readFileSync(file, 'utf8')}`);
    const [now, ...older] = createVault(folder).blindIndex(BLIND, 'name', '奈良花子');
    expect(now.equals(before)).toBe(false);
    expect(older.some((one) => one.equals(before))).toBe(true);
  });
});
