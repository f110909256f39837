import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDigit, isPrefecture, MunicipalityCode } from './municipality-code.js';

const LIST = new URL('../../../../shared/data/admin-boundaries-codes/localgovjp-utf8.csv', import.meta.url);
const hasList = existsSync(LIST);

describe('municipality codes', () => {
  it.each([
    ['292010', '奈良市'],
    ['290009', '奈良県'],
    ['412058', '伊万里市'],
    ['292052', '橿原市'],
    ['292117', '葛城市'],
    ['011002', '札幌市, whose weighted sum is below 11'],
  ])('%s is %s', (code) => {
    expect(MunicipalityCode.parse(code)).toBe(code);
  });

  it('refuses a wrong check digit and a wrong length, each with one message', () => {
    const messages = (code: string) =>
      MunicipalityCode.safeParse(code).error?.issues.map(({ message }) => message);
    expect(messages('292011')).toEqual(['the check digit does not fit']);
    expect(messages('29201')).toEqual(['six digits, the last one the check digit']);
    expect(messages('２９２０１０')).toEqual(['six digits, the last one the check digit']);
  });

  it('tells a prefecture from its municipalities', () => {
    expect(isPrefecture(MunicipalityCode.parse('290009'))).toBe(true);
    expect(isPrefecture(MunicipalityCode.parse('292010'))).toBe(false);
  });

  it.skipIf(!hasList)(
    `fits every municipality and ward of Japan${hasList ? '' : ' (skipped: the list in ../shared/data is not here)'}`,
    () => {
      const [, ...rows] = readFileSync(LIST, 'utf8').trim().split(/\r?\n/);
      const codes = rows.map((row) => row.slice(row.lastIndexOf(',') + 1));
      expect(codes.length).toBe(1741 + 175);
      expect(codes.filter((code) => checkDigit(code.slice(0, 5)) !== code[5])).toEqual([]);
      expect(codes.filter((code) => !MunicipalityCode.safeParse(code).success)).toEqual([]);
    },
  );
});
