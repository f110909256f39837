import { describe, expect, test } from 'vitest';
import type { ReadCell } from '#kernel/sheets/read-book.js';
import { type Column, choice, id, lines, text, year } from './columns.js';
import { readCell } from './read-cell.js';
import { SHEETS, STAGES } from './sheets.js';

const cell = (value: ReadCell['value'], more: Partial<ReadCell> = {}): ReadCell => ({
  value,
  isFormula: false,
  isError: false,
  isPercent: false,
  ...more,
});
const date: Column = { kind: 'date', heading: '日', width: 10 };
const number: Column = { kind: 'number', heading: '数', width: 10 };
const figure: Column = { kind: 'figure', heading: '値', width: 10 };
const flag: Column = { kind: 'flag', heading: '印', width: 10 };
const json: Column = { kind: 'json', heading: '設定', width: 10 };
const stage = choice('段階', STAGES);

test.each<[string, Column, ReadCell, unknown]>([
  ['text without its edges', text('題'), cell('  題名\r\n二行目 \n'), '題名\n二行目'],
  ['a number in a text column', text('番号'), cell(7), '7'],
  ['blank text', text('題'), cell('　\n'), undefined],
  ['lines', lines('主管課'), cell('市民部 市民課\n\n 総務部 '), ['市民部 市民課', '総務部']],
  ['an id', id('施策ID'), cell('1-8'), '1-8'],
  ['a year', year('年度'), cell(2026), 2026],
  ['a year in words', year('年度'), cell('２０２６年度'), 2026],
  ['a year of an era', year('年度'), cell('令和８年度'), 2026],
  ['a short year of an era', year('年度'), cell('R8'), 2026],
  ['a date as text', date, cell('2026/4/1'), '2026-04-01'],
  ['a date in Japanese', date, cell('2022年11月4日'), '2022-11-04'],
  ['a date of an era', date, cell('令和4年11月4日'), '2022-11-04'],
  ['a date as Excel counts it', date, cell(44869), '2022-11-04'],
  ['a number', number, cell(12.5), 12.5],
  ['a number in full-width digits with commas', number, cell('１，２００'), 1200],
  ['per cent as Excel stores it', number, cell(0.9, { isPercent: true }), 90],
  ['per cent of a figure', figure, cell(0.285, { isPercent: true }), 28.5],
  ['a figure in words', figure, cell(' 試行を終える '), '試行を終える'],
  ['a mark', flag, cell('はい'), true],
  ['no mark', flag, cell('いいえ'), undefined],
  ['a choice by its words', stage, cell('B 計画'), 'planning'],
  ['a stage in the words of another town', stage, cell('B 企画・計画段階'), 'planning'],
  ['a choice by its beginning', stage, cell('Ｃ'), 'operation'],
  ['a setting', json, cell('{"entry":"case.submitted"}'), { entry: 'case.submitted' }],
])('reads %s', (_, column, found, expected) => {
  expect(readCell(column, found, false)).toEqual({ ok: true, value: expected });
});

test.each([
  [1, '1900-01-01'],
  [59, '1900-02-28'],
  [61, '1900-03-01'],
  [44869.75, '2022-11-04'],
])('counts %d as Excel does', (serial, day) => {
  expect(readCell(date, cell(serial), false)).toEqual({ ok: true, value: day });
});

test('counts days from 1904 in files that do', () => {
  expect(readCell(date, cell(44869 - 1462), true)).toEqual({ ok: true, value: '2022-11-04' });
});

test.each<[string, Column, ReadCell, string]>([
  ['a formula', text('題'), cell('6', { isFormula: true }), 'formula'],
  ['an error value', number, cell(42, { isError: true }), 'errorValue'],
  ['an id with capitals', id('施策ID'), cell('A-1'), 'notId'],
  ['an id that Excel took for a day', id('施策ID'), cell('1月8日'), 'notId'],
  ['a year far away', year('年度'), cell(20260), 'notYear'],
  ['a year that its era never had', year('年度'), cell('平成40年度'), 'notYear'],
  ['a day that there is not', date, cell('2026-02-30'), 'notDate'],
  ['the day that Excel counts and that never was', date, cell(60), 'notDate'],
  ['a number before all days', date, cell(0), 'notDate'],
  ['words for a number', number, cell('約20'), 'notNumber'],
  ['a mark that is none', flag, cell('たぶん'), 'notFlag'],
  ['a choice that is none', stage, cell('D'), 'notChoice'],
  ['a setting that is no JSON', json, cell('{'), 'notJson'],
])('names %s', (_, column, found, code) => {
  expect(readCell(column, found, false)).toMatchObject({ ok: false, code });
});

describe('columns for orientation', () => {
  test('are never read', () => {
    const column: Column = { kind: 'reference', heading: '指標名（参考）', width: 10 };
    expect(readCell(column, cell('=1', { isFormula: true }), false)).toEqual({ ok: true, value: undefined });
  });
});

test('files that went out are read again: their words are those of the pages and stay', () => {
  const { indicators, schedule, bodies } = SHEETS;
  expect([schedule.columns.kind.choices, indicators.columns.direction.choices]).toEqual([
    { plan: '計画', build: '検討・設計・開発', operate: '実施・運用' },
    { up: '増やす', down: '減らす' },
  ]);
  expect(Object.values(indicators.columns.kind.choices)).toEqual([
    '年間の量・月平均',
    '割合（%）',
    '年度末の累計・状態',
    '到達点（文章）',
    '実施の有無',
  ]);
  expect(Object.values(bodies.columns.kind.choices)).toEqual([
    '推進本部',
    '専門部会',
    '事務局',
    '役職',
    '助言者',
    '主管課',
    '連携先',
  ]);
});
