import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { translatorFor } from '../i18n/translate.js';
import { jsonBreak, jsonSaying } from './json-break.js';
import { inWords, sayingOf } from './saying.js';
import { yamlSaying } from './yaml.js';

const [ja, en] = [translatorFor('ja'), translatorFor('en')];
const LATIN_WORD = /[A-Za-z]{3,}/;

/** A schema and what does not fit it, for every code that Zod has. */
const ISSUES: Record<z.core.$ZodIssueCode, readonly [z.ZodType, unknown][]> = {
  invalid_type: [
    [z.string(), 7],
    [z.number(), Number.NaN],
    [z.int(), 1.5],
    [z.object({}), []],
    [z.array(z.string()), {}],
    [z.boolean(), null],
    [z.record(z.string(), z.string()), '文字'],
    [z.object({ 名前: z.string() }), {}],
    [z.never(), 1],
  ],
  too_big: [
    [z.string().max(3), '四つの字'],
    [z.array(z.number()).max(1), [1, 2]],
    [z.number().max(3), 4],
    [z.number().lt(3), 3],
    [z.file().max(1), new File(['abc'], 'a')],
    [z.date().max(new Date(0)), new Date(1e12)],
  ],
  too_small: [
    [z.string().min(1), ''],
    [z.string().min(3), '字'],
    [z.array(z.number()).min(1), []],
    [z.array(z.number()).min(2), [1]],
    [z.number().min(3), 2],
    [z.number().gt(3), 3],
    [z.file().min(9), new File(['abc'], 'a')],
  ],
  invalid_format: [
    [z.email(), 'x'],
    [z.url(), 'x'],
    [z.uuid(), 'x'],
    [z.iso.date(), '2026-02-30'],
    [z.iso.datetime(), 'x'],
    [z.iso.time(), 'x'],
    [z.string().startsWith('市'), 'x'],
    [z.string().endsWith('市'), 'x'],
    [z.string().includes('市'), 'x'],
    [z.string().regex(/^\d$/), 'x'],
    [z.base64(), '*'],
  ],
  not_multiple_of: [[z.number().multipleOf(5), 7]],
  unrecognized_keys: [[z.strictObject({}), { 余分: 1 }]],
  invalid_union: [
    [z.union([z.string(), z.number()]), true],
    [z.discriminatedUnion('種類', [z.object({ 種類: z.literal('甲') })]), { 種類: '乙' }],
    [z.object({ 値: z.union([z.string(), z.number()]) }), {}],
  ],
  invalid_key: [[z.record(z.string().regex(/^\d+$/), z.string()), { 字: '' }]],
  invalid_element: [[z.map(z.object({}), z.string()), new Map([[{}, 1]])]],
  invalid_value: [
    [z.literal('甲'), '乙'],
    [z.enum(['甲', '乙']), '丙'],
    [z.object({ 種類: z.enum(['甲', '乙']) }), {}],
  ],
  custom: [[z.string().refine(() => false, 'must not be like that'), 'x']],
};

describe('issues of Zod', () => {
  it.each(Object.entries(ISSUES))('%s is said in words of Japanese and English', (code, cases) => {
    for (const [schema, value] of cases) {
      const parsed = schema.safeParse(value, { reportInput: true });
      const [issue] = parsed.error?.issues ?? [];
      expect(issue?.code).toBe(code);
      if (!issue) continue;
      const saying = sayingOf(issue);
      const words = inWords(ja, saying).replace(/name@example|https|true か false|null|UUID/g, '');
      expect(words).not.toMatch(LATIN_WORD);
      expect(words).toMatch(/。$|：/);
      expect(inWords(en, saying)).not.toMatch(/undefined|Invalid input/);
    }
  });

  it('names what is missing', () => {
    const parsed = z.object({ answers: z.record(z.string(), z.json()) }).safeParse({}, { reportInput: true });
    const [issue] = parsed.error?.issues ?? [];
    expect(issue && inWords(ja, sayingOf(issue))).toBe('「answers」がありません（項目の集まりが必要です）。');
  });
});

describe('mistakes of YAML', () => {
  it.each([
    ['a: "x', 'yaml.character'],
    ['a: [1', 'yaml.indent'],
    ['a: 1\na: 2', 'yaml.twice'],
    ['a:\n\t- 1', 'yaml.tab'],
    ['a: @x', 'yaml.start'],
    ['a: b: c', 'yaml.nested'],
    ['a: "\\q"', 'yaml.escape'],
  ])('%j: %s', (source, key) => {
    const [mistake] = parseDocument(source).errors;
    expect(mistake && yamlSaying(mistake.code).key).toBe(`fault.${key}`);
  });
});

describe('where JSON breaks', () => {
  it('finds nothing wrong in any JSON, and the end of what is cut off', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, cut) => {
        expect(jsonBreak(text)).toBe(text.length);
        const part = text.slice(0, cut % (text.length + 1));
        let isWhole = true;
        try {
          JSON.parse(part);
        } catch {
          isWhole = false;
        }
        if (!isWhole) expect(jsonBreak(part)).toBeLessThanOrEqual(part.length);
      }),
    );
  });

  it.each([
    ['{"a": 1,\n "b": abc}', 'JSONが2行目の7文字目で読めなくなりました（abc}）。'],
    ['{"a": 1,}', 'JSONが1行目の9文字目で読めなくなりました（}）。'],
    ["{'a': 1}", "JSONが1行目の2文字目で読めなくなりました（'a': 1}）。"],
    ['{"a": [1, 2}', 'JSONが1行目の12文字目で読めなくなりました（}）。'],
    ['{"a": 1} x', 'JSONが1行目の10文字目で読めなくなりました（x）。'],
    [
      '{"a": 1',
      'JSONが1行目の8文字目で、途中で終わっています。かっこや引用符が閉じているか確かめてください。',
    ],
  ])('%j', (text, words) => {
    expect(inWords(ja, jsonSaying(text))).toBe(words);
  });
});
