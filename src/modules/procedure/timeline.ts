import type { Context } from '#kernel/context.js';
import type { Entry } from '#kernel/journal/entry.js';

/** Journal entries of this module: what each one means. The words for people are in the catalogues. */
export const ENTRIES = {
  'case.submitted': 'A procedure was submitted',
  'case.assigned': 'A member of staff took the case',
  'case.viewed': 'A member of staff looked at the case, with the purpose stated',
  'case.correctionRequested': 'The applicant was asked to correct named fields',
  'case.corrected': 'The applicant corrected them',
  'case.approved': 'The case was approved',
  'case.feeConfirmed': 'The fee was paid',
  'case.refused': 'The case was refused',
  'case.withdrawn': 'The applicant withdrew the case',
  'case.issued': 'The certificate or letter was issued',
  'certificate.downloaded': 'The applicant downloaded the document',
  'certificate.verified': 'Somebody checked the document by its code',
  'certificate.revoked': 'The document was revoked',
} as const;
export type EntryType = keyof typeof ENTRIES;

export const isOwnEntry = (type: string): type is EntryType => type in ENTRIES;

/** One thing that happened to a case. */
export interface HistoryItem {
  type: EntryType;
  at: Temporal.Instant;
  /** resident/…, staff/…; who that is, is looked up where names may be shown. */
  actor: string;
  purpose: string | null;
}

export const historyOf = (entries: readonly Entry[]): HistoryItem[] =>
  entries.flatMap(({ type, at, actor, purpose }) => (isOwnEntry(type) ? [{ type, at, actor, purpose }] : []));

/** Somebody in the town hall looked at a person's data: by role and unit, as the person may know. */
export interface Look {
  at: Temporal.Instant;
  role: string;
  unit: string | null;
  purpose: string;
  caseId: string;
}

export const looksIn = (entries: readonly Entry[]): Look[] =>
  entries.flatMap(({ type, at, purpose, data, subject }) =>
    type === 'case.viewed'
      ? [
          {
            at,
            role: String(data.role ?? ''),
            unit: typeof data.unit === 'string' ? data.unit : null,
            purpose: purpose ?? '',
            caseId: subject.slice('case/'.length),
          },
        ]
      : [],
  );

export const caseSubject = (id: string): string => `case/${id}`;

/** The staff id of a reference such as staff/0194…; null for everybody else. */
export const staffIdOf = (actor: string): string | null =>
  actor.startsWith('staff/') ? actor.slice('staff/'.length) : null;

export const withPurpose = (context: Context, purpose: string): Context => ({ ...context, purpose });

/** For what staff may open a case. A fixed list: the journal holds no words that could name a person. */
export const PURPOSES = ['review', 'inquiry', 'delivery', 'audit'] as const;
export type Purpose = (typeof PURPOSES)[number];
export const isPurpose = (text: string): text is Purpose => PURPOSES.some((purpose) => purpose === text);
