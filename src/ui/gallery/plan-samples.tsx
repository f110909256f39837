import type { Translator } from '#kernel/i18n/translate.js';
import { IndicatorChart } from '#ui/charts/indicator-chart.js';
import type { ChartPoint } from '#ui/charts/points.js';
import { SmallMultiples } from '#ui/charts/small-multiples.js';
import { Sparkline } from '#ui/charts/sparkline.js';
import { Badge } from '#ui/components/badge.js';
import { MarkCounts, RatingTag, StageTag } from '#ui/components/plan-tags.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import { Schedule } from '#ui/components/schedule.js';
import { Section } from '#ui/components/section.js';
import { Stat, Stats } from '#ui/components/stat.js';
import { Table } from '#ui/components/table.js';
import { LONG } from './samples.js';

export const POINTS: ChartPoint[] = [
  { label: '2021', result: 12, target: 10, source: 'typed' },
  { label: '2022', result: 31, target: 30, source: 'typed' },
  { label: '2023', result: 44, target: 50, source: 'typed' },
  { label: '2024', result: 58, target: 60, source: 'counted' },
  { label: '2025', result: 73, target: 75, source: 'counted' },
  { label: '2026', target: 90, source: 'counted' },
];

const STAGES = ['concept', 'planning', 'operation', 'ended'] as const;
const RATINGS = ['ahead', 'onCourse', 'behind', 'unknown'] as const;

export const MarkSamples = ({ t }: { t: Translator }) => (
  <Section title="計画のしるし">
    <p>
      {STAGES.map((stage) => (
        <>
          <StageTag t={t} stage={stage} />{' '}
        </>
      ))}
    </p>
    <p>
      {RATINGS.map((rating) => (
        <>
          <RatingTag t={t} rating={rating} />{' '}
        </>
      ))}
    </p>
    <MarkCounts
      t={t}
      label="段階ごとの数"
      counts={STAGES.map((kind, index) => ({ kind, count: index * 4 }))}
    />
    <Stats>
      <Stat
        label="オンライン申請率"
        value="73"
        unit="%"
        sub="目標 90%（2026年度）"
        mark={<Badge tone="accent">数えた値</Badge>}
      />
      <Stat label="公開データセット" value="1,204" unit="件" />
    </Stats>
    <ProgressBar label="運用に入った施策" value={12} max={33} text="12 / 33施策" />
    <Schedule
      t={t}
      id="schedule"
      caption="年度ごとの予定"
      current={2026}
      yearWords={(year) => `${year}年度`}
      phases={[
        { kind: 'plan', from: 2023, to: 2023, text: '方針の検討' },
        { kind: 'build', from: 2024, to: 2025, text: LONG.measure },
        { kind: 'operate', from: 2025, text: '全庁で使う' },
      ]}
    />
  </Section>
);

export const ChartSamples = ({ t }: { t: Translator }) => (
  <Section title="図と表">
    <IndicatorChart t={t} id="chart-line" title="オンライン申請率" unit="%" points={POINTS} direction="up" />
    <IndicatorChart
      t={t}
      id="chart-bar"
      title="窓口の待ち時間"
      unit="分"
      points={[...POINTS].reverse()}
      direction="down"
      kind="bar"
    />
    <IndicatorChart
      t={t}
      id="chart-none"
      title={LONG.measure}
      unit="件"
      points={[{ label: '2026', target: 8, source: 'typed' }]}
      direction="up"
    />
    <Table
      id="figures"
      caption="オンライン申請率の推移"
      columns={[
        {
          header: '年度',
          cell: (row) => row.label,
          isRowHeader: true,
          sortHref: '#main',
          sorted: 'ascending',
        },
        { header: '目標', cell: (row) => row.target, numeric: true, sortHref: '#main' },
        { header: '実績', cell: (row) => row.result ?? '—', numeric: true },
        { header: '推移', cell: () => <Sparkline t={t} unit="%" points={POINTS} /> },
        { header: '備考', cell: () => LONG.measure },
      ]}
      rows={POINTS}
      note="2024年度からは受付の記録から数えた値。"
    />
    <p id="compared">市町村の比較（単位 %）</p>
    <SmallMultiples
      t={t}
      labelledBy="compared"
      unit="%"
      items={[
        { title: '奈良市', points: POINTS, isOwn: true },
        {
          title: '橿原市',
          href: '#main',
          points: POINTS.map((point) => ({ ...point, result: point.result && point.result / 2 })),
        },
        { title: LONG.organisation, points: [] },
      ]}
    />
  </Section>
);
