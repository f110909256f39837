import { describe, expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { pageText } from '#testing/page-text.js';
import { type Phase, Schedule } from './schedule.js';

const render = (phases: Omit<Phase, 'kind' | 'text'>[], current = 2025) =>
  String(
    <Schedule
      t={translatorFor('ja')}
      id="s"
      caption="予定"
      current={current}
      yearWords={(year) => `${year}年度`}
      phases={phases.map((phase) => ({ kind: 'build', text: '構築', ...phase }))}
    />,
  );

const rows = (html: string) =>
  [...(/<tbody>(.*?)<\/tbody>/.exec(html)?.[1] ?? '').matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? '').matchAll(/<td( colspan="(\d+)")?/g)].map(([, , span]) => (span ? Number(span) : 'empty')),
  );

describe('Schedule', () => {
  it('lays each phase over its years, from the first to the last one planned', () => {
    expect(
      rows(
        render([
          { from: 2023, to: 2023 },
          { from: 2024, to: 2026 },
        ]),
      ),
    ).toEqual([
      [1, 'empty', 'empty', 'empty'],
      ['empty', 3],
    ]);
  });

  it('runs what is open-ended on to this year, or to the last year planned', () => {
    expect(rows(render([{ from: 2023 }]))).toEqual([[3]]);
    expect(rows(render([{ from: 2023 }, { from: 2024, to: 2027 }]))).toEqual([[5], ['empty', 4]]);
  });

  it('says the span in words beside what is planned', () => {
    const text = pageText(render([{ from: 2023, to: 2024 }, { from: 2024, to: 2024 }, { from: 2025 }]));
    expect(text).toContain('検討・設計・開発 2023〜2024年度');
    expect(text).toContain('検討・設計・開発 2024年度');
    expect(text).toContain('検討・設計・開発 2025年度から');
  });

  it('marks this year, or says that the plan is over', () => {
    expect(pageText(render([{ from: 2023 }]))).toContain('▼2025年度 構築');
    expect(pageText(render([{ from: 2020, to: 2022 }]))).toContain('2022年度まで');
  });

  it('is nothing without phases', () => {
    expect(render([])).toBe('');
  });
});
