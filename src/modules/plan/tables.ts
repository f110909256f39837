import type { Change, Rating } from './model.js';

export interface PlanTables {
  plan_document: {
    tenant: string;
    plan: string;
    key: string;
    version: number;
    kind: 'plan' | 'measure';
    document: unknown;
    change: Change;
    reason: string | null;
    changed_at: Temporal.Instant;
    changed_by: string;
    changed_as_role: string | null;
    changed_as_unit: string | null;
  };
  plan_current: { tenant: string; plan: string; key: string; version: number };
  plan_round: {
    tenant: string;
    id: string;
    plan: string;
    fiscal_year: number;
    state: 'open' | 'judging' | 'published';
    due_on: Temporal.PlainDate;
    opened_at: Temporal.Instant;
    opened_by: string;
    published_at: Temporal.Instant | null;
  };
  plan_task: {
    tenant: string;
    round: string;
    measure: string;
    state: 'requested' | 'submitted' | 'returned' | 'judged';
    evidence: unknown;
    submitted_at: Temporal.Instant | null;
    submitted_by: string | null;
    returned_reason: string | null;
    reminded_step: number;
    rating: Rating | null;
    comment: string | null;
    judged_at: Temporal.Instant | null;
    judged_by: string | null;
  };
  plan_snapshot: {
    tenant: string;
    round: string;
    fiscal_year: number;
    published_at: Temporal.Instant;
    content: unknown;
    hash: Uint8Array;
  };
}
