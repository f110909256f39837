import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';

export type PhaseKind = 'plan' | 'build' | 'operate';

export interface Phase {
  kind: PhaseKind;
  /** First and last year, as in `years`. */
  from: number;
  to: number;
  text?: string;
}

export interface ScheduleProps {
  t: Translator;
  id: string;
  caption: string;
  /** Fiscal years in order, with their words. */
  years: { year: number; label: string }[];
  phases: Phase[];
}

const WORDS = {
  plan: 'ui.phase.plan',
  build: 'ui.phase.build',
  operate: 'ui.phase.operate',
} as const satisfies Record<PhaseKind, MessageKey>;

/** One row a phase: empty years, one cell across the years of the phase, empty years. */
const Row = ({ t, phase, years }: { t: Translator; phase: Phase; years: ScheduleProps['years'] }) => {
  const first = Math.max(
    0,
    years.findIndex(({ year }) => year >= phase.from),
  );
  const length = years.filter(({ year }) => year >= phase.from && year <= phase.to).length;
  const empty = (count: number) => Array.from({ length: count }, () => <td />);
  return (
    <tr>
      <th scope="row">{t(WORDS[phase.kind])}</th>
      {empty(length === 0 ? years.length : first)}
      {length > 0 && (
        <td colspan={length} data-phase={phase.kind}>
          <span>{phase.text ?? t(WORDS[phase.kind])}</span>
        </td>
      )}
      {length > 0 && empty(years.length - first - length)}
    </tr>
  );
};

/** Schedule of a measure as bars over fiscal years; a real table, so it reads and prints as one. */
export const Schedule = ({ t, id, caption, years, phases }: ScheduleProps) => (
  <div class="table schedule">
    <scroll-region role="region" aria-labelledby={`${id}-caption`} tabindex="0">
      <table id={id}>
        <caption id={`${id}-caption`} class="visually-hidden">
          {caption}
        </caption>
        <thead>
          <tr>
            <td />
            {years.map(({ label }) => (
              <th scope="col">{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {phases.map((phase) => (
            <Row t={t} phase={phase} years={years} />
          ))}
        </tbody>
      </table>
    </scroll-region>
  </div>
);
