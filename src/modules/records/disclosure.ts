import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { CountedBy, DisclosureRules } from './definition.js';
import type { DocumentNumber } from './model.js';

export const DISCLOSURE_STATES = ['open', 'decided', 'delivered'] as const;
export type DisclosureState = (typeof DISCLOSURE_STATES)[number];

/** 全部開示, 部分開示, 不開示, 不存在. */
export const DECISIONS = ['full', 'partial', 'refused', 'absent'] as const;
export type DisclosureDecision = (typeof DECISIONS)[number];

/** Copies of one kind, at the rate of the day of the decision. */
export interface CopyLine {
  rate: string;
  title: LocalizedText;
  per: CountedBy;
  yen: number;
  number: number;
}

/** What is sealed: who asks, for what, and reasons in words. */
export interface DisclosureWords {
  requester: string;
  address: string;
  what: string;
  extension: string;
  reason: string;
  /** Why the copies cost nothing; '' where they do. */
  waiver: string;
  /** Copies that were asked for. */
  lines: readonly CopyLine[];
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
  /** The letter with the decision, a document of the register; null while it is open. */
  letter: string | null;
  /** Whose my page it is, where who asks is known. */
  recipient: string | null;
  deliveredOn: Temporal.PlainDate | null;
  deliveredWay: Delivery | null;
  deliveredBy: string | null;
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

export const isDisclosed = (decision: DisclosureDecision): boolean =>
  decision === 'full' || decision === 'partial';

/** So many copies of each kind at the rates of today; of what is not disclosed there are none. */
export const linesFor = (
  decision: DisclosureDecision,
  numbers: ReadonlyMap<string, number>,
  { rates }: DisclosureRules,
): CopyLine[] =>
  rates.flatMap(({ id, title, per, yen }) => {
    const number = isDisclosed(decision) ? (numbers.get(id) ?? 0) : 0;
    return number > 0 ? [{ rate: id, title, per, yen, number }] : [];
  });

export const feeOf = (lines: readonly CopyLine[]): number =>
  lines.reduce((sum, { yen, number }) => sum + yen * number, 0);

export const sheetsOf = (lines: readonly CopyLine[]): number =>
  lines.filter(({ per }) => per === 'sheet').reduce((sum, { number }) => sum + number, 0);

/** How the copies come to whoever asked. */
export const DELIVERIES = ['counter', 'post', 'my'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** A file that is given out, or was. */
export interface DisclosureCopy {
  file: string;
  name: string;
  mediaType: string;
  size: number;
  /** SHA-256 of its bytes, hexadecimal. */
  digest: string;
  addedBy: string;
  addedAt: Temporal.Instant;
  /** When it was opened first on the my page. */
  openedAt: Temporal.Instant | null;
}

export const disclosureSubject = (id: string): string => `disclosure/${id}`;
