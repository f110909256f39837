import { Icon, type IconName } from './icon.js';

/** What a state means to the reader; the word itself comes from the caller. */
export type StatusTone = 'neutral' | 'active' | 'waiting' | 'done' | 'problem';

const ICONS = {
  neutral: 'minus',
  active: 'chevronRight',
  waiting: 'clock',
  done: 'check',
  problem: 'warning',
} as const satisfies Record<StatusTone, IconName>;

/** State of a case, a booking, a report: an icon and a word, never colour alone. */
export const StatusTag = ({ tone, label }: { tone: StatusTone; label: string }) => (
  <span class="status-tag" data-tone={tone}>
    <Icon name={ICONS[tone]} />
    <span>{label}</span>
  </span>
);
