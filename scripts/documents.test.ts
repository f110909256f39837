import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Settings } from '#kernel/config.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const files = globSync(['*.md', 'docs/**/*.md', 'src/**/*.md', 'test-fixtures/**/*.md'], {
  cwd: root,
}).sort();
const texts = new Map(files.map((file) => [file, read(file)]));

const withoutCode = (text: string): string =>
  text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
const everyMatch = (pattern: RegExp): [file: string, found: string][] =>
  [...texts].flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map((match): [string, string] => [file, match[1] ?? '']),
  );

/** A heading's anchor as forges make it. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ +(.+)$/gm)].map(([, heading = '']) => anchor(heading));

describe('documents', () => {
  test.each(files)('%s: its links and pictures are there', (file) => {
    const targets = [...withoutCode(texts.get(file) ?? '').matchAll(/\]\(([^)\s]+)[^)]*\)|src="([^"]+)"/g)]
      .map(([, link, source]) => link ?? source ?? '')
      .filter((target) => !/^(https?|mailto):/.test(target));
    const broken = targets.filter((target) => {
      const [path = '', fragment] = target.split('#');
      const found = path === '' ? join(root, file) : resolve(root, dirname(file), path);
      if (!existsSync(found)) return true;
      return (
        fragment !== undefined &&
        !anchorsOf(readFileSync(found, 'utf8')).includes(decodeURIComponent(fragment))
      );
    });
    expect(broken).toEqual([]);
  });

  test('name only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...everyMatch(/\bnpm run ([a-z][a-z-]*)/g), ...everyMatch(/\bnpm (start|test)\b/g)];
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(([, name]) => !(name in scripts))).toEqual([]);
  });

  test('name only commands of the command line that exist', () => {
    const [, usage = ''] = /const USAGE = `([^`]+)`/.exec(read('src/usage.ts')) ?? [];
    const commands = [...usage.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    const named = everyMatch(/\bnpx yakuba ([a-z]+)/g);
    expect(commands).toContain('verify');
    expect(named.filter(([, name]) => !commands.includes(name))).toEqual([]);
  });

  test('name only settings that exist', () => {
    const known = new Set<string>(Object.keys(Settings.shape));
    const named = everyMatch(/`([A-Z]{3,}(?:_[A-Z]+)*)(?:=[^`]*)?`/g).filter(
      ([file]) => !file.startsWith('docs/reference/'),
    );
    const other = new Set([
      'UPDATE',
      'DELETE',
      'TRUNCATE',
      'INSERT',
      'SELECT',
      'LICENSE',
      'COMMIT',
      'NULL',
      'CHECK',
    ]);
    expect(named.filter(([, name]) => !known.has(name) && !other.has(name))).toEqual([]);
  });

  test('name only files of the project that exist', () => {
    const named = everyMatch(/`((?:src|docs|catalog|scripts|e2e|bench|bin|test-fixtures)\/[\w./-]+)`/g);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(([, path]) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('decisions', () => {
  const decisions = files.filter((file) => file.startsWith('docs/decisions/') && /\/\d{4}-/.test(file));

  test('are numbered one after the other', () => {
    const numbers = decisions.map((file) => Number(basename(file).slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  test.each(decisions)('%s says what was decided, why, and what follows', (file) => {
    const text = texts.get(file) ?? '';
    const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(sections).toEqual(['Context', 'Decision', 'Consequences']);
    expect(text).toMatch(/^Status: (accepted|superseded by \[\d{4}\])/m);
    for (const section of text.split(/^## .+$/m).slice(1)) expect(section.trim().length).toBeGreaterThan(80);
  });
});

describe('the lock', () => {
  test('names no host of a package registry', () => {
    expect(read('package-lock.json')).not.toContain('"resolved": "http');
  });
});
