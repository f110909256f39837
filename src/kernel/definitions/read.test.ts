import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LocalizedText } from '../i18n/locales.js';
import { BrokenDefinitions, definitionFiles, faultText, readDefinition, readDefinitions } from './read.js';

const Facility = z.strictObject({
  name: LocalizedText,
  capacity: z.int().positive(),
  hours: z.array(z.strictObject({ from: z.string(), to: z.string() })).default([]),
});

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'definitions-'));
});
afterAll(() => rm(root, { recursive: true }));

async function write(file: string, text: string): Promise<string> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
  return file;
}

async function faultsOf(reading: Promise<unknown>): Promise<string[]> {
  const error = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BrokenDefinitions)) throw new Error('expected BrokenDefinitions', { cause: error });
  return error.faults.map(faultText);
}

let written = 0;
const faultsIn = async (text: string): Promise<string[]> => {
  written += 1;
  const file = await write(`single-${written}/hall.yaml`, text);
  return (await faultsOf(readDefinition(root, file, Facility))).map((fault) =>
    fault.replace(file, 'hall.yaml'),
  );
};

/** Ten times ten times ten … of a letter. */
const LAUGHS = [
  'l0: &l0 [x, x]',
  ...Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`),
].join('\n');

describe('readDefinition', () => {
  it('gives the parsed value and can still say where a path stands', async () => {
    const file = await write(
      'good/hall.yaml',
      'name: 中央公民館\ncapacity: 120\nhours:\n  - from: "9:00"\n    to: "21:00"\n',
    );
    const hall = await readDefinition(root, file, Facility);
    expect(hall.value).toEqual({ name: '中央公民館', capacity: 120, hours: [{ from: '9:00', to: '21:00' }] });
    expect(hall.fault(['hours', 0, 'to'], 'closes too late')).toEqual({
      file,
      line: 5,
      column: 9,
      path: 'hours[0].to',
      message: 'closes too late',
    });
  });

  it('points at the nearest parent of what is absent', async () => {
    const file = await write(
      'good/absent.yaml',
      'name: 公民館\ncapacity: 1\nhours:\n  - from: "9:00"\n    to: "9:30"\n',
    );
    const hall = await readDefinition(root, file, Facility);
    expect(hall.fault(['hours', 0, 'note'], 'x')).toMatchObject({
      line: 4,
      column: 5,
      path: 'hours[0].note',
    });
    expect(hall.fault([], 'x')).toMatchObject({ line: 1, column: 1, path: '' });
  });

  it('takes a byte-order mark and Windows line ends', async () => {
    const file = await write('good/windows.yaml', '\ufeffname: 公民館\r\ncapacity: 3\r\n');
    expect((await readDefinition(root, file, Facility)).value).toMatchObject({ name: '公民館', capacity: 3 });
  });

  it('names every mistake against the schema with its line', async () => {
    expect(await faultsIn('name: 公民館\ncapacity: many\nhours:\n  - from: "9:00"\n')).toEqual([
      'hall.yaml:2:11 capacity: Invalid input: expected number, received string',
      'hall.yaml:4:5 hours[0].to: Invalid input: expected string, received undefined',
    ]);
  });

  it('points at each key that the schema does not know', async () => {
    expect(await faultsIn('name: 公民館\ncapacity: 1\ncapasity: 2\nnote: x\n')).toEqual([
      'hall.yaml:3:11 capasity: Unrecognized key: "capasity"',
      'hall.yaml:4:7 note: Unrecognized key: "note"',
    ]);
  });

  it('looks into the branch of a union that was meant', async () => {
    expect(await faultsIn('name:\n  ja: 公民館\n  zh: 公民馆\ncapacity: 1\n')).toEqual([
      'hall.yaml:3:7 name.zh: Unrecognized key: "zh"',
    ]);
    expect(await faultsIn('name:\n  en: Hall\ncapacity: 1\n')).toEqual([
      'hall.yaml:2:3 name.ja: Invalid input: expected string, received undefined',
    ]);
    expect(await faultsIn('name: 5\ncapacity: 1\n')).toEqual(['hall.yaml:1:7 name: Invalid input']);
  });

  it.each([
    [
      'a broken structure',
      'name: 公民館\n capacity: 1\n',
      /^hall\.yaml:\d+:\d+ (The spaces|Two “:”|Something|A key)/,
    ],
    [
      'a key that stands twice',
      'name: a\nname: b\ncapacity: 1\n',
      /^hall\.yaml:2:1 The same key stands there twice\.$/,
    ],
    [
      'a second document',
      'name: a\ncapacity: 1\n---\nname: b\n',
      /^hall\.yaml:\d+:1 A file holds one definition; /,
    ],
    ['an unknown tag', 'name: !i18n 公民館\ncapacity: 1\n', /^hall\.yaml:1:7 Tags that begin with “!” /],
    ['a list that holds itself', 'name: a\ncapacity: 1\nhours: &h [*h]\n', /^hall\.yaml:3:12 .*never ends/],
    ['a map within itself', 'name: &n {ja: &j {en: *n}}\n', /^hall\.yaml:1:23 .*never ends/],
    ['aliases of aliases without measure', LAUGHS, /^hall\.yaml its aliases unfold to too much/],
    ['emphasis that is an alias', 'capacity: 1\nname: *大事*\n', /^hall\.yaml:2:7 \*大事\* is an alias/],
  ])('refuses %s', async (_, text, fault) => {
    const faults = await faultsIn(text);
    expect(faults[0]).toMatch(fault);
    // The place stands before it; the library's own would end in nothing.
    expect(faults[0]).not.toMatch(/at line \d+|:$/);
  });

  it('takes an alias that stands for something', async () => {
    const file = await write(
      'good/alias.yaml',
      'name: &title 公民館\ncapacity: 1\nhours:\n  - from: *title\n    to: x\n',
    );
    expect((await readDefinition(root, file, Facility)).value.hours).toEqual([{ from: '公民館', to: 'x' }]);
  });

  it('says that an empty file is empty', async () => {
    expect(await faultsIn('')).toEqual([expect.stringContaining('received null')]);
  });
});

describe('readDefinitions', () => {
  it('reads a folder with its subfolders in the order of their names, and only YAML', async () => {
    await write('town/b.yaml', 'name: B\ncapacity: 2\n');
    await write('town/a/z.yaml', 'name: Z\ncapacity: 1\n');
    await write('town/c.yaml', 'name: C\ncapacity: 3\n');
    await write('town/README.md', 'not a definition');
    const read = await readDefinitions(root, 'town', Facility);
    expect(read.map(({ file, value }) => [file, value.name])).toEqual([
      ['town/a/z.yaml', 'Z'],
      ['town/b.yaml', 'B'],
      ['town/c.yaml', 'C'],
    ]);
  });

  it('gathers the faults of all files before it gives up', async () => {
    await write('broken/1.yaml', 'name: A\ncapacity: 0\n');
    await write('broken/2.yaml', 'name: B\ncapacity: 2\n');
    await write('broken/3.yaml', 'name: [\n');
    await write('broken/4.yaml', 'capacity: 2\n');
    const faults = await faultsOf(readDefinitions(root, 'broken', Facility));
    expect([...new Set(faults.map((fault) => fault.slice(0, 'broken/1'.length)))]).toEqual([
      'broken/1',
      'broken/3',
      'broken/4',
    ]);
  });

  it('names what is meant as a definition and would be left out', async () => {
    await write('misnamed/hall.yml', 'name: Hall\n');
    const faults = await faultsOf(readDefinitions(root, 'misnamed', Facility));
    expect(faults).toEqual(['misnamed/hall.yml is not read: a definition ends with ".yaml"']);
  });

  it('reads nothing from a folder that is not there', async () => {
    expect(await readDefinitions(root, 'nowhere', Facility)).toEqual([]);
    expect(await definitionFiles(root, 'nowhere')).toEqual([]);
  });
});

it('writes a fault of a whole file without a line', () => {
  expect(faultText({ file: 'a.yaml', path: '', message: 'nobody uses it' })).toBe('a.yaml nobody uses it');
});

it('a file that is not there is a fault that names it, not a failure of the program', async () => {
  expect(await faultsOf(readDefinition(root, 'nowhere/hall.yaml', Facility))).toEqual([
    expect.stringMatching(/^nowhere\/hall\.yaml cannot be read in .* \(ENOENT\)$/),
  ]);
});
