import type { DisclosureRules } from './definition.js';
import type { DocumentNumber } from './model.js';

export const DISCLOSURE_STATES = ['open', 'decided', 'delivered'] as const;
export type DisclosureState = (typeof DISCLOSURE_STATES)[number];

/** 全部開示, 部分開示, 不開示, 不存在. */
export const DECISIONS = ['full', 'partial', 'refused', 'absent'] as const;
export type DisclosureDecision = (typeof DECISIONS)[number];

/** What is sealed: who asks, for what, and reasons in words. */
export interface DisclosureWords {
  requester: string;
  address: string;
  what: string;
  extension: string;
  reason: string;
  /** Why the copies cost nothing; '' where they do. */
  waiver: string;
}

export interface Disclosure extends DocumentNumber, DisclosureWords {
  id: string;
  unit: string;
  state: DisclosureState;
  receivedOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  extended: boolean;
  decision: DisclosureDecision | null;
  pages: number | null;
  fee: number | null;
  decidedBy: string | null;
  decidedAt: Temporal.Instant | null;
  deliveredOn: Temporal.PlainDate | null;
  revision: number;
}

/** Day by which a request is decided: so many days, counted from the day after it came. */
export const dueOn = (receivedOn: Temporal.PlainDate, { days }: DisclosureRules): Temporal.PlainDate =>
  receivedOn.add({ days });

/** The latest day to which it may be put off, once. */
export const extendedDueOn = (due: Temporal.PlainDate, { extension }: DisclosureRules): Temporal.PlainDate =>
  due.add({ days: extension });

export const isLate = (
  { state, dueOn: due }: Pick<Disclosure, 'state' | 'dueOn'>,
  day: Temporal.PlainDate,
): boolean => state === 'open' && Temporal.PlainDate.compare(due, day) < 0;

export const feeFor = (
  decision: DisclosureDecision,
  pages: number,
  { yenPerPage }: DisclosureRules,
): number => (decision === 'full' || decision === 'partial' ? pages * yenPerPage : 0);

/** How the copies come to whoever asked. */
export const DELIVERIES = ['counter', 'post'] as const;
export type Delivery = (typeof DELIVERIES)[number];

export const disclosureSubject = (id: string): string => `disclosure/${id}`;
