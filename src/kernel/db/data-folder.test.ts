import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CannotOpenData, lockFolder } from './data-folder.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yakuba-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lock = () => join(folder, 'lock');
/** How many of twenty that start at the same moment get the folder. */
const race = async (): Promise<number> => {
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(CannotOpenData);
  }
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
};

describe('the lock of the data folder', () => {
  test('is given to one of those who start at the same moment, and leaves nothing else behind', async () => {
    for (let round = 0; round < 20; round += 1) {
      expect(await race()).toBe(1);
      expect(await readdir(folder)).toEqual(['lock']);
      await rm(lock());
    }
  });

  test.each([
    ['of a process that is gone', '999999999 123'],
    ['of an earlier process with the same id', `${process.pid} 1`],
    ['that is empty', ''],
    ['that is garbage', 'garbage alive'],
    ['with a process id that is none', '-1 alive'],
    ['of binary rubbish', '\0\u0001\uffff'],
  ])('%s is taken over by one of those who find it', async (_, content) => {
    for (let round = 0; round < 20; round += 1) {
      await writeFile(lock(), content);
      expect(await race()).toBe(1);
      expect(await readFile(lock(), 'utf8')).toMatch(new RegExp(`^${process.pid} \\w+$`));
      expect(await readdir(folder)).toEqual(['lock']);
      await rm(lock());
    }
  });

  test('can be taken again after its release', async () => {
    const { release } = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(new RegExp(`in use by process ${process.pid}`));
    await release();
    expect(await readdir(folder)).toEqual([]);
    await (await lockFolder(folder)).release();
  });

  test('that is a folder is named', async () => {
    await mkdir(lock());
    await expect(lockFolder(folder)).rejects.toThrow(CannotOpenData);
    await expect(lockFolder(folder)).rejects.toThrow(lock());
  });
});
