import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { StatusTone } from '#ui/components/status-tag.js';
import type { ReportRules } from '../catalog.js';
import { type ReportEvent, STATES, type State } from '../model.js';

export const STATE_WORDS = {
  received: 'reports.received',
  looked: 'reports.looked',
  assigned: 'reports.assigned',
  inWork: 'reports.inWork',
  closed: 'reports.closed',
  reopened: 'reports.reopened',
  passedOn: 'reports.passedOn',
} as const satisfies Record<State, string>;

export const STATE_TONES = {
  received: 'waiting',
  looked: 'active',
  assigned: 'active',
  inWork: 'active',
  closed: 'done',
  reopened: 'problem',
  passedOn: 'waiting',
} as const satisfies Record<State, StatusTone>;

export const OPEN_STATES: readonly State[] = STATES.filter((state) => state !== 'closed');

export const kindTitle = (t: Translator, rules: ReportRules, id: string): string => {
  const kind = rules.kind(id);
  return kind ? localize(kind.title, t.locale) : id;
};

export const titleIn = <Item extends { id: string; title: string | Parameters<typeof localize>[0] }>(
  t: Translator,
  items: readonly Item[],
  id: string | null,
): string => {
  const found = items.find((item) => item.id === id);
  return found ? localize(found.title, t.locale) : (id ?? '');
};

const EVENT_WORDS = {
  received: 'reports.received',
  looked: 'reports.looked',
  assigned: 'reports.assigned',
  started: 'reports.inWork',
  closed: 'reports.closed',
  reopened: 'reports.reopened',
  passedOn: 'reports.passedOn',
  takenBack: 'reports.takenBack',
  kindChanged: 'reports.kindChanged',
  joined: 'reports.joined',
  replied: 'reports.replied',
  flagged: 'reportDesk.wasFlagged',
  unflagged: 'reportDesk.wasUnflagged',
  called: 'reportDesk.wasCalled',
} as const;

export const eventWords = (t: Translator, { kind, state }: ReportEvent): string =>
  kind === 'ownerProgressed'
    ? t('reports.ownerProgressed', { state: t(STATE_WORDS[state ?? 'received']) })
    : t(EVENT_WORDS[kind]);
