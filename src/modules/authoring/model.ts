import type { UnfinishedProcedure } from '#modules/procedure/api.js';

export type DraftDocument = UnfinishedProcedure;
export type DraftPage = DraftDocument['form']['pages'][number];
export type DraftThirdParty = NonNullable<DraftDocument['thirdParties']>[number];
export type DraftField = DraftPage['fields'][number];

export const DRAFT_STATES = ['draft', 'previewed', 'inApproval', 'approved'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** A definition that is being written. */
export interface Draft {
  procedure: string;
  unit: string;
  document: DraftDocument;
  state: DraftState;
  revision: number;
  /** Version that it was begun from; null for a new procedure. */
  baseVersion: string | null;
  /** Ids of everybody who wrote in it. */
  editors: readonly string[];
  createdAt: Temporal.Instant;
  changedAt: Temporal.Instant;
  changedBy: string;
  note: string;
  askedBy: string | null;
  askedAt: Temporal.Instant | null;
  decidedBy: string | null;
  decidedAt: Temporal.Instant | null;
  /** Why it was sent back. */
  reason: string | null;
}

export type DraftAction =
  | 'edit'
  | 'preview'
  | 'ask'
  | 'pullBack'
  | 'approve'
  | 'sendBack'
  | 'publish'
  | 'discard';

/** What may happen next. */
const NEXT = {
  draft: ['edit', 'preview', 'discard'],
  previewed: ['edit', 'preview', 'ask', 'discard'],
  inApproval: ['pullBack', 'approve', 'sendBack'],
  approved: ['pullBack', 'publish'],
} as const satisfies Record<DraftState, readonly DraftAction[]>;

export const mayHappen = (state: DraftState, action: DraftAction): boolean =>
  (NEXT[state] as readonly DraftAction[]).includes(action);

/** Somebody else than those who wrote it (内部統制: nobody approves their own work). */
export const mayApprove = (draft: Pick<Draft, 'editors' | 'askedBy'>, staff: string): boolean =>
  !draft.editors.includes(staff) && draft.askedBy !== staff;

/** A new procedure, with what nearly all have; everything else is for its author to say. */
export const blankDocument = (id: string, title: string, unit: string): DraftDocument => ({
  id,
  title,
  unit,
  audience: 'resident',
  assuranceLevel: 'low',
  ways: [{ channel: 'online', text: 'このページから申請できます。' }],
  declaration: '入力した内容は事実のとおりです。',
  standardProcessingDays: 5,
  output: { kind: 'none' },
  retention: { years: 5 },
  form: { pages: [] },
});
