import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymousContext } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { loadCommand } from './load-command.js';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await testApp();
  folder = await mkdtemp(join(tmpdir(), 'yakuba-addresses-'));
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

const line = (code: string, town: string, prefecture = '奈良県'): string =>
  `29211,"63902","${code}","x","x","x","${prefecture}","葛城市","${town}",0,0,0,0,0,0`;
const FIRST = [line('6390274', '今在家'), line('6390274', '染野'), line('6392113', '北花内')];
async function load(lines: readonly string[], ...more: string[]): Promise<string> {
  const file = join(folder, 'utf_ken_all.csv');
  await writeFile(file, `${lines.join('\r\n')}\r\n`);
  return loadCommand(app.kernel, ['addresses', file, ...more]);
}
const municipality = (slug: string) => {
  const found = app.kernel.municipalities.bySlug(slug);
  if (!found) throw new Error(slug);
  return found;
};
const townsOf = async (slug: string, code: string): Promise<string[]> => {
  const context = anonymousContext(app.kernel, municipality(slug));
  const towns = await app.modules.place.api.townsOf(context, code);
  return towns.map(({ prefecture, town }) => prefecture + town);
};
const journalled = (slug: string) =>
  app.kernel.database.transaction(municipality(slug).code, async (tx) => {
    const { entries } = await readEntries(tx, { type: 'place.addressesLoaded' }, { limit: 9 });
    return entries.map(({ actor, data }) => ({ actor, ...data }));
  });

test('a list is loaded for one municipality, once, and another takes its place', async () => {
  expect(await load(FIRST, '--city', 'katsuragi')).toBe('katsuragi: 2 postal codes with 3 towns loaded.');
  expect(await townsOf('katsuragi', '639-0274')).toEqual(['奈良県葛城市今在家', '奈良県葛城市染野']);
  expect(await townsOf('nara-city', '639-0274')).toEqual([]);
  expect(await load(FIRST, '--city', 'katsuragi')).toBe('katsuragi: has this list already.');
  expect(await journalled('katsuragi')).toEqual([{ actor: 'system/cli', codes: 2, towns: 3 }]);

  await load([line('6392113', '北花内')], '--city', 'katsuragi');
  expect(await townsOf('katsuragi', '6390274')).toEqual([]);
  expect(await townsOf('katsuragi', '6392113')).toEqual(['奈良県葛城市北花内']);
  expect(await journalled('katsuragi')).toHaveLength(2);
});

test('without a name it is loaded for all; a wrong line changes nothing and is named', async () => {
  const told = await load(FIRST);
  expect(told.split('\n')).toHaveLength(app.kernel.municipalities.all.length);
  expect(await townsOf('imari', '6390274')).toHaveLength(2);
  await expect(load([...FIRST, line('6392113', '北花内', '奈良')])).rejects.toThrow(
    /utf_ken_all\.csv:4:7 there is no such prefecture "奈良"$/,
  );
  expect(await townsOf('imari', '6390274')).toHaveLength(2);
  await expect(load(FIRST, '--city', 'nowhere')).rejects.toThrow('there are imari, ');
  await expect(loadCommand(app.kernel, ['addresses', join(folder, 'none')])).rejects.toThrow('ENOENT');
  await expect(loadCommand(app.kernel, ['plans'])).rejects.toThrow('Usage: yakuba load addresses');
});

