import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult, type IResolveOptions } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractResolution from 'dependency-cruiser/config-utl/extract-webpack-resolve-config';
import { beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const FIXTURES = 'test-fixtures/walls';
const folders = readdirSync(join(root, FIXTURES), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('the walls', () => {
  let rules: string[];
  let violations: { rule: string; from: string }[];
  beforeAll(async () => {
    const { forbidden, options } = await extractOptions(join(root, '.dependency-cruiser.cjs'));
    rules = forbidden?.map(({ name }) => name ?? '') ?? [];
    const { output } = await cruise(
      [FIXTURES],
      { ...options, baseDir: root, validate: true, ruleSet: { forbidden: forbidden ?? [] } },
      (await extractResolution(join(root, '.dependency-cruiser.resolve.cjs'))) as Partial<IResolveOptions>,
    );
    violations = (output as ICruiseResult).summary.violations.map(({ rule, from }) => ({
      rule: rule.name,
      from,
    }));
  });

  test('have a deliberate violation for each rule', () => {
    expect(folders.toSorted()).toEqual(rules.toSorted());
  });

  test.each(folders)('%s bites, and nothing else does', (folder) => {
    const bitten = violations.filter(({ from }) => from.startsWith(`${FIXTURES}/${folder}/`));
    expect(new Set(bitten.map(({ rule }) => rule))).toEqual(new Set([folder]));
  });
});

/** What dependency-cruiser cannot see, because it is not imported: the clock and the environment. */
const GLOBALS = [
  {
    what: 'the clock',
    pattern: /\bTemporal\.Now\b|\bDate\.now\b|\bnew Date\(\s*\)/,
    allowed: ['src/kernel/clock.ts'],
  },
  {
    what: 'the environment',
    pattern: /\bprocess\.env\b/,
    allowed: ['src/kernel/config.ts', 'src/cli.ts', 'src/command.ts'],
  },
];

const withoutComments = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');

const uses = (pattern: RegExp, source: string): boolean => pattern.test(withoutComments(source));

describe('globals', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('ui/islands/'))
    .map((file) => `src/${file}`);

  test.each(GLOBALS)('$what is read in one place', ({ pattern, allowed }) => {
    const found = sources.filter((file) => uses(pattern, readFileSync(join(root, file), 'utf8')));
    expect(found.filter((file) => !allowed.includes(file))).toEqual([]);
  });

  test.each([
    ['const now = Temporal.Now.instant();', 'the clock', true],
    ['const now = Date.now();', 'the clock', true],
    ['const today = new Date();', 'the clock', true],
    ['// never new Date(2026, 10, 20)\nconst day = 1;', 'the clock', false],
    ['/* Date.now is for kernel/clock */', 'the clock', false],
    ['const port = process.env.PORT;', 'the environment', true],
    ["const address = 'https://example.org'; const port = process.env.PORT;", 'the environment', true],
  ])('%s', (source, what, bites) => {
    const wall = GLOBALS.find((candidate) => candidate.what === what);
    expect(wall && uses(wall.pattern, source)).toBe(bites);
  });
});
