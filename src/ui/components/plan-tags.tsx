import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';

/** Stage of a measure, shown as A, B, C, Z. */
export type StageMark = 'concept' | 'planning' | 'operation' | 'ended';
/** How an indicator or a measure stands against its target. */
export type RatingMark = 'ahead' | 'onCourse' | 'behind' | 'unknown';

interface Mark {
  word: MessageKey;
  /** On a grid of 20: the same shape wherever the mark is shown, also in print and in forced colours. */
  shape: { outline: string; fill?: string };
}

const CIRCLE = 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Z';

const STAGES = {
  concept: { letter: 'A', word: 'ui.stage.concept', shape: { outline: CIRCLE } },
  planning: {
    letter: 'B',
    word: 'ui.stage.planning',
    shape: { outline: CIRCLE, fill: 'M10 2.5v15a7.5 7.5 0 0 1 0-15Z' },
  },
  operation: { letter: 'C', word: 'ui.stage.operation', shape: { outline: CIRCLE, fill: CIRCLE } },
  ended: {
    letter: 'Z',
    word: 'ui.stage.ended',
    shape: { outline: 'M3 3h14v14H3V3Z', fill: 'M5.5 9h9v2h-9V9Z' },
  },
} as const satisfies Record<StageMark, Mark & { letter: string }>;

const RATINGS = {
  ahead: {
    word: 'ui.rating.ahead',
    shape: { outline: 'M10 3 18 16.5H2L10 3Z', fill: 'M10 3 18 16.5H2L10 3Z' },
  },
  onCourse: {
    word: 'ui.rating.onCourse',
    shape: { outline: CIRCLE, fill: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z' },
  },
  behind: {
    word: 'ui.rating.behind',
    shape: { outline: 'M10 17 2 3.5h16L10 17Z', fill: 'M10 17 2 3.5h16L10 17Z' },
  },
  unknown: { word: 'ui.rating.unknown', shape: { outline: 'M3 10h14' } },
} as const satisfies Record<RatingMark, Mark>;

const Shape = ({ outline, fill }: Mark['shape']) => (
  <svg class="mark-shape" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    {fill && <path class="mark-fill" d={fill} />}
    <path d={outline} />
  </svg>
);

export const stageText = (t: Translator, stage: StageMark) => ({
  letter: STAGES[stage].letter,
  word: t(STAGES[stage].word),
});

/** The stage in a line of text: B 計画 */
export function stageWords(t: Translator, stage: StageMark): string {
  const { letter, word } = stageText(t, stage);
  return `${letter} ${word}`;
}

/** ◐ B 計画中 */
export const StageTag = ({ t, stage }: { t: Translator; stage: StageMark }) => (
  <span class="mark" data-stage={stage}>
    <Shape {...STAGES[stage].shape} />
    <span>
      <b>{STAGES[stage].letter}</b> {t(STAGES[stage].word)}
    </span>
  </span>
);

/** ▲ 目標を上回る */
export const RatingTag = ({ t, rating }: { t: Translator; rating: RatingMark }) => (
  <span class="mark" data-rating={rating}>
    <Shape {...RATINGS[rating].shape} />
    <span>{t(RATINGS[rating].word)}</span>
  </span>
);

export interface MarkCount {
  kind: StageMark | RatingMark;
  count: number;
}

const isStage = (kind: MarkCount['kind']): kind is StageMark => kind in STAGES;

/** Counts by stage or rating in one line: ◐ B 計画中 12. */
export const MarkCounts = ({ t, label, counts }: { t: Translator; label: string; counts: MarkCount[] }) => (
  <ul class="mark-counts" aria-label={label}>
    {counts.map(({ kind, count }) => (
      <li data-zero={count === 0 ? '' : undefined}>
        {isStage(kind) ? <StageTag t={t} stage={kind} /> : <RatingTag t={t} rating={kind} />}
        <b class="mark-count">{t.number(count)}</b>
      </li>
    ))}
  </ul>
);
