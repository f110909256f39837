import type { AbsenceReason, PostingKind } from './model.js';

export interface OrganizationTables {
  organization_unit: {
    tenant: string;
    id: string;
    name: string;
    parent: string | null;
    from_date: Temporal.PlainDate;
    to_date: Temporal.PlainDate | null;
    successor: string | null;
  };
  organization_posting: {
    tenant: string;
    id: string;
    staff: string;
    unit: string;
    post: string;
    kind: PostingKind;
    from_date: Temporal.PlainDate;
    to_date: Temporal.PlainDate | null;
    posted_at: Temporal.Instant;
    posted_by: string;
  };
  organization_absence: {
    tenant: string;
    id: string;
    staff: string;
    from_date: Temporal.PlainDate;
    to_date: Temporal.PlainDate;
    reason: AbsenceReason;
    recorded_at: Temporal.Instant;
    recorded_by: string;
    cancelled_at: Temporal.Instant | null;
  };
}