test('towns are loaded for the municipality of the file, and addresses in them are found', async () => {
  const loadTowns = async (name: string, towns: readonly string[], ...more: string[]) => {
    const file = join(folder, `${name}.json`);
    const list = towns.map((town, at) => ({ town, koaza: '', lat: 34.5 + at / 100, lng: 135.7 }));
    await writeFile(file, JSON.stringify(list));
    return loadCommand(app.kernel, ['towns', file, ...more]);
  };
  const found = async (slug: string, words: string) => {
    const context = anonymousContext(app.kernel, municipality(slug));
    const towns = await app.modules.place.api.findTowns(context, words);
    return towns.map((one) => `${one.municipality}${one.town}${one.isMeant ? '!' : ''}`);
  };
  const TOWNS = ['今在家', '西町', '西町一丁目', '西町十一丁目'];
  expect(await loadTowns('葛城市', TOWNS)).toBe('katsuragi: 4 towns of 葛城市 loaded.');
  expect(await loadTowns('葛城市', TOWNS)).toBe('katsuragi: has this list already.');
  expect(await found('katsuragi', '奈良県葛城市今在家12番地')).toEqual(['葛城市今在家!']);
  expect(await found('katsuragi', '西町1-2-3')).toEqual(['葛城市西町一丁目!']);
  expect(await found('katsuragi', '西町11-2')).toEqual(['葛城市西町十一丁目!']);
  expect((await found('katsuragi', '西町'))[0]).toBe('葛城市西町!');
  expect(await found('katsuragi', '西町')).toHaveLength(3);
  // Neither a facility with the name of a town nor the name of the city is an address.
  expect(await found('katsuragi', '西町体育館')).toEqual([]);
  expect(await found('katsuragi', '葛城市')).toEqual([]);
  expect(await found('imari', '今在家')).toEqual([]);

  expect(await loadTowns('北葛城郡広陵町', ['大字三吉'], '--city', 'nara-pref')).toBe(
    'nara-pref: 1 towns of 広陵町 loaded.',
  );
  expect(await found('nara-pref', '奈良県北葛城郡広陵町大字三吉1')).toEqual(['広陵町大字三吉!']);
  await loadTowns('葛城市', ['北花内']);
  expect(await found('katsuragi', '西町')).toEqual([]);
  await expect(loadTowns('何処市', ['東'])).rejects.toThrow('There is no municipality "何処市" here');
  await writeFile(join(folder, '伊万里市.json'), '[{"town":"立花町","lat":129.8,"lng":33.2}]');
  await expect(loadCommand(app.kernel, ['towns', join(folder, '伊万里市.json')])).rejects.toThrow(
    /伊万里市\.json: entry 1: expected/,
  );
});

test('towns are found by how they are read, whichever list was loaded first', async () => {
  const list = join(folder, '葛城市.json');
  const loadList = () => loadCommand(app.kernel, ['towns', list]);
  const blocks = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].map(
    (one) => `二条大路南${one}丁目`,
  );
  const towns = [...blocks.toReversed(), '今在家', '今在家町', '新町', '荒町'];
  await writeFile(
    list,
    JSON.stringify(towns.map((town, at) => ({ town, koaza: '', lat: 34.5 + at / 100, lng: 135.7 }))),
  );
  await loadList();
  const found = async (words: string) => {
    const context = anonymousContext(app.kernel, municipality('katsuragi'));
    const listed = await app.modules.place.api.findTowns(context, words);
    return listed.map(({ town, isMeant }) => `${town}${isMeant ? '!' : ''}`);
  };
  expect(await found('にじょうおおじ')).toEqual([]);
  const read = (code: string, town: string, kana: string) =>
    line(code, town).replace('"x","x","x"', `"x","x","${kana}"`);
  await load([
    read('6308012', '二条大路南', 'ﾆｼﾞﾖｳｵｵｼﾞﾐﾅﾐ'),
    read('6390274', '今在家', 'イマザイケ'),
    read('6390275', '新町', 'シンマチ'),
    read('6390276', '荒町', 'シンマチ'),
  ]);
  expect(await found('にじょうおおじ')).toEqual(blocks);
  expect(await found('ニジョウオオジ')).toEqual(blocks);
  expect(await found('葛城市にじょうおおじみなみ3-2-1')).toEqual(['二条大路南三丁目!']);
  expect(await found('いまざいけ12番地')).toEqual(['今在家!']);
  // Two that are read alike: neither is meant.
  expect(await found('しんまち')).toEqual(['新町', '荒町']);
  expect(await loadList()).toBe('katsuragi: has this list already.');
});

