import type { Child } from 'hono/jsx';

export interface StatProps {
  label: string;
  /** Already formatted by t.number. */
  value: string;
  unit?: string;
  /** Of the unit, where it is not the page's. */
  unitLang?: string | undefined;
  /** Under the figure: 目標 90%（2026年度）. */
  sub?: Child;
  /** Badge or rating beside the label. */
  mark?: Child;
}

const FIGURE = /^[\d.,:+\-\u2212%]+$/;

/** One big figure; words in its place are set smaller. */
export const Stat = ({ label, value, unit, unitLang, sub, mark }: StatProps) => (
  <div class="stat">
    <p class="stat-label">
      {label}
      {mark}
    </p>
    <p class="stat-value">
      <b data-words={FIGURE.test(value) ? undefined : ''}>{value}</b>
      {unit && <span lang={unitLang}>{unit}</span>}
    </p>
    {sub && <p class="stat-sub">{sub}</p>}
  </div>
);

export const Stats = ({ children }: { children: Child }) => <div class="stats">{children}</div>;
