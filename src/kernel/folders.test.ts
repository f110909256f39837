import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder } from './folders.js';

const root = mkdtempSync(join(tmpdir(), 'yakuba-folders-'));
afterAll(() => rmSync(root, { recursive: true }));

test('makes what is not there, twice is once', () => {
  const folder = join(root, 'a', 'b', 'c');
  makeFolder(folder, 0o700);
  makeFolder(folder, 0o700);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test.each([
  ['where nothing can be made', '/proc/nope/deep', 'ENOENT'],
  ['below a file', join(root, 'file', 'folder'), 'ENOTDIR'],
  ['in place of a file', join(root, 'file'), 'EEXIST'],
])('%s it says so', (_, folder, code) => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeFolder(folder)).toThrow(expect.objectContaining({ code }));
});
