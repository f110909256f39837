import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { systemContext } from '#kernel/context.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import {
  type AddressFault,
  createPlaceApi,
  foldedAddress,
  type Loaded,
  type TownFault,
} from '#modules/place/api.js';
import { BadCommand } from './staff-command.js';

export const LOAD_USAGE = `Usage: yakuba load addresses <file> [--city <slug>]
       yakuba load towns <file> [--city <slug>]

  addresses: reads Japan Post's postal codes (utf_ken_all.csv, or KEN_ALL.CSV in CP932) in place of those loaded
  before, for every municipality when none is named.
  towns: reads the towns of one municipality with their positions, so that addresses are found on the map. The file has
  the name of its municipality (葛城市.json of geolonia/japanese-addresses); it is read for that one when none is named.

  The same file again changes nothing. With the embedded database, stop the server first.`;

/** The words after \`load\`. Returns what to tell the operator; throws BadCommand. */
export async function loadCommand(kernel: Kernel, words: readonly string[]): Promise<string> {
  const { what, file, city } = readWords(words);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new BadCommand(`${file} cannot be read (${error.code}).`);
  });
  return (what === 'towns' ? loadTowns : loadAddresses)(kernel, { file, city, bytes });
}

interface Wanted {
  file: string;
  city: string | undefined;
  bytes: Uint8Array;
}

async function loadAddresses(kernel: Kernel, { file, city, bytes }: Wanted): Promise<string> {
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

async function loadTowns(kernel: Kernel, { file, city, bytes }: Wanted): Promise<string> {
  // Some systems keep names of files in parts (濁点 for itself). A county is no part of the name: 北葛城郡広陵町.json.
  const name = basename(file, extname(file))
    .normalize('NFC')
    .replace(/^.+郡(?=.+[町村]$)/, '');
  // 葛󠄀城市 is written with a mark that chooses the form of its first character, or without.
  const folded = foldedAddress(name);
  const named = kernel.municipalities.all.find((one) => foldedAddress(localize(one.name, 'ja')) === folded);
  const municipality = city === undefined ? named : chosen(kernel, city)[0];
  if (!municipality)
    throw new BadCommand(`There is no municipality "${name}" here; name the one that uses it by --city.`);
  const context = systemContext(municipality, 'cli', kernel.clock);
  const loaded = await createPlaceApi(kernel).loadTowns(context, name, bytes);
  if (loaded.kind === 'wrong')
    throw new BadCommand(loaded.faults.map((one) => townFaultText(file, one)).join('\n'));
  const told =
    loaded.kind === 'unchanged' ? 'has this list already.' : `${loaded.towns} towns of ${name} loaded.`;
  return `${municipality.slug}: ${told}`;
}

const TOWN_WORDS = {
  text: 'the file is no text in UTF-8',
  json: 'the file is no list in JSON',
  empty: 'the list is empty',
  entry: 'expected {"town": "…", "koaza": "…", "lat": …, "lng": …} with a position in Japan',
} as const satisfies Record<TownFault['what'], string>;

const townFaultText = (file: string, { at, what }: TownFault): string =>
  `${file}${at === null ? '' : `: entry ${at}`}: ${TOWN_WORDS[what]}`;

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

function readWords(words: readonly string[]): {
  what: 'addresses' | 'towns';
  file: string;
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
    if (file !== undefined && more.length === 0) return { what, file, city: values.city };
  } catch (error) {
    throw new BadCommand(`${(error as Error).message}\n\n${LOAD_USAGE}`);
  }
  throw new BadCommand(LOAD_USAGE);
}
