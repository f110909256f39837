import type { Generated } from 'kysely';
import type { Channel, Delivery } from './definition.js';
import type { CaseState, HandOver, MessageKind, Phase } from './model.js';

export interface ProcedureTables {
  procedure_definition: {
    tenant: string;
    id: string;
    version: string;
    document: object;
    digest: Uint8Array;
    loaded_at: Temporal.Instant;
    source: Generated<'catalogue' | 'authored'>;
  };
  procedure_publication: {
    tenant: string;
    procedure: string;
    version: string;
    from_on: Temporal.PlainDate;
    until_on: Temporal.PlainDate | null;
    published_at: Temporal.Instant;
    published_by: string;
    approved_by: string | null;
    note: string;
  };
  procedure_draft: {
    tenant: string;
    id: string;
    person: string;
    procedure: string;
    version: string;
    content: Uint8Array;
    created_at: Temporal.Instant;
    updated_at: Temporal.Instant;
  };
  procedure_case: {
    tenant: string;
    id: string;
    number: string;
    intake_key: string;
    intake_digest: Uint8Array | null;
    procedure: string;
    version: string;
    channel: Channel;
    unit: string;
    applicant: string | null;
    applicant_name: Uint8Array;
    content: Uint8Array;
    state: CaseState;
    phase: Phase;
    revision: Generated<number>;
    assignee: string | null;
    delivery: Delivery | null;
    fee: number;
    fee_receipt: string | null;
    erased_at: Temporal.Instant | null;
    steps_done: Generated<number>;
    submitted_at: Temporal.Instant;
    due_on: Temporal.PlainDate;
    stopped_on: Temporal.PlainDate | null;
    stopped_days: Generated<number>;
    decided_on: Temporal.PlainDate | null;
    processing_days: number | null;
    updated_at: Temporal.Instant;
  };
  procedure_correction: {
    tenant: string;
    id: string;
    case_id: string;
    content: Uint8Array;
    asked_at: Temporal.Instant;
    asked_by: string;
    due_on: Temporal.PlainDate;
    answered_at: Temporal.Instant | null;
  };
  procedure_certificate: {
    tenant: string;
    id: string;
    case_id: string;
    verification_code: string;
    issued_on: Temporal.PlainDate;
    issued_at: Temporal.Instant;
    issued_by: string;
    valid_until: Temporal.PlainDate | null;
    revoked_at: Temporal.Instant | null;
    content: Uint8Array;
    content_hash: Uint8Array;
    fiscal_year: number | null;
    number: number | null;
    template_version: number | null;
    pickup_code: Uint8Array | null;
    pickup_failures: Generated<number>;
    handed_over_at: Temporal.Instant | null;
    handed_over_by: HandOver | null;
  };
  procedure_public_answer: {
    tenant: string;
    case_id: string;
    procedure: string;
    field: string;
    value: string;
  };
  procedure_message: {
    tenant: string;
    id: string;
    case_id: string;
    kind: MessageKind;
    author: string;
    content: Uint8Array;
    sent_at: Temporal.Instant;
    read_at: Temporal.Instant | null;
  };
  procedure_document_counter: { tenant: string; fiscal_year: number; last: number };
  procedure_document_number: { tenant: string; fiscal_year: number; number: number; case_id: string };
  procedure_template: {
    tenant: string;
    name: string;
    version: number;
    source: string;
    note: string;
    saved_at: Temporal.Instant;
    saved_by: string;
    published_at: Temporal.Instant | null;
  };
}
