import { describe, expect, it, vi } from 'vitest';
import { CATALOGUES, type MessageKey } from './catalogues.js';
import { translatorFor } from './translate.js';

// A catalogue of its own: which real message a language lacks changes from week to week.
vi.mock('./catalogues.js', () => ({
  CATALOGUES: {
    ja: {
      'x.all': '全て',
      'x.jaOnly': '日本語だけ',
      'x.days': '{n, number}日',
      'x.quoted': "it's {n}",
      'x.angle': 'a <b> {n}',
    },
    'ja-x-easy': { 'x.all': 'ぜんぶ' },
    en: { 'x.all': 'All', 'x.days': '{n, plural, one {# day} other {# days}}' },
    'zh-Hans': { 'x.all': '全部' },
    ko: {},
    vi: {},
    pt: {},
  },
}));

const key = (name: string) => name as MessageKey;

describe('messages', () => {
  it.each([
    ['ja', '全て'],
    ['ja-x-easy', 'ぜんぶ'],
    ['en', 'All'],
    ['zh-Hans', '全部'],
    ['vi', 'All'],
  ] as const)('come in %s', (locale, text) => {
    expect(translatorFor(locale)(key('x.all'))).toBe(text);
  });

  it('fall back to Japanese in the end', () => {
    expect(CATALOGUES.en[key('x.jaOnly')]).toBeUndefined();
    for (const locale of ['ja-x-easy', 'en', 'ko'] as const) {
      expect(translatorFor(locale)(key('x.jaOnly'))).toBe('日本語だけ');
    }
  });

  it('are formatted by the language in which they are written, also when that is the fallback', () => {
    // Vietnamese has one plural form and writes 1.200; it comes first, before English has filled the cache.
    expect(translatorFor('vi')(key('x.days'), { n: 1 })).toBe('1 day');
    expect(translatorFor('vi')(key('x.days'), { n: 1200 })).toBe('1,200 days');
    expect(translatorFor('en')(key('x.days'), { n: 1 })).toBe('1 day');
    expect(translatorFor('ja-x-easy')(key('x.days'), { n: 1200 })).toBe('1,200日');
  });

  it('keep apostrophes and angle brackets, which are text', () => {
    expect(translatorFor('ja')(key('x.quoted'), { n: 1 })).toBe("it's 1");
    expect(translatorFor('ja')(key('x.angle'), { n: 1 })).toBe('a <b> 1');
  });

  it('that are unknown or lack a parameter are errors', () => {
    expect(() => translatorFor('en')(key('x.none'))).toThrow('x.none');
    expect(() => translatorFor('en')(key('x.days'), {})).toThrow();
  });
});

describe('formats', () => {
  const date = Temporal.PlainDate.from('2026-11-20');
  // A minute to midnight in Greenwich is the next morning in Japan.
  const instant = Temporal.Instant.from('2026-11-20T23:59:00Z');

  it('writes dates as the language does', () => {
    expect(translatorFor('ja').date(date)).toBe('2026年11月20日（金）');
    expect(translatorFor('ja-x-easy').date(date)).toBe('2026年11月20日（金）');
    expect(translatorFor('ja').date(Temporal.PlainDate.from('2026-11-22'))).toBe('2026年11月22日（日）');
    expect(translatorFor('en').date(date)).toBe('Friday, November 20, 2026');
    expect(translatorFor('zh-Hans').date(date)).toBe('2026年11月20日星期五');
    expect(translatorFor('ko').date(date)).toBe('2026년 11월 20일 금요일');
    expect(translatorFor('pt').date(date)).toBe('sexta-feira, 20 de novembro de 2026');
    expect(translatorFor('vi').date(date)).toContain('20 tháng 11, 2026');
  });

  it('writes moments in the time of Japan', () => {
    expect(translatorFor('ja').dateTime(instant)).toBe('2026年11月21日（土） 08:59');
    expect(translatorFor('en').dateTime(instant)).toBe('Saturday, November 21, 2026 08:59');
  });

  it('writes numbers and money', () => {
    expect(translatorFor('ja').number(1234.567)).toBe('1,234.57');
    expect(translatorFor('pt').number(1234.5)).toBe('1.234,5');
    expect(translatorFor('ja').number(0.256, { style: 'percent', maximumFractionDigits: 1 })).toBe('25.6%');
    expect(translatorFor('ja').yen(1200)).toBe('1,200円');
    expect(translatorFor('en').yen(1200)).toBe('¥1,200');
  });

  it('names the language for the lang attribute', () => {
    expect(translatorFor('ja-x-easy').lang).toBe('ja-x-easy');
    expect(translatorFor('en')).toBe(translatorFor('en'));
  });
});
