import type { Context } from '#kernel/context.js';
import type { Entry } from '#kernel/journal/entry.js';
import type { EntryType as WrittenEntry } from '#kernel/module.js';

/** Journal entries of this module. The words for people are in the catalogues. */
export const ENTRIES = {
  'case.submitted': {
    means: 'A procedure was submitted; `answer` where the definition lets plans count by a public choice',
    data: ['procedure', 'version', 'channel', 'unit', 'answer'],
  },
  'case.assigned': {
    means: 'A member of staff took the case, or was given it',
    data: ['procedure', 'unit', 'to'],
  },
  'case.viewed': {
    means: 'A member of staff looked at the case, with the purpose stated',
    data: ['procedure', 'role', 'unit'],
  },
  'case.stepSignedOff': {
    means: 'A step of the review was signed off',
    data: ['procedure', 'unit', 'step', 'to'],
  },
  'case.checked': {
    means: 'Points of the review were ticked, or the tick taken back; by their numbers in the definition',
    data: ['procedure', 'unit', 'set', 'cleared'],
  },
  'case.erased': {
    means: 'Everything personal of a case was deleted because its retention was over',
    data: ['procedure', 'unit', 'years', 'files'],
  },
  'case.handedOver': {
    means: 'The case went to another section',
    data: ['procedure', 'unit', 'to'],
  },
  'case.messageSent': {
    means: 'Applicant or staff wrote to each other about the case',
    data: ['procedure', 'unit', 'from'],
  },
  'case.noted': { means: 'Staff wrote a note that the applicant does not see', data: ['procedure', 'unit'] },
  'case.linked': {
    means: 'The case was linked with another one: by staff, or because one interview became both',
    data: ['procedure', 'unit', 'other'],
  },
  'case.unlinked': {
    means: 'Staff took the link with another case away',
    data: ['procedure', 'unit', 'other'],
  },
  'case.correctionRequested': {
    means: 'The applicant was asked to correct named fields',
    data: ['procedure', 'unit', 'fields'],
  },
  'case.corrected': { means: 'The applicant corrected them', data: ['procedure', 'unit'] },
  'case.partInvited': {
    means: 'A third party was asked to complete a part',
    data: ['procedure', 'unit', 'part', 'by'],
  },
  'case.partOpened': { means: 'The third party opened the link', data: ['procedure', 'unit', 'part'] },
  'case.partSent': { means: 'The third party sent the part', data: ['procedure', 'unit', 'part'] },
  'case.partCancelled': {
    means: 'The request to complete a part was taken back',
    data: ['procedure', 'unit', 'part', 'by'],
  },
  'case.partExpired': {
    means: 'The link to a part was not used in time',
    data: ['procedure', 'unit', 'part'],
  },
  'case.partWaived': {
    means: 'The office has the part by another way, or does without',
    data: ['procedure', 'unit', 'part'],
  },
  'case.putUp': {
    means: 'What the case is to come to was put up for a decision',
    data: ['procedure', 'unit', 'outcome', 'openChecks'],
  },
  'case.takenBack': {
    means: 'What was put up was withdrawn; the review goes on',
    data: ['procedure', 'unit'],
  },
  'case.approved': {
    means: 'The case was approved; with how many points of the review still open',
    data: ['procedure', 'unit', 'channel', 'openChecks'],
  },
  'case.feeConfirmed': { means: 'The fee was paid', data: ['procedure', 'unit', 'amount'] },
  'case.refused': { means: 'The case was refused', data: ['procedure', 'unit'] },
  'case.withdrawn': { means: 'The applicant withdrew the case', data: ['procedure', 'unit'] },
  'case.issued': {
    means: 'The certificate or letter was issued',
    data: ['procedure', 'unit', 'channel', 'delivery'],
  },
  'certificate.downloaded': {
    means: 'The applicant downloaded the document',
    data: ['procedure', 'certificate'],
  },
  'certificate.handedOver': {
    means: 'The document reached the person on paper: at the counter, at a kiosk or by post',
    data: ['procedure', 'unit', 'certificate', 'by'],
  },
  'certificate.verified': {
    means: 'Somebody checked the document by its code',
    data: ['procedure', 'certificate', 'status'],
  },
  'certificate.revoked': {
    means: 'The document was revoked',
    data: ['procedure', 'unit', 'certificate', 'reason'],
  },
  'certificate.reissued': {
    means: 'A corrected document was issued in place of a revoked one; the case was counted with the first',
    data: ['procedure', 'unit', 'certificate', 'replaces', 'channel', 'delivery'],
  },
} as const satisfies Record<string, WrittenEntry>;

/** Papers before they are cases; no history of a case shows them. */
export const PAPER_ENTRIES = {
  'paper.sheetMade': {
    means: 'A paper form was printed with the answers of a draft',
    data: ['procedure', 'version', 'unit'],
  },
  'paper.scanned': {
    means: 'A paper form was scanned',
    data: ['procedure', 'version', 'unit', 'pages', 'attached'],
  },
  'paper.viewed': { means: 'A member of staff looked at a scanned form', data: ['procedure', 'unit'] },
  'paper.discarded': { means: 'A scanned form did not become a case', data: ['procedure', 'unit'] },
} as const satisfies Record<string, WrittenEntry>;

export type EntryType = keyof typeof ENTRIES;

export const isOwnEntry = (type: string): type is EntryType => type in ENTRIES;

/** What the applicant reads elsewhere, or what is a matter of the office only. */
const NOT_FOR_APPLICANTS: readonly string[] = [
  'case.viewed',
  'case.noted',
  'case.linked',
  'case.unlinked',
  'case.checked',
  'case.putUp',
  'case.takenBack',
] satisfies EntryType[];
export const isForApplicants = ({ type }: Pick<HistoryItem, 'type'>): boolean =>
  !NOT_FOR_APPLICANTS.includes(type);

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

export const withPurpose = (context: Context, purpose: string): Context => ({ ...context, purpose });

/** For what staff may open a case. A fixed list: the journal holds no words that could name a person. */
export const PURPOSES = ['review', 'inquiry', 'delivery', 'audit'] as const;
export type Purpose = (typeof PURPOSES)[number];
export const isPurpose = (text: string): text is Purpose => PURPOSES.some((purpose) => purpose === text);

/**
 * For trying a changed definition on past answers. It opens no case: names and the case itself stay closed until one
 * of the other purposes is stated.
 */
export const TRYING = 'definition';
export type LookPurpose = Purpose | typeof TRYING;
