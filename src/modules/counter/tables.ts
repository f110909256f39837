import type { Generated } from 'kysely';
import type { TaskState } from './desk.js';

export interface CounterTables {
  counter_interview: {
    tenant: string;
    id: string;
    guide: string;
    state: 'open' | 'submitted';
    holder: string;
    code_hash: Uint8Array | null;
    clerk: string | null;
    content: Uint8Array;
    created_at: Temporal.Instant;
    updated_at: Temporal.Instant;
    saved_at: Temporal.Instant | null;
    opened_at: Temporal.Instant | null;
    submitted_at: Temporal.Instant | null;
    expires_at: Temporal.Instant;
  };
  counter_case: { tenant: string; interview: string; procedure: string; case_id: string; position: number };
  counter_visit: {
    tenant: string;
    id: string;
    guide: string;
    state: 'open' | 'closed';
    meets_at: Temporal.Instant;
    content: Uint8Array;
    interview: string | null;
    created_by: string;
    created_at: Temporal.Instant;
    closed_at: Temporal.Instant | null;
    expires_at: Temporal.Instant;
  };
  counter_task: {
    tenant: string;
    id: string;
    visit: string;
    item: string;
    position: number;
    unit: string | null;
    subject: object;
    state: TaskState;
    note: Uint8Array | null;
    due_on: Temporal.PlainDate | null;
    revision: Generated<number>;
    changed_by: string | null;
    changed_at: Temporal.Instant | null;
  };
}
