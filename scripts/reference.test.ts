import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DEFINITION_KINDS, referenceFiles } from './reference.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/reference');
const made = referenceFiles();

describe('docs/reference', () => {
  test('has every generated file and no other', () => {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    expect(found.toSorted()).toEqual([...made.keys()].toSorted());
  });

  test.each([...made.keys()])('%s is what npm run docs would write', (path) => {
    expect(readFileSync(join(folder, path), 'utf8')).toBe(made.get(path));
  });

  test('knows the kind of every file of the catalogue', () => {
    const known = new Set(
      DEFINITION_KINDS.flatMap(({ files }) =>
        globSync(`catalog/${files.replace('{city}', '*')}`, { cwd: root }),
      ),
    );
    const all = globSync('catalog/**/*.yaml', { cwd: root });
    // The demo town is nobody's to write: src/demo reads its one file.
    expect(all.filter((file) => !known.has(file))).toEqual(['catalog/common/demo/town.yaml']);
  });
});
