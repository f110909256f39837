import { describe, expect, it } from 'vitest';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readMunicipalities } from '#kernel/tenancy/municipalities.js';
import { readCommonProcedures, readProcedures } from './catalog.js';
import { Procedure } from './definition.js';
import { search } from './search.js';

const { all } = await readMunicipalities(SHIPPED_CATALOG);
const nara = all.find(({ slug }) => slug === 'nara-city');
if (!nara) throw new Error('the catalogue has nara-city');
const offered = await readProcedures(SHIPPED_CATALOG, nara, await readCommonProcedures(SHIPPED_CATALOG));
const procedures = offered.map(({ document }) => Procedure.parse(document));
const sections = new Map(nara.units.map(({ id, name }) => [id, name]));
const found = (text: string) =>
  search(procedures, text, ({ unit }) => sections.get(unit) ?? '').map(({ id }) => id);

describe('in the procedures of a city', () => {
  it.each([
    ['住民票', 'residence-certificate'],
    ['じゅうみんひょう', 'residence-certificate'],
    ['ジュウミンヒョウ', 'residence-certificate'],
    ['引越し', 'moving-in'],
    ['ひっこし', 'moving-in'],
    ['犬が死んだ', 'dog-change'],
    ['子供が生まれた', 'child-allowance-claim'],
    ['妊娠した', 'pregnancy-notification'],
    ['保育園', 'nursery-application'],
    ['ヘルパー', 'care-certification'],
    ['手すり', 'care-home-improvement'],
    ['会社を辞めた', 'nhi-join'],
    ['戸籍謄本', 'family-register-extract'],
    ['バイク', 'light-vehicle-disposal'],
    ['本を借りたい', 'library-card'],
    ['一人暮らしの高齢者', 'elderly-emergency-alert'],
    ['保険証 紛失', 'nhi-card-reissue'],
    ['母子手帳', 'pregnancy-notification'],
    ['児童手当', 'child-allowance-claim'],
    ['pension', 'pension-join'],
  ])('%s leads to %s', (text, first) => {
    expect(found(text)[0]).toBe(first);
  });

  it('spellings of a word find the same', () => {
    for (const [one, ...others] of [
      ['引っ越し', '引越し', 'ひっこし'],
      ['お悔やみ', 'おくやみ', 'お悔み'],
      ['大型ごみ', '大型ゴミ', '大型ｺﾞﾐ'],
      ['DOG', 'dog', 'Ｄｏｇ'],
    ] as const) {
      expect(found(one).length, one).toBeGreaterThan(0);
      for (const other of others) expect(found(other), other).toEqual(found(one));
    }
  });

  it('the name of an occasion finds what is mainly about it before what it also concerns', () => {
    const about = found('引っ越し').map((id) => procedures.find((one) => one.id === id)?.lifeEvents[0]);
    expect(about.slice(0, 3)).toEqual(['moving', 'moving', 'moving']);
    expect(about.lastIndexOf('moving')).toBeLessThan(about.length - 1);
  });

  it('the name of a section finds what it receives', () => {
    const [section] = nara.units.filter(({ id }) => id === 'waterworks');
    expect(found(section?.name ?? '')).toEqual(
      expect.arrayContaining(procedures.filter(({ unit }) => unit === 'waterworks').map(({ id }) => id)),
    );
  });

  it.each(['存在しない手続', '   ', '', '手続', '申請の方法', '😀', '%', '金魚'])(
    '"%s" finds nothing',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});
