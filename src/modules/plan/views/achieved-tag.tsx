import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { StatusTag, type StatusTone } from '#ui/components/status-tag.js';
import type { IndicatorYear } from '../model.js';

type Achieved = NonNullable<IndicatorYear['achieved']>;

const LOOKS = {
  yes: { tone: 'done', word: 'measure.achieved.yes' },
  partly: { tone: 'waiting', word: 'measure.achieved.partly' },
  no: { tone: 'problem', word: 'measure.achieved.no' },
} as const satisfies Record<Achieved, { tone: StatusTone; word: MessageKey }>;

/** Whether a step was taken. */
export const AchievedTag = ({ t, achieved }: { t: Translator; achieved: Achieved }) => (
  <StatusTag tone={LOOKS[achieved].tone} label={t(LOOKS[achieved].word)} />
);
