import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { parquetBytes } from './write-parquet.js';

const fileOf = ({ buffer }: Uint8Array<ArrayBuffer>) => buffer;
const NAMES = ['名称', '数', '緯度', '開設日', '番号', '空'];
const ROWS = [
  ['公園', 3, 34.68, '2001-04-01', '010', null],
  ['駅前', null, 34.7, '', 10, ''],
  ['𠮷野', -1, 35, '2026-02-28', null, null],
];

test('a table as Parquet comes back cell by cell, numbers as numbers and days as days', async () => {
  const rows = await parquetReadObjects({ file: fileOf(await parquetBytes(NAMES, ROWS)) });
  expect(rows).toEqual([
    { 名称: '公園', 数: 3n, 緯度: 34.68, 開設日: new Date('2001-04-01'), 番号: '010', 空: null },
    { 名称: '駅前', 数: null, 緯度: 34.7, 開設日: null, 番号: '10', 空: null },
    { 名称: '𠮷野', 数: -1n, 緯度: 35, 開設日: new Date('2026-02-28'), 番号: null, 空: null },
  ]);
});

test('the types of its columns are told', async () => {
  const { schema } = parquetMetadata(fileOf(await parquetBytes(NAMES, ROWS)));
  expect(schema.slice(1).map(({ name, type, converted_type }) => [name, type, converted_type])).toEqual([
    ['名称', 'BYTE_ARRAY', 'UTF8'],
    ['数', 'INT64', undefined],
    ['緯度', 'DOUBLE', undefined],
    ['開設日', 'INT32', 'DATE'],
    ['番号', 'BYTE_ARRAY', 'UTF8'],
    ['空', 'BYTE_ARRAY', 'UTF8'],
  ]);
});

test('days that are none are texts, and a table may have no rows', async () => {
  const [row] = await parquetReadObjects({ file: fileOf(await parquetBytes(['日'], [['2026-02-30']])) });
  expect(row).toEqual({ 日: '2026-02-30' });
  expect(await parquetReadObjects({ file: fileOf(await parquetBytes(['日'], [])) })).toEqual([]);
});

test('a large table is small and whole', async () => {
  const rows = Array.from({ length: 50_000 }, (_one, at) => [`行${at % 100}`, at]);
  const bytes = await parquetBytes(['名', '数'], rows);
  expect(bytes.length).toBeLessThan(400_000);
  const back = await parquetReadObjects({ file: fileOf(bytes) });
  expect([back.length, back.at(-1)]).toEqual([50_000, { 名: '行99', 数: 49_999n }]);
});
