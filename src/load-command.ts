import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { systemContext } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { type AddressFault, createPlaceApi, type Loaded, type NamedFile } from '#modules/place/api.js';
import { loadTowns } from './load-towns.js';
import { BadCommand } from './staff-command.js';
import { LOAD_USAGE } from './usage.js';

/** The words after `load`. Returns what to tell the operator; throws BadCommand. */
export async function loadCommand(kernel: Kernel, words: readonly string[]): Promise<string> {
  const { what, file, more, city } = readWords(words);
  const chosen = city === undefined ? undefined : municipalityOf(kernel, city);
  if (what === 'addresses') return loadAddresses(kernel, await fileOf(file), chosen);
  const files: NamedFile[] = [];
  for (const name of [file, ...more]) files.push(await fileOf(name));
  return loadTowns(kernel, files, chosen);
}

async function fileOf(name: string): Promise<NamedFile> {
  const bytes = await readFile(name).catch((error: NodeJS.ErrnoException) => {
    throw new BadCommand(`${name} cannot be read (${error.code}).`);
  });
  return { name, bytes };
}

async function loadAddresses(
  kernel: Kernel,
  { name: file, bytes }: NamedFile,
  chosen: Municipality | undefined,
): Promise<string> {
  const place = createPlaceApi(kernel);
  const lines: string[] = [];
  for (const municipality of chosen ? [chosen] : kernel.municipalities.all) {
    const loaded = await place.loadAddresses(systemContext(municipality, 'cli', kernel.clock), bytes);
    if (loaded.kind === 'wrong')
      throw new BadCommand(loaded.faults.map((one) => faultText(file, one)).join('\n'));
    lines.push(`${municipality.slug}: ${outcomeText(loaded)}`);
  }
  return lines.join('\n');
}

const outcomeText = (loaded: Exclude<Loaded, { kind: 'wrong' }>): string =>
  loaded.kind === 'unchanged'
    ? 'has this list already.'
    : `${loaded.codes} postal codes with ${loaded.towns} towns loaded.`;

const WORDS = {
  empty: 'the file is empty',
  tooLarge: 'the file is too large',
  tooManyRows: 'the file has too many lines',
  notText: 'the file is no text in UTF-8 or CP932',
  broken: 'the line is no CSV; a quote may be open',
  columns: 'there are 15 columns in such a line',
  code: 'a postal code has seven digits',
  prefecture: 'there is no such prefecture',
  municipality: 'the municipality is missing',
  town: 'the bracket of this name is never closed',
} as const satisfies Record<AddressFault['what'], string>;

const faultText = (file: string, { line, column, what, text }: AddressFault): string =>
  [[file, line, column].filter((part) => part !== null).join(':'), WORDS[what], text && `"${text}"`]
    .filter(Boolean)
    .join(' ');

function municipalityOf({ municipalities }: Kernel, city: string): Municipality {
  const found = municipalities.bySlug(city);
  if (found) return found;
  const known = municipalities.all.map(({ slug }) => slug).join(', ');
  throw new BadCommand(`There is no municipality "${city}"; there are ${known}.`);
}

function readWords(words: readonly string[]): {
  what: 'addresses' | 'towns';
  file: string;
  more: readonly string[];
  city: string | undefined;
} {
  const [what, ...rest] = words;
  if (what !== 'addresses' && what !== 'towns') throw new BadCommand(LOAD_USAGE);
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { city: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file !== undefined && (what === 'towns' || more.length === 0))
      return { what, file, more, city: values.city };
  } catch (error) {
    throw new BadCommand(`${(error as Error).message}\n\n${LOAD_USAGE}`);
  }
  throw new BadCommand(LOAD_USAGE);
}
