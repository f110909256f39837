import type { EntryData } from '#kernel/journal/entry.js';

export type Side = 'staff' | 'citizen';

/**
 * Whom an entry is told to. `worker`: whoever has the case, or everybody of its section while nobody has it. `asker`:
 * whoever asked for the approval of a definition or a page of charts. `deciders`: those who can act on a draft since this entry. `drafter`:
 * whose draft it is. `addressee`: to whom a document was sent. `damageWorkers`: the section that looks after a report.
 * `dataOwners`: the section of a dataset. `keepers`: those who keep a register. `proposer`: who proposed a disposal.
 */
export type Audience =
  | 'applicant'
  | 'worker'
  | 'namedStaff'
  | 'newSection'
  | 'reporters'
  | 'approvers'
  | 'asker'
  | 'deciders'
  | 'drafter'
  | 'addressee'
  | 'damageWorkers'
  | 'dataOwners'
  | 'keepers'
  | 'proposer';

/** What notices say. The words are in the catalogues under these names. */
export const NOTICE_KINDS = [
  'assigned',
  'toSection',
  'messageFromApplicant',
  'messageFromOffice',
  'correctionRequested',
  'corrected',
  'partSent',
  'partExpired',
  'approved',
  'issued',
  'refused',
  'revoked',
  'withdrawn',
  'planOpened',
  'planReminded',
  'planReturned',
  'approvalAsked',
  'definitionApproved',
  'definitionSentBack',
  'registerAsked',
  'registerApproved',
  'registerSentBack',
  'disposalAsked',
  'disposalDone',
  'disposalRefused',
  'decisionAsked',
  'decisionLate',
  'decisionReturned',
  'decisionMade',
  'letterCame',
  'reportCame',
  'reportReopened',
  'datasetOverdue',
  'dashboardAsked',
  'dashboardPublished',
  'dashboardSentBack',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface Told {
  kind: NoticeKind;
  to: readonly Audience[];
}

type Rule = Told & { when?: (data: EntryData) => boolean };

/** Which journal entries are told to whom; the actor of an entry is never told of it. */
const RULES = {
  'case.assigned': [{ kind: 'assigned', to: ['namedStaff'] }],
  'case.handedOver': [{ kind: 'toSection', to: ['newSection'] }],
  'case.stepSignedOff': [{ kind: 'toSection', to: ['newSection'], when: ({ to }) => typeof to === 'string' }],
  'case.messageSent': [
    { kind: 'messageFromApplicant', to: ['worker'], when: ({ from }) => from === 'applicant' },
    { kind: 'messageFromOffice', to: ['applicant'], when: ({ from }) => from === 'staff' },
  ],
  'case.correctionRequested': [{ kind: 'correctionRequested', to: ['applicant'] }],
  'case.corrected': [{ kind: 'corrected', to: ['worker'] }],
  'case.partSent': [{ kind: 'partSent', to: ['applicant', 'worker'] }],
  'case.partExpired': [{ kind: 'partExpired', to: ['applicant', 'worker'] }],
  'case.approved': [{ kind: 'approved', to: ['applicant'] }],
  'case.issued': [{ kind: 'issued', to: ['applicant'] }],
  'case.refused': [{ kind: 'refused', to: ['applicant'] }],
  'case.withdrawn': [{ kind: 'withdrawn', to: ['worker'] }],
  'certificate.revoked': [{ kind: 'revoked', to: ['applicant'] }],
  'certificate.reissued': [{ kind: 'issued', to: ['applicant'] }],
  'plan.roundOpened': [{ kind: 'planOpened', to: ['reporters'] }],
  'plan.reminded': [{ kind: 'planReminded', to: ['reporters'] }],
  'plan.reportReturned': [{ kind: 'planReturned', to: ['reporters'] }],
  'definition.approvalAsked': [{ kind: 'approvalAsked', to: ['approvers'] }],
  'definition.approved': [{ kind: 'definitionApproved', to: ['asker'] }],
  'definition.sentBack': [{ kind: 'definitionSentBack', to: ['asker'] }],
  // By decision its route tells those whose turn it is.
  'register.approvalAsked': [
    { kind: 'registerAsked', to: ['approvers'], when: ({ of }) => of === 'colleague' },
  ],
  'register.draftApproved': [{ kind: 'registerApproved', to: ['asker'] }],
  'register.draftSentBack': [{ kind: 'registerSentBack', to: ['asker'] }],
  'register.disposalProposed': [
    { kind: 'disposalAsked', to: ['keepers'], when: ({ of }) => of === 'colleague' },
  ],
  'register.disposalDone': [{ kind: 'disposalDone', to: ['proposer'], when: ({ of }) => of === 'colleague' }],
  'register.disposalRefused': [
    { kind: 'disposalRefused', to: ['proposer'], when: ({ of }) => of === 'colleague' },
  ],
  'decision.sent': [{ kind: 'decisionAsked', to: ['deciders'] }],
  'decision.approved': [{ kind: 'decisionAsked', to: ['deciders'] }],
  'decision.objected': [{ kind: 'decisionAsked', to: ['deciders'] }],
  'decision.rerouted': [{ kind: 'decisionAsked', to: ['deciders'] }],
  'decision.named': [{ kind: 'decisionAsked', to: ['deciders'] }],
  'decision.reminded': [{ kind: 'decisionLate', to: ['deciders'] }],
  'decision.returned': [
    { kind: 'decisionReturned', to: ['drafter'], when: ({ to }) => to === 'drafter' },
    { kind: 'decisionAsked', to: ['deciders'] },
  ],
  'decision.decided': [{ kind: 'decisionMade', to: ['drafter'] }],
  'report.received': [{ kind: 'reportCame', to: ['damageWorkers'] }],
  'report.reopened': [{ kind: 'reportReopened', to: ['damageWorkers'], when: ({ by }) => by !== 'staff' }],
  'dataset.overdue': [{ kind: 'datasetOverdue', to: ['dataOwners'] }],
  // By decision its route tells those whose turn it is, and the drafter.
  'dataset.dashboardAsked': [
    { kind: 'dashboardAsked', to: ['approvers'], when: ({ of }) => of === 'colleague' },
  ],
  'dataset.dashboardPublished': [
    { kind: 'dashboardPublished', to: ['asker'], when: ({ of }) => of === 'colleague' },
  ],
  'dataset.dashboardSentBack': [
    { kind: 'dashboardSentBack', to: ['asker'], when: ({ of }) => of === 'colleague' },
  ],
  'document.dispatched': [{ kind: 'letterCame', to: ['addressee'], when: ({ way }) => way === 'my' }],
  'document.copiesSent': [{ kind: 'letterCame', to: ['addressee'] }],
} as const satisfies Record<string, readonly Rule[]>;

const RULES_BY_TYPE: ReadonlyMap<string, readonly Rule[]> = new Map(Object.entries(RULES));

export const TOLD_ENTRIES: readonly string[] = Object.keys(RULES);

/** What to tell of an entry, and to whom; undefined when nobody is told. */
export function toldOf(type: string, data: EntryData): Told | undefined {
  return RULES_BY_TYPE.get(type)?.find(({ when }) => when === undefined || when(data));
}

const ASKED = ['decisionAsked', 'decisionLate'] as const;

/** Entries by which nobody is asked any more: it was decided, sent back, taken back or given up. */
const ENDS = {
  'definition.approved': ['approvalAsked'],
  'definition.sentBack': ['approvalAsked'],
  'definition.pulledBack': ['approvalAsked'],
  'definition.discarded': ['approvalAsked'],
  'register.draftApproved': ['registerAsked'],
  'register.draftSentBack': ['registerAsked'],
  'register.draftPulledBack': ['registerAsked'],
  'register.draftDiscarded': ['registerAsked'],
  'register.disposalDone': ['disposalAsked'],
  'register.disposalRefused': ['disposalAsked'],
  'register.disposalWithdrawn': ['disposalAsked'],
  'dataset.dashboardPublished': ['dashboardAsked'],
  'dataset.dashboardSentBack': ['dashboardAsked'],
  'dataset.dashboardPulledBack': ['dashboardAsked'],
  'dataset.dashboardDiscarded': ['dashboardAsked'],
  'decision.decided': ASKED,
  'decision.returned': ASKED,
  'decision.pulledBack': ASKED,
  'decision.withdrawn': ASKED,
} as const satisfies Record<string, readonly NoticeKind[]>;

const ENDS_BY_TYPE: ReadonlyMap<string, readonly NoticeKind[]> = new Map(Object.entries(ENDS));

export const ENDING_ENTRIES: readonly string[] = Object.keys(ENDS);

/** Kinds of earlier notices about the same subject that an entry makes old news. */
export const endedBy = (type: string): readonly NoticeKind[] => ENDS_BY_TYPE.get(type) ?? [];

export interface Notice {
  /** Journal position of what it tells of: its name among the person's notices. */
  entry: number;
  kind: NoticeKind;
  subject: string;
  data: EntryData;
  at: Temporal.Instant;
  isRead: boolean;
}

/** The number by which the lists of decisions name a draft. */
export const shortId = (id: string): string => id.slice(-6).toUpperCase();

/** Below the municipality: where a person sees what the notice is about. */
export function targetOf(
  { kind, subject, data }: Pick<Notice, 'kind' | 'subject' | 'data'>,
  side: Side,
): string {
  if (kind === 'planOpened' || kind === 'planReminded' || kind === 'planReturned') return '/staff/plan/tasks';
  const [what, id = ''] = subject.split('/');
  if (what === 'procedure') return `/staff/authoring/${id}`;
  if (what === 'register' && typeof data.disposal === 'string')
    return `/staff/registers/${id}/retention/${data.disposal}`;
  if (what === 'register') return `/staff/registers/drafts/${id}/preview`;
  if (what === 'decision') return `/staff/decisions/${id}`;
  if (what === 'dashboard') return `/staff/dashboards/${id}`;
  if (what === 'dataset') return `/staff/datasets/${id}`;
  if (what === 'report') return `/staff/reports/${id}`;
  if (what === 'document') return `/my/letters/${id}`;
  const base = side === 'staff' ? `/staff/cases/${id}` : `/my/cases/${id}`;
  return kind === 'messageFromApplicant' || kind === 'messageFromOffice' ? `${base}/messages` : base;
}
