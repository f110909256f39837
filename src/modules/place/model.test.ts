import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digitsOf, readAddresses, townNames } from './model.js';

const REAL = '../shared/data/addresses-holidays/utf_ken_all_29211_katsuragi.csv';

const line = (code: string, town: string, municipality = '葛城市', prefecture = '奈良県'): string =>
  `29211,"63902","${code}","ナラケン","カツラギシ","ﾏﾁ","${prefecture}","${municipality}","${town}",0,0,0,0,0,0`;
const read = (...lines: string[]) => readAddresses(new TextEncoder().encode(lines.join('\r\n')));
const townsIn = (...lines: string[]): string[] => {
  const found = read(...lines);
  return found.ok ? found.towns.map(({ code, town }) => `${code} ${town}`) : [];
};

describe('names in the list become the beginning of an address', () => {
  it.each([
    ['今在家', ['今在家']],
    ['以下に掲載がない場合', ['']],
    ['大津町の次に番地がくる場合', ['']],
    ['利島村一円', ['']],
    ['一円', ['一円']],
    ['大通西（１～１９丁目）', ['大通西']],
    ['丸の内パークビルディング（１階）', ['丸の内パークビルディング']],
    ['種市第１５地割～第２１地割（鹿糠、小路合）', ['種市']],
    ['甲、乙', ['甲', '乙']],
  ])('%s', (listed, towns) => {
    expect(townNames(listed)).toEqual(towns);
  });
});

describe('a file of postal codes', () => {
  it('keeps every town of a code, each once', () => {
    expect(townsIn(line('6390274', '今在家'), line('6390274', '染野'), line('6390274', '今在家'))).toEqual([
      '6390274 葛城市今在家',
      '6390274 葛城市染野',
    ]);
  });

  it('joins a name that goes on over several lines', () => {
    expect(
      townsIn(line('6390001', '富田（１番地、'), line('6390001', '２番地）'), line('6390002', '太田')),
    ).toEqual(['6390001 葛城市富田', '6390002 葛城市太田']);
  });

  it('is read in CP932 as well', () => {
    const cp932 = Uint8Array.from([
      ...Buffer.from('29211,"63902","6390274","x","x","x","'),
      ...[0x93, 0xde, 0x97, 0xc7, 0x8c, 0xa7],
      ...Buffer.from('","'),
      ...[0x8a, 0x8b, 0x8f, 0xe9, 0x8e, 0x73],
      ...Buffer.from('","'),
      ...[0x91, 0xbe, 0x93, 0x63],
      ...Buffer.from('",0,0,0,0,0,0\r\n'),
    ]);
    expect(readAddresses(cp932)).toEqual({
      ok: true,
      towns: [{ code: '6390274', prefecture: '奈良県', town: '葛城市太田' }],
    });
  });

  it('says how towns are read, where it says so for every name of a line', () => {
    const kana = (town: string, reading: string) => {
      const found = read(line('6390274', town).replace('"ﾏﾁ"', `"${reading}"`));
      return found.ok ? found.towns[0]?.reading : null;
    };
    expect(kana('今在家', 'ｲﾏｻﾞｲｹ')).toBe('イマザイケ');
    expect(kana('大通西（１～１９丁目）', 'オオドオリニシ（１～１９チョウメ）')).toBe('オオドオリニシ');
    expect(kana('甲、乙', 'コウ、オツ')).toBe('コウ');
    expect(kana('甲、乙', 'コウ')).toBeUndefined();
    expect(kana('以下に掲載がない場合', 'イカニケイサイガナイバアイ')).toBeUndefined();
    expect(kana('今在家', 'x')).toBeUndefined();
  });

  it('names line and column of what it cannot take, and takes nothing', () => {
    expect(
      read(
        line('6390274', '今在家'),
        line('639027', '太田'),
        line('6390001', '新庄', '葛城市', '奈良'),
        'x,y',
      ),
    ).toEqual({
      ok: false,
      faults: [
        { line: 2, column: 3, what: 'code', text: '639027' },
        { line: 3, column: 7, what: 'prefecture', text: '奈良' },
        { line: 4, column: null, what: 'columns', text: '' },
      ],
    });
    expect(read(line('6390274', '富田（１番地'))).toMatchObject({ faults: [{ line: 1, what: 'town' }] });
    expect(readAddresses(new Uint8Array([0, 1, 2]))).toMatchObject({ faults: [{ what: 'notText' }] });
  });

  it.skipIf(!existsSync(REAL))(`the published one of Katsuragi (${REAL}) is taken as it is`, () => {
    const found = readAddresses(readFileSync(REAL));
    expect(found).toMatchObject({ ok: true });
    expect(found.ok && found.towns).toHaveLength(45);
    expect(found.ok && found.towns).toContainEqual({
      code: '6392113',
      prefecture: '奈良県',
      reading: 'キタハナウチ',
      town: '葛城市北花内',
    });
  });
});

it.each([
  ['630-8580', '6308580'],
  ['6308580', '6308580'],
  ['630', null],
  ['630-85800', null],
])('%s is %s', (typed, digits) => {
  expect(digitsOf(typed)).toBe(digits);
});
