import { basename, extname } from 'node:path';
import { today } from '#kernel/clock.js';
import { systemContext } from '#kernel/context.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import {
  createPlaceApi,
  foldedAddress,
  type LoadedTowns,
  type NamedFile,
  type RegistryFault,
  readRegistry,
  readTowns,
  type TownFault,
} from '#modules/place/api.js';
import { BadCommand } from './staff-command.js';

/** Towns with their positions, for searches on the map: a list in JSON, or files of the Address Base Registry. */
export async function loadTowns(
  kernel: Kernel,
  files: readonly NamedFile[],
  chosen: Municipality | undefined,
): Promise<string> {
  const [first, ...others] = files;
  if (!first) return '';
  const isList = /^\s*[[{]/.test(new TextDecoder().decode(first.bytes.subarray(0, 100)));
  if (!isList) return loadRegistry(kernel, files, chosen);
  if (others.length > 0) throw new BadCommand('Lists in JSON are loaded one by one.');
  return loadList(kernel, first, chosen);
}

async function loadList(
  kernel: Kernel,
  { name: file, bytes }: NamedFile,
  chosen: Municipality | undefined,
): Promise<string> {
  // Some systems keep names of files in parts (濁点 for itself). A county is no part of the name: 北葛城郡広陵町.json.
  const name = basename(file, extname(file))
    .normalize('NFC')
    .replace(/^.+郡(?=.+[町村]$)/, '');
  // 葛󠄀城市 is written with a mark that chooses the form of its first character, or without.
  const folded = foldedAddress(name);
  const named = kernel.municipalities.all.find((one) => foldedAddress(localize(one.name, 'ja')) === folded);
  const municipality = chosen ?? named;
  if (!municipality)
    throw new BadCommand(`There is no municipality "${name}" here; name the one that uses it by --city.`);
  const read = readTowns(bytes);
  if (!read.ok) throw new BadCommand(read.faults.map((one) => townFaultText(file, one)).join('\n'));
  const context = systemContext(municipality, 'cli', kernel.clock);
  return told(municipality, name, await createPlaceApi(kernel).loadTowns(context, name, read.towns));
}

/** Files of a prefecture have many municipalities: those that are here, or all of them for the one that was chosen. */
async function loadRegistry(
  kernel: Kernel,
  files: readonly NamedFile[],
  chosen: Municipality | undefined,
): Promise<string> {
  const read = readRegistry(files, today(kernel.clock).toString());
  if (!read.ok) throw new BadCommand(read.faults.map(registryFaultText).join('\n'));
  const lines: string[] = [];
  for (const { code, municipality: name, towns } of read.lists) {
    const municipality = chosen ?? kernel.municipalities.all.find((one) => one.code === code);
    if (!municipality) continue;
    const context = systemContext(municipality, 'cli', kernel.clock);
    lines.push(told(municipality, name, await createPlaceApi(kernel).loadTowns(context, name, towns)));
  }
  if (lines.length === 0)
    throw new BadCommand('No municipality of these files is here; name the one that uses them by --city.');
  if (read.withoutPosition > 0) lines.push(`${read.withoutPosition} towns and blocks have no position.`);
  return lines.join('\n');
}

const told = ({ slug }: Municipality, name: string, loaded: LoadedTowns): string =>
  `${slug}: ${loaded.kind === 'unchanged' ? 'has this list already.' : `${loaded.towns} towns of ${name} loaded.`}`;

const TOWN_WORDS = {
  text: 'the file is no text in UTF-8',
  json: 'the file is no list in JSON',
  empty: 'the list is empty',
  entry: 'expected {"town": "…", "koaza": "…", "lat": …, "lng": …} with a position in Japan',
} as const satisfies Record<TownFault['what'], string>;

const townFaultText = (file: string, { at, what }: TownFault): string =>
  `${file}${at === null ? '' : `: entry ${at}`}: ${TOWN_WORDS[what]}`;

const REGISTRY_WORDS = {
  csv: 'the file is no CSV that can be read; unpack it first',
  columns: 'expected lg_code and machiaza_id, with oaza_cho or with rep_lon and rep_lat',
  position: 'rep_lon and rep_lat are no position in Japan',
  names: 'the file with the names is missing (mt_town_city…, for blocks mt_rsdtdsp_blk_city…)',
  positions:
    'the file with the positions is missing (mt_town_pos_city…, for blocks mt_rsdtdsp_blk_pos_city…)',
} as const satisfies Record<RegistryFault['what'], string>;

const registryFaultText = ({ file, line, what }: RegistryFault): string =>
  `${file}${line === null ? '' : `:${line}`}: ${REGISTRY_WORDS[what]}`;
