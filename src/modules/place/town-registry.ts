import { readCsv } from '#kernel/sheets/read-csv.js';
import { isInJapan, type TownPosition } from './town-list.js';

/** The towns of one municipality, and its code of six digits. */
export interface RegisteredTowns {
  code: string;
  municipality: string;
  towns: readonly TownPosition[];
}

/** What is wrong with files of the registry: `line` counts from 1, null is the file itself. */
export interface RegistryFault {
  file: string;
  line: number | null;
  what: 'csv' | 'columns' | 'position' | 'names' | 'positions';
}

export type ReadRegistry =
  | { ok: true; lists: readonly RegisteredTowns[]; withoutPosition: number }
  | { ok: false; faults: readonly RegistryFault[] };

export interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

const BOUNDS = { bytes: 200_000_000, rows: 1_000_000 };
const MOST_FAULTS = 20;

/** Headings since the edition of 2024, and those of the trial edition of 2022. */
const HEADINGS = {
  code: ['lg_code', '全国地方公共団体コード'],
  town: ['machiaza_id', '町字id'],
  block: ['blk_id', '街区id'],
  city: ['city', '市区町村名'],
  ward: ['ward', '政令市区名'],
  oaza: ['oaza_cho', '大字・町名'],
  chome: ['chome', '丁目名'],
  koaza: ['koaza', '小字名'],
  oazaKana: ['oaza_cho_kana', '大字・町名_カナ'],
  koazaKana: ['koaza_kana', '小字名_カナ'],
  blockNumber: ['blk_num', '街区符号'],
  since: ['efct_date', '効力発生日'],
  until: ['ablt_date', '廃止日'],
  lon: ['rep_lon', '代表点_経度'],
  lat: ['rep_lat', '代表点_緯度'],
} as const satisfies Record<string, readonly string[]>;
type Heading = keyof typeof HEADINGS;

interface Row {
  line: number;
  /** '' where the file has no such column. */
  cell: (heading: Heading) => string;
}

interface Table {
  file: string;
  has: (heading: Heading) => boolean;
  rows: readonly Row[];
}

function tableOf({ name, bytes }: NamedFile): Table | RegistryFault {
  const read = readCsv(bytes, BOUNDS);
  if (!read.ok) return { file: name, line: read.line ?? null, what: 'csv' };
  const [first = [], ...rows] = read.rows;
  const headings = first.map((one) => one.trim().toLowerCase());
  const at = (heading: Heading) =>
    headings.findIndex((one) => (HEADINGS[heading] as readonly string[]).includes(one));
  const columns = new Map((Object.keys(HEADINGS) as Heading[]).map((heading) => [heading, at(heading)]));
  const has = (heading: Heading) => (columns.get(heading) ?? -1) >= 0;
  if (!has('code') || !has('town') || !(has('oaza') || (has('lon') && has('lat'))))
    return { file: name, line: 1, what: 'columns' };
  return {
    file: name,
    has,
    rows: rows
      .map((cells, index) => ({
        line: index + 2,
        cell: (heading: Heading) => cells[columns.get(heading) ?? -1]?.trim() ?? '',
      }))
      .filter(({ cell }) => cell('code') !== ''),
  };
}

const townOf = ({ cell }: Row): string => `${cell('code')}/${cell('town')}`;

/** A town, or a block of it: what positions are found by. */
const keyOf = ({ cell }: Row): string => [cell('code'), cell('town'), cell('block')].join('/');

function positionsOf(tables: readonly Table[], faults: RegistryFault[]) {
  const positions = new Map<string, Pick<TownPosition, 'lat' | 'lon'>>();
  for (const { file, rows } of tables.filter(({ has }) => has('lon')))
    for (const row of rows) {
      if (row.cell('lat') === '' && row.cell('lon') === '') continue;
      const position = { lat: Number(row.cell('lat')), lon: Number(row.cell('lon')) };
      if (isInJapan(position)) positions.set(keyOf(row), position);
      else faults.push({ file, line: row.line, what: 'position' });
    }
  return positions;
}

/** How towns are read: files of blocks do not say it. */
const readingsOf = (named: readonly Table[]): ReadonlyMap<string, { oaza: string; koaza: string }> =>
  new Map(
    named
      .flatMap(({ rows }) => rows)
      .filter(({ cell }) => cell('oazaKana') + cell('koazaKana') !== '')
      .map((row) => [townOf(row), { oaza: row.cell('oazaKana'), koaza: row.cell('koazaKana') }]),
  );

/** Whether it is there on a day: what is abolished keeps its row, what comes has one before. */
const isThere = ({ cell }: Row, day: string): boolean =>
  cell('since') <= day && (cell('until') === '' || cell('until') > day);

/**
 * The towns and blocks of the Address Base Registry (デジタル庁 アドレス・ベース・レジストリ): names (mt_town_…, and blocks
 * mt_rsdtdsp_blk_…) and, in files of their own, their positions (mt_town_pos_…, mt_rsdtdsp_blk_pos_…). A file is known by
 * its headings. All or nothing; what has no position there is counted and left out.
 */
export function readRegistry(files: readonly NamedFile[], day: string): ReadRegistry {
  const read = files.map(tableOf);
  const faults = read.filter((one): one is RegistryFault => 'what' in one);
  const tables = read.filter((one): one is Table => 'rows' in one);
  const positions = positionsOf(tables, faults);
  const named = tables.filter(({ has }) => has('oaza'));
  const readings = readingsOf(named);
  for (const { file, has } of tables) {
    const isBlocks = has('block');
    const others = tables.filter((one) => one.has('block') === isBlocks);
    if (!others.some((one) => one.has('lon'))) faults.push({ file, line: null, what: 'positions' });
    if (!others.some((one) => one.has('oaza'))) faults.push({ file, line: null, what: 'names' });
  }
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, MOST_FAULTS) };

  let withoutPosition = 0;
  const lists = new Map<string, { municipality: string; towns: Map<string, TownPosition> }>();
  for (const row of named.flatMap(({ rows }) => rows)) {
    const { cell } = row;
    const town = cell('oaza') + cell('chome') + cell('koaza') + cell('blockNumber');
    if (town === '' || !isThere(row, day)) continue;
    const position = positions.get(keyOf(row));
    if (!position) {
      withoutPosition += 1;
      continue;
    }
    const list = lists.get(cell('code')) ?? { municipality: cell('city') + cell('ward'), towns: new Map() };
    lists.set(cell('code'), list);
    if (list.towns.has(town)) continue;
    const read = readings.get(townOf(row));
    const reading =
      read &&
      (read.oaza || cell('oaza')) + cell('chome') + (read.koaza || cell('koaza')) + cell('blockNumber');
    list.towns.set(town, { town, ...position, ...(reading && { reading }) });
  }
  return {
    ok: true,
    lists: [...lists].map(([code, { municipality, towns }]) => ({
      code,
      municipality,
      towns: [...towns.values()],
    })),
    withoutPosition,
  };
}
