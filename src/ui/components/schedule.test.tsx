import { describe, expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { type Phase, Schedule } from './schedule.js';

const YEARS = [2023, 2024, 2025, 2026].map((year) => ({ year, label: `${year}年度` }));

const cells = (phase: Omit<Phase, 'kind'>) => {
  const html = String(
    <Schedule
      t={translatorFor('ja')}
      id="s"
      caption="予定"
      years={YEARS}
      phases={[{ kind: 'build', ...phase }]}
    />,
  );
  const row = /<tbody><tr>(.*?)<\/tr>/.exec(html)?.[1] ?? '';
  return [...row.matchAll(/<td( colspan="(\d+)")?/g)].map(([, , span]) => (span ? Number(span) : 'empty'));
};

describe('Schedule', () => {
  it('lays each phase over its years', () => {
    expect(cells({ from: 2024, to: 2025 })).toEqual(['empty', 2, 'empty']);
    expect(cells({ from: 2023, to: 2026 })).toEqual([4]);
  });

  it('cuts a phase at the ends of the plan', () => {
    expect(cells({ from: 2020, to: 2023 })).toEqual([1, 'empty', 'empty', 'empty']);
    expect(cells({ from: 2026, to: 2030 })).toEqual(['empty', 'empty', 'empty', 1]);
  });

  it('keeps the row of a phase outside the plan empty', () => {
    expect(cells({ from: 2030, to: 2031 })).toEqual(['empty', 'empty', 'empty', 'empty']);
    expect(cells({ from: 2019, to: 2020 })).toEqual(['empty', 'empty', 'empty', 'empty']);
  });
});
