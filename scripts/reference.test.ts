import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
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

  test.each([
    ['common-procedure', 'common/procedures'],
    ['procedure', 'nara-pref/procedures'],
  ])('%s.json lets an editor accept what is written, blocks included, and nothing else', (name, place) => {
    const schema = JSON.parse(made.get(`schemas/${name}.json`) ?? '');
    const accepts = addFormats.default(new Ajv2020({ strict: false })).compile(schema);
    const files = globSync(`catalog/${place}/*.yaml`, { cwd: root }).filter(
      (file) => !file.endsWith('adopted.yaml'),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const written = parse(readFileSync(join(root, file), 'utf8'));
      expect(accepts(written), `${file}: ${JSON.stringify(accepts.errors?.slice(-3))}`).toBe(true);
      const [page, ...others] = written.form.pages;
      for (const odd of [
        { ...page, uses: 'applicant' },
        { use: 'applicant', colour: 'red' },
        { id: 'x', fields: [{ use: 'dayPhone', colour: 'red' }] },
        { id: 'x', fields: [{ use: 'dayPhone', optional: 'often' }] },
      ])
        expect(accepts({ ...written, form: { ...written.form, pages: [odd, ...others] } })).toBe(false);
    }
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
