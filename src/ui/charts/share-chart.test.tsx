import { describe, expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { ShareChart } from './share-chart.js';

const t = translatorFor('ja');
const chart = (rows: { label: string; share: number | null }[]) =>
  String(<ShareChart t={t} id="age" title="年齢" note="20人" rows={rows} unpublished="少数" />);

describe('a chart of shares', () => {
  it('says every share in words, draws a bar for each and none for what is not published or nothing', () => {
    const markup = chart([
      { label: '40代', share: 0.5 },
      { label: '50代', share: 0.125 },
      { label: '60代', share: 0 },
      { label: '70歳以上', share: null },
    ]);
    expect(markup).toContain('40代 50%。50代 12.5%。60代 0%。70歳以上 少数');
    expect([...markup.matchAll(/<rect[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width))).toEqual([
      150, 37.5,
    ]);
    expect(markup).toContain('aria-labelledby="age-title age-desc"');
    expect(markup).not.toContain(' style=');
  });

  it('cuts a label that is longer than the line and keeps it whole in words', () => {
    const long = '身に着ける端末'.repeat(5);
    const markup = chart([{ label: long, share: 1 }]);
    expect(markup).toContain(`${long} 100%`);
    expect(markup).toContain('…</text>');
    const wide = chart([{ label: 'a'.repeat(50), share: 1 }]);
    expect(wide).not.toContain('…</text>');
  });
});
