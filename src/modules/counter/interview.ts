import { createHash } from 'node:crypto';
import type { Answers } from '#forms/answers.js';
import type { Locale } from '#kernel/i18n/locales.js';
import type { IdentityCheck } from '#modules/procedure/api.js';
import type { EntryCode } from './entry-code.js';

/** With which the person on the tablet confirmed: drawn, or the name typed where nobody can draw. */
export type Signature = { png: string; signedOn: string } | { name: string; signedOn: string };

export interface InterviewContent {
  locale: Locale;
  /** Answers to the questions of the guide. */
  guide: Answers;
  /** Procedures whose forms are filled, with the version at the start. */
  procedures: { id: string; version: string }[];
  /** Answers to the combined form. */
  answers: Answers;
  signature: Signature | null;
  /** Digest of what was signed: a change afterwards needs a new signature. */
  signed: string | null;
  /** To show it again; the row is found by its hash. */
  code: EntryCode | null;
}

export interface Interview {
  id: string;
  guide: string;
  state: 'open' | 'submitted';
  holder: string;
  clerk: string | null;
  content: InterviewContent;
  savedAt: Temporal.Instant | null;
  submittedAt: Temporal.Instant | null;
  expiresAt: Temporal.Instant;
}

/** The account of whoever began it, to whom its cases belong; null for a visitor and for what a clerk began. */
export const accountOf = (holder: string): string | null =>
  /^(resident|business)\//.test(holder) ? holder : null;

/** Files of an interview, until they go to its cases. */
export const filesHolder = (id: string): string => `counter/${id}`;

/** Why staff open somebody's pre-entry. A fixed list: the journal holds no words that could name a person. */
export const COUNTER_PURPOSES = ['reception', 'consultation'] as const;
export type CounterPurpose = (typeof COUNTER_PURPOSES)[number];
export const isCounterPurpose = (text: string): text is CounterPurpose =>
  COUNTER_PURPOSES.some((purpose) => purpose === text);

/** How the clerk made sure who stands at the counter; the words are those of staff who write an application. */
export const COUNTER_CHECKS = [
  'photoCard',
  'twoDocuments',
  'agentDocuments',
] as const satisfies IdentityCheck[];
export const isCounterCheck = (text: string): text is (typeof COUNTER_CHECKS)[number] =>
  COUNTER_CHECKS.some((check) => check === text);

/** SHA-256 of what a person signs: the procedures and every answer that counts. */
export const digestOf = (procedures: InterviewContent['procedures'], relevant: Answers): string => {
  const answers = Object.entries(relevant).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([procedures.map(({ id, version }) => [id, version]), answers]))
    .digest('hex');
};

/** So long a pre-entry waits for its person. */
export const LIFE = Temporal.Duration.from({ hours: 30 * 24 });
