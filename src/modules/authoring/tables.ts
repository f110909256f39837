import type { Generated } from 'kysely';
import type { DraftState } from './model.js';

export interface AuthoringTables {
  authoring_draft: {
    tenant: string;
    procedure: string;
    unit: string;
    document: object;
    state: DraftState;
    revision: Generated<number>;
    base_version: string | null;
    editors: readonly string[];
    created_at: Temporal.Instant;
    changed_at: Temporal.Instant;
    changed_by: string;
    note: Generated<string>;
    asked_by: string | null;
    asked_at: Temporal.Instant | null;
    decided_by: string | null;
    decided_at: Temporal.Instant | null;
    reason: string | null;
  };
  authoring_origin: {
    tenant: string;
    procedure: string;
    original: string;
    version: string;
    document: object;
    taken_at: Temporal.Instant;
  };
}
