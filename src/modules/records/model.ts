import type { StoredFile } from '#kernel/files/files.js';
import { fiscalYear, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import { AFTERWARDS, type Afterwards } from './definition.js';

export const DIRECTIONS = ['received', 'drafted', 'internal'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** 一般, 秘, 極秘. */
export const GRADES = ['open', 'secret', 'topSecret'] as const;
export type Grade = (typeof GRADES)[number];

export const DOCUMENT_STATES = ['open', 'completed', 'bound', 'destroyed', 'archived'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** The class of what came into the register by itself, until somebody chooses one. */
export const UNCLASSIFIED = 'unclassified';

export const DOCUMENT_ACTIONS = ['addVersion', 'classify', 'complete', 'bind', 'handOver'] as const;
export type DocumentAction = (typeof DOCUMENT_ACTIONS)[number];

/** What may happen to a document next. A bound one goes the way of its binder. */
export const DOCUMENT_NEXT = {
  open: ['addVersion', 'classify', 'complete', 'handOver'],
  completed: ['classify', 'bind', 'handOver'],
  bound: [],
  destroyed: [],
  archived: [],
} as const satisfies Record<DocumentState, readonly DocumentAction[]>;

/** What has no class yet is not finished: it would be kept for a time that nobody has stated. */
export const mayDo = (
  { state, classification }: Pick<DocumentHead, 'state' | 'classification'>,
  action: DocumentAction,
): boolean =>
  (DOCUMENT_NEXT[state] as readonly DocumentAction[]).includes(action) &&
  !(action === 'complete' && classification === UNCLASSIFIED);

/**
 * Whether a later confirmation (後閲) of the draft is appended to its record. Staff add no versions to what is finished
 * or bound; this one is appended by itself, and the decided version stays as it is.
 */
export const takesConfirmations = ({ state }: Pick<DocumentHead, 'state'>): boolean =>
  state === 'open' || state === 'completed' || state === 'bound';

/** 奈市第123号, of a fiscal year. */
export interface DocumentNumber {
  symbol: string;
  fiscalYear: number;
  number: number;
}

export const numberText = ({ symbol, number }: Pick<DocumentNumber, 'symbol' | 'number'>): string =>
  `${symbol}第${number}号`;

/** PDF measures in points, people in millimetres. */
export const POINTS_PER_MM = 72 / 25.4;

/** What the register says of a document in words of people: sealed wherever it lies. */
export interface DocumentWords {
  subject: string;
  /** From whom it came or to whom it goes; '' within the hall. */
  correspondent: string;
  /** Number and symbol that the other side gave it. */
  theirNumber: string;
}

export interface DocumentHead extends DocumentNumber, DocumentWords {
  id: string;
  direction: Direction;
  kind: string;
  unit: string;
  grade: Grade;
  classification: string;
  state: DocumentState;
  /** Staff id. */
  inCharge: string | null;
  /** Date that stands on it. */
  documentDate: Temporal.PlainDate | null;
  receivedOn: Temporal.PlainDate | null;
  registeredAt: Temporal.Instant;
  completedOn: Temporal.PlainDate | null;
  binderId: string | null;
  revision: number;
}

/** One version with its files; what was decided on is never changed, a new version is added. */
export interface DocumentVersion {
  version: number;
  /** SHA-256 over a secret salt and the files: what the journal keeps (see contentDigest). */
  digest: Uint8Array;
  /** Null once the contents are gone. */
  content: { salt: Uint8Array; files: StoredFile[] } | null;
  madeAt: Temporal.Instant;
  madeBy: string;
}

export const BINDER_STATES = ['open', 'proposed', 'destroyed', 'archived'] as const;
export type BinderState = (typeof BINDER_STATES)[number];

/** 簿冊: what is kept together, and for the same time. */
export interface Binder {
  id: string;
  unit: string;
  fiscalYear: number;
  classification: string;
  volume: number;
  title: string;
  retention: string;
  /** Last day of its retention; null: for ever. */
  keptUntil: Temporal.PlainDate | null;
  state: BinderState;
  revision: number;
}

/** Last day on which a binder is kept: counted from 1 April after its year. */
export const keptUntil = (year: number, years: number | null): Temporal.PlainDate | null =>
  years === null ? null : fiscalYearStart(fiscalYear(year + 1 + years)).subtract({ days: 1 });

export const isOver = (binder: Pick<Binder, 'keptUntil'>, day: Temporal.PlainDate): boolean =>
  binder.keptUntil !== null && Temporal.PlainDate.compare(binder.keptUntil, day) < 0;

export const BINDER_EVENTS = ['extended', 'handedOver'] as const;
export type BinderEventKind = (typeof BINDER_EVENTS)[number];

/** What happened to a binder besides being filled. */
export interface BinderEvent {
  kind: BinderEventKind;
  /** Day or unit before and after. */
  from: string;
  to: string;
  reason: string;
  by: string;
  at: Temporal.Instant;
}

/** What becomes of binders whose retention is over: destroyed, or given to the archive (歴史公文書). */
export const DISPOSAL_KINDS = AFTERWARDS;
export type DisposalKind = Afterwards;

/** `approved`: decided elsewhere, and not carried out yet. */
export const DISPOSAL_STATES = ['proposed', 'approved', 'refused', 'withdrawn', 'done'] as const;
export type DisposalState = (typeof DISPOSAL_STATES)[number];

/** A list of binders whose retention is over, to be destroyed or given to the archive once it is approved. */
export interface Disposal extends DocumentNumber {
  id: string;
  kind: DisposalKind;
  state: DisposalState;
  unit: string;
  reason: string;
  proposedBy: string;
  proposedAt: Temporal.Instant;
  decidedBy: string | null;
  decidedAt: Temporal.Instant | null;
}

export const documentSubject = (id: string): string => `document/${id}`;
export const binderSubject = (id: string): string => `binder/${id}`;
export const disposalSubject = (id: string): string => `disposal/${id}`;
