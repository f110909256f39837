import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';

export type PhaseKind = 'plan' | 'build' | 'operate';

export interface Phase {
  kind: PhaseKind;
  from: number;
  /** Open-ended without. */
  to?: number | undefined;
  text: string;
}

export interface ScheduleProps {
  t: Translator;
  id: string;
  caption: string;
  phases: readonly Phase[];
  /** The running fiscal year: marked, and as far as open-ended phases reach at least. */
  current: number;
  /** A fiscal year in words: 2026年度. */
  yearWords: (year: number) => string;
  /** Language of the texts, where it is not the page's. */
  lang?: string | undefined;
}

const WORDS = {
  plan: 'ui.phase.plan',
  build: 'ui.phase.build',
  operate: 'ui.phase.operate',
} as const satisfies Record<PhaseKind, MessageKey>;

/** More columns than this have no room for 年度 beside the number. */
const MANY_YEARS = 6;

/** 2019〜2022年度: the same as the bar, for those who do not see it. */
const spanWords = ({ t, yearWords }: Pick<ScheduleProps, 't' | 'yearWords'>, { from, to }: Phase): string =>
  to === undefined
    ? t('ui.schedule.from', { from: yearWords(from) })
    : to === from
      ? yearWords(from)
      : t('ui.schedule.fromTo', { from, to });

type RowProps = Pick<ScheduleProps, 't' | 'lang' | 'yearWords'> & {
  phase: Phase;
  first: number;
  last: number;
};

/** What is planned, since a bar of one year has no room for it; empty years, one cell across the years of the phase, empty years. */
const Row = ({ t, lang, yearWords, phase, first, last }: RowProps) => {
  const { kind, from, to = last, text } = phase;
  const empty = (count: number) => Array.from({ length: count }, () => <td />);
  return (
    <tr>
      <th scope="row">
        <span lang={lang}>{text}</span>
        <br />
        <span class="muted">
          {t(WORDS[kind])} {spanWords({ t, yearWords }, phase)}
        </span>
      </th>
      {empty(from - first)}
      <td colspan={to - from + 1} data-phase={kind}>
        <span>&nbsp;</span>
      </td>
      {empty(last - to)}
    </tr>
  );
};

/** Phases as bars over fiscal years; a real table, so it reads and prints as one. */
export const Schedule = ({ t, id, caption, phases, current, yearWords, lang }: ScheduleProps) => {
  if (phases.length === 0) return null;
  const first = Math.min(...phases.map(({ from }) => from));
  const lastPlanned = Math.max(...phases.map(({ from, to }) => to ?? from));
  const isOpen = phases.some(({ to }) => to === undefined);
  const last = isOpen ? Math.max(lastPlanned, current) : lastPlanned;
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const labelOf = (year: number) => {
    const label = years.length > MANY_YEARS ? String(year) : yearWords(year);
    return year === current ? t('ui.schedule.now', { year: label }) : label;
  };
  return (
    <>
      <div class="table schedule">
        <scroll-region role="region" aria-labelledby={`${id}-caption`} tabindex="0">
          <table id={id}>
            <caption id={`${id}-caption`} class="visually-hidden">
              {caption}
            </caption>
            <thead>
              <tr>
                <td />
                {years.map((year) => (
                  <th scope="col">{labelOf(year)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {phases.map((phase) => (
                <Row t={t} lang={lang} yearWords={yearWords} phase={phase} first={first} last={last} />
              ))}
            </tbody>
          </table>
        </scroll-region>
      </div>
      <p class="muted">
        {last < current
          ? t('ui.schedule.over', { last: yearWords(last), now: yearWords(current) })
          : t('ui.schedule.nowNote', { now: yearWords(current) })}
      </p>
    </>
  );
};
