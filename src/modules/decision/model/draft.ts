import type { DraftState, Progress } from './progress.js';
import type { Right } from './rights.js';
import type { Extra } from './route.js';

/** What one chose to be related to: a document of the register, or a decided draft. */
export interface RelatedLink {
  kind: 'document' | 'draft';
  id: string;
}

/** A search among them states at most so many of each kind, for words of at least so many characters. */
export const MOST_FOUND = 20;
export const SHORTEST_WORD = 2;

/** What a draft says. */
export interface DraftContent {
  title: string;
  body: string;
  reason: string;
  /** 予算科目, where money is involved. */
  budget: string;
  /** Related documents: numbers or addresses, one a line. */
  related: string;
  /** Related documents that were searched and chosen. */
  links: readonly RelatedLink[];
}

export interface DraftTerms {
  kind: string;
  unit: string;
  urgent: boolean;
  amount: number | null;
  dueOn: Temporal.PlainDate | null;
  extra: Extra;
}

/** What another module put up. */
export interface Subject {
  module: string;
  id: string;
}

export interface Draft extends DraftTerms {
  id: string;
  drafter: string;
  state: DraftState;
  revision: number;
  round: number;
  subject: Subject | null;
  article: string | null;
  content: DraftContent;
  files: readonly string[];
  /** Pages of attached files, where they were counted. */
  filePages: Readonly<Record<string, number>>;
  basedOn: string | null;
  createdAt: Temporal.Instant;
  sentAt: Temporal.Instant | null;
  decidedAt: Temporal.Instant | null;
  /** When everything but its title was destroyed with the document that it became. */
  erasedAt: Temporal.Instant | null;
}

/** Who answered at a step, as that person was on that day. */
export interface Acted {
  staff: string;
  at: Temporal.Instant;
  right: Right;
  unit: string;
  title: string;
}

export interface Step extends Progress {
  named: string | null;
  openedAt: Temporal.Instant | null;
  acted: Acted | null;
  /** Whoever was asked confirms it later (後閲). */
  unconfirmed: boolean;
  confirmedBy: string | null;
  confirmedAt: Temporal.Instant | null;
}

export const ACTS = [
  'sent',
  'approved',
  'objected',
  'sentBack',
  'failed',
  'pulledBack',
  'withdrawn',
  'named',
  'rerouted',
  'noted',
  'confirmed',
  'circulationClosed',
] as const;
export type Act = (typeof ACTS)[number];

/** One thing that was done with a draft. */
export interface ActLine {
  act: Act;
  step: number | null;
  staff: string;
  unit: string | null;
  title: string | null;
  right: Right | null;
  /** Unit and title of the seat that it was done for, where it was somebody else's. */
  behalf: string | null;
  at: Temporal.Instant;
  comment: string | null;
}

/** Days in which one acts for another. */
export interface DelegationTerms {
  id: string;
  from: string;
  to: string;
  firstDay: Temporal.PlainDate;
  lastDay: Temporal.PlainDate;
}

/** Lists count up to here; beyond it they say so. */
export const MOST_COUNTED = 1000;
