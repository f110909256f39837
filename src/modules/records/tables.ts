import type { Generated } from 'kysely';
import type { Delivery, DisclosureDecision, DisclosureState } from './disclosure.js';
import type { IssueState, SealKind, Way } from './issue.js';
import type {
  BinderEventKind,
  BinderState,
  Direction,
  DisposalKind,
  DisposalState,
  DocumentState,
  Grade,
} from './model.js';

export interface RecordsTables {
  records_counter: { tenant: string; symbol: string; fiscal_year: number; last: number };
  records_binder: {
    tenant: string;
    id: string;
    unit: string;
    fiscal_year: number;
    classification: string;
    volume: number;
    title: Uint8Array;
    retention: string;
    kept_until: Temporal.PlainDate | null;
    state: BinderState;
    revision: Generated<number>;
    opened_at: Temporal.Instant;
    updated_at: Temporal.Instant;
  };
  records_binder_event: {
    tenant: string;
    binder_id: string;
    line: number;
    kind: BinderEventKind;
    was: string;
    became: string;
    reason: Uint8Array;
    by: string;
    at: Temporal.Instant;
  };
  records_document: {
    tenant: string;
    id: string;
    symbol: string;
    fiscal_year: number;
    number: number;
    direction: Direction;
    kind: string;
    unit: string;
    grade: Grade;
    classification: string;
    state: DocumentState;
    in_charge: string | null;
    document_date: Temporal.PlainDate | null;
    received_on: Temporal.PlainDate | null;
    content: Uint8Array;
    completed_on: Temporal.PlainDate | null;
    binder_id: string | null;
    intake_key: string;
    revision: Generated<number>;
    registered_at: Temporal.Instant;
    updated_at: Temporal.Instant;
  };
  records_version: {
    tenant: string;
    document_id: string;
    version: number;
    digest: Uint8Array;
    content: Uint8Array | null;
    made_at: Temporal.Instant;
    made_by: string;
  };
  records_disposal: {
    tenant: string;
    id: string;
    symbol: string;
    fiscal_year: number;
    number: number;
    kind: DisposalKind;
    state: DisposalState;
    unit: string;
    reason: Uint8Array;
    proposed_by: string;
    proposed_at: Temporal.Instant;
    decided_by: string | null;
    decided_at: Temporal.Instant | null;
    certificate: Uint8Array | null;
  };
  records_hand_over: {
    tenant: string;
    id: string;
    document_id: string | null;
    binder_id: string | null;
    from_unit: string;
    to_unit: string;
    reason: Uint8Array;
    by: string;
    at: Temporal.Instant;
  };
  records_disposal_binder: { tenant: string; disposal_id: string; binder_id: string };
  records_search: {
    tenant: string;
    document_id: string;
    terms: number[];
    key_mark: number | null;
    body: Uint8Array | null;
    registered_at: Temporal.Instant;
  };
  records_disclosure: {
    tenant: string;
    id: string;
    symbol: string;
    fiscal_year: number;
    number: number;
    unit: string;
    state: DisclosureState;
    content: Uint8Array;
    received_on: Temporal.PlainDate;
    due_on: Temporal.PlainDate;
    extended: Generated<boolean>;
    decision: DisclosureDecision | null;
    pages: number | null;
    fee: number | null;
    letter: Uint8Array | null;
    decided_by: string | null;
    decided_at: Temporal.Instant | null;
    letter_document: string | null;
    recipient: string | null;
    delivered_on: Temporal.PlainDate | null;
    delivered_way: Delivery | null;
    delivered_by: string | null;
    intake_key: string;
    revision: Generated<number>;
  };
  records_seal: {
    tenant: string;
    id: string;
    title: string;
    unit: string;
    file: string;
    added_by: string;
    added_at: Temporal.Instant;
    retired_at: Temporal.Instant | null;
  };
  records_issue: {
    tenant: string;
    document_id: string;
    origin_id: string | null;
    state: IssueState;
    seal: SealKind;
    seal_id: string | null;
    way: Way;
    content: Uint8Array | null;
    issued_on: Temporal.PlainDate;
    code: string | null;
    recipient: string | null;
    prepared_by: string;
    prepared_at: Temporal.Instant;
    sealed_by: string | null;
    sealed_at: Temporal.Instant | null;
    dispatched_by: string | null;
    dispatched_at: Temporal.Instant | null;
    opened_at: Temporal.Instant | null;
    mail_begun_at: Temporal.Instant | null;
    revision: Generated<number>;
  };
  records_draft: {
    tenant: string;
    draft: string;
    decided_at: Temporal.Instant | null;
    classification: string | null;
    grade: Grade | null;
    document_id: string | null;
    confirmed_at: Temporal.Instant | null;
    confirmations: Generated<number>;
  };
  records_disclosure_copy: {
    tenant: string;
    disclosure_id: string;
    file: string;
    digest: string;
    added_by: string;
    added_at: Temporal.Instant;
    opened_at: Temporal.Instant | null;
  };
  records_disclosure_document: { tenant: string; disclosure_id: string; document_id: string };
}