test('files of the Address Base Registry are known by their headings and joined', async () => {
  const write = async (name: string, ...lines: string[]) => {
    const file = join(folder, name);
    await writeFile(file, `\u{FEFF}${lines.join('\r\n')}\r\n`);
    return file;
  };
  const names = await write(
    'mt_town_pref41.csv',
    'lg_code,machiaza_id,machiaza_type,pref,county,city,ward,oaza_cho,oaza_cho_kana,chome,chome_number,koaza,efct_date,ablt_date',
    '412058,0001001,2,佐賀県,,伊万里市,,立花町,タチバナチョウ,１丁目,1,,1954-04-01,',
    '412058,0002000,1,佐賀県,,伊万里市,,大坪町,,,,,1954-04-01,',
    '412058,0003000,1,佐賀県,,伊万里市,,古町,,,,,1954-04-01,2020-04-01',
    '412058,0004000,1,佐賀県,,伊万里市,,無位置,,,,,1954-04-01,',
    '412015,0001000,1,佐賀県,,佐賀市,,赤松町,,,,,1954-04-01,',
  );
  const positions = await write(
    'mt_town_pos_pref41.csv',
    'lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid',
    '412058,0001001,1,129.880000,33.270000,EPSG:6668',
    '412058,0002000,0,129.890000,33.280000,EPSG:6668',
    '412058,0003000,0,129.890000,33.280000,EPSG:6668',
    '412058,0004000,0,,,EPSG:6668',
    '412015,0001000,0,130.290000,33.240000,EPSG:6668',
  );
  const blocks = await write(
    'mt_rsdtdsp_blk_pref41.csv',
    'lg_code,machiaza_id,blk_id,city,ward,oaza_cho,chome,koaza,blk_num,efct_date,ablt_date',
    '412058,0001001,002,伊万里市,,立花町,１丁目,,2,1954-04-01,',
  );
  const blockPositions = await write(
    'mt_rsdtdsp_blk_pos_pref41.csv',
    'lg_code,machiaza_id,blk_id,rsdt_addr_flg,rep_lon,rep_lat',
    '412058,0001001,002,1,129.881000,33.271000',
  );
  const load = (...files: string[]) => loadCommand(app.kernel, ['towns', ...files]);
  expect(await load(names, positions, blocks, blockPositions)).toBe(
    'imari: 3 towns of 伊万里市 loaded.\n1 towns and blocks have no position.',
  );
  const found = async (words: string) => {
    const towns = await app.modules.place.api.findTowns(
      anonymousContext(app.kernel, municipality('imari')),
      words,
    );
    return towns.filter(({ isMeant }) => isMeant).map(({ town, lat }) => [town, lat]);
  };
  expect(await found('伊万里市立花町一丁目2番3号')).toEqual([['立花町１丁目2', 33.271]]);
  // There is no block 21 in the list: the town is meant, not block 2.
  expect(await found('立花町1-21-3')).toEqual([['立花町１丁目', 33.27]]);
  expect(await found('古町5')).toEqual([]);

  // The trial edition had the same in Japanese; positions may come first.
  const trial = await write(
    'trial.csv',
    '全国地方公共団体コード,町字id,市区町村名,政令市区名,大字・町名,丁目名,小字名,効力発生日,廃止日',
    '412058,0002000,伊万里市,,大坪町,,,1954-04-01,',
  );
  const trialPositions = await write(
    'trial-pos.csv',
    '全国地方公共団体コード,町字id,住居表示フラグ,代表点_経度,代表点_緯度',
    '412058,0002000,0,129.890000,33.280000',
  );
  expect(await load(trialPositions, trial)).toBe('imari: 1 towns of 伊万里市 loaded.');
  expect(await load(trialPositions, trial)).toBe('imari: has this list already.');
  expect(await load(names, positions, '--city', 'nara-pref')).toContain(
    'nara-pref: 1 towns of 佐賀市 loaded.',
  );

  await load(names, positions, blocks, blockPositions);
  expect(await found('たちばなちょう1-2')).toEqual([['立花町１丁目2', 33.271]]);

  await expect(load(names)).rejects.toThrow(/mt_town_pref41\.csv: the file with the positions is missing/);
  await expect(load(positions)).rejects.toThrow(
    /mt_town_pos_pref41\.csv: the file with the names is missing/,
  );
  const wrong = await write('pos.csv', 'lg_code,machiaza_id,rep_lon,rep_lat', '412058,0002000,33.28,129.89');
  await expect(load(trial, wrong)).rejects.toThrow(
    /pos\.csv:2: rep_lon and rep_lat are no position in Japan/,
  );
  const other = await write('other.csv', 'a,b', '1,2');
  await expect(load(trial, other)).rejects.toThrow(/other\.csv:1: expected lg_code and machiaza_id/);
  expect(await found('大坪町3')).toEqual([['大坪町', 33.28]]);
});

test('a whole country is loaded in seconds and asked in milliseconds', async () => {
  const country = Array.from({ length: 120_000 }, (_, index) =>
    line(String(index * 80).padStart(7, '0'), `町${index}`),
  );
  const started = performance.now();
  expect(await load(country, '--city', 'nara-pref')).toContain('120000 towns');
  expect(performance.now() - started).toBeLessThan(60_000);
  expect(await townsOf('nara-pref', '0000080')).toEqual(['奈良県葛城市町1']);
});
