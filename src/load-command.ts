import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { systemContext } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { type AddressFault, createPlaceApi, type Loaded } from '#modules/place/api.js';
import { BadCommand } from './staff-command.js';
import { LOAD_USAGE } from './usage.js';

/** The words after `load`. Returns what to tell the operator; throws BadCommand. */
export async function loadCommand(kernel: Kernel, words: readonly string[]): Promise<string> {
  const { file, city } = readWords(words);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new BadCommand(`${file} cannot be read (${error.code}).`);
  });
  const place = createPlaceApi(kernel);
  const lines: string[] = [];
  for (const municipality of chosen(kernel, city)) {
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

function chosen({ municipalities }: Kernel, city: string | undefined): readonly Municipality[] {
  if (city === undefined) return municipalities.all;
  const found = municipalities.bySlug(city);
  if (found) return [found];
  const known = municipalities.all.map(({ slug }) => slug).join(', ');
  throw new BadCommand(`There is no municipality "${city}"; there are ${known}.`);
}

function readWords(words: readonly string[]): { file: string; city: string | undefined } {
  const [what, ...rest] = words;
  if (what !== 'addresses') throw new BadCommand(LOAD_USAGE);
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { city: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file !== undefined && more.length === 0) return { file, city: values.city };
  } catch (error) {
    throw new BadCommand(`${(error as Error).message}\n\n${LOAD_USAGE}`);
  }
  throw new BadCommand(LOAD_USAGE);
}
