import type { Generated } from 'kysely';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import type {
  AttemptState,
  Concern,
  CounterWay,
  DifferenceKind,
  LineKind,
  MoneyPurpose,
  MoneySource,
  MoneyWay,
  OnlineWay,
  PaymentState,
  PaymentWay,
  ProviderName,
  RefundState,
  RefundWhy,
  SandboxState,
} from './model.js';

export interface PaymentTables {
  payment: {
    tenant: string;
    id: string;
    number: string;
    subject: string;
    reference: string | null;
    unit: string;
    payer: string | null;
    title: LocalizedText;
    content: Uint8Array;
    amount: number;
    ways: PaymentWay[];
    state: PaymentState;
    due_on: Temporal.PlainDate;
    requested_at: Temporal.Instant;
    paid_at: Temporal.Instant | null;
    updated_at: Temporal.Instant;
  };
  payment_attempt: {
    tenant: string;
    id: string;
    payment_id: string;
    provider: ProviderName;
    way: OnlineWay;
    amount: number;
    reference: string | null;
    content: Uint8Array | null;
    state: AttemptState;
    until: Temporal.Instant | null;
    begun_at: Temporal.Instant;
    updated_at: Temporal.Instant;
  };
  payment_transaction: {
    tenant: string;
    id: string;
    payment_id: string | null;
    attempt_id: string | null;
    provider: MoneySource;
    reference: string;
    way: MoneyWay;
    amount: number;
    purpose: MoneyPurpose;
    at: Temporal.Instant;
    recorded_at: Temporal.Instant;
  };
  payment_refund: {
    tenant: string;
    id: string;
    transaction_id: string;
    amount: number;
    why: RefundWhy;
    content: Uint8Array | null;
    state: RefundState;
    asked_by: string;
    asked_at: Temporal.Instant;
    decided_by: string | null;
    decided_at: Temporal.Instant | null;
    reference: string | null;
    done_at: Temporal.Instant | null;
  };
  payment_event: {
    tenant: string;
    provider: ProviderName;
    event_id: string;
    concerns: Concern;
    reference: string | null;
    content: Uint8Array;
    received_at: Temporal.Instant;
    applied_at: Temporal.Instant | null;
    failures: Generated<number>;
    last_error: string | null;
  };
  payment_book: {
    tenant: string;
    id: string;
    unit: string;
    day: Temporal.PlainDate;
    number: number;
    opening: number;
    opened_by: string;
    opened_at: Temporal.Instant;
    expected: number | null;
    counted: number | null;
    note: Uint8Array | null;
    closed_by: string | null;
    closed_at: Temporal.Instant | null;
  };
  payment_book_entry: {
    tenant: string;
    book_id: string;
    line: number;
    kind: LineKind;
    way: CounterWay;
    amount: number;
    transaction_id: string | null;
    refund_id: string | null;
    content: Uint8Array | null;
    at: Temporal.Instant;
    by: string;
  };
  payment_receipt_counter: {
    tenant: string;
    fiscal_year: number;
    last: number;
  };
  payment_receipt: {
    tenant: string;
    fiscal_year: number;
    number: number;
    transaction_id: string;
    issued_on: Temporal.PlainDate;
    content: Uint8Array;
    printed_at: Temporal.Instant | null;
  };
  payment_reconciliation: {
    tenant: string;
    provider: ProviderName;
    day: Temporal.PlainDate;
    ran_at: Temporal.Instant;
    ran_by: string;
    their_count: number;
    their_sum: number;
    our_count: number;
    our_sum: number;
  };
  payment_difference: {
    tenant: string;
    id: string;
    provider: ProviderName;
    day: Temporal.PlainDate;
    kind: DifferenceKind;
    reference: string;
    payment_id: string | null;
    theirs: number | null;
    ours: number | null;
    found_at: Temporal.Instant;
    settled_at: Temporal.Instant | null;
    settled_by: string | null;
    note: Uint8Array | null;
  };
  payment_sandbox_session: {
    tenant: string;
    id: string;
    attempt: string;
    way: OnlineWay;
    amount: number;
    title: string;
    return_to: string;
    state: SandboxState;
    shop_number: string | null;
    until: Temporal.Instant;
    made_at: Temporal.Instant;
  };
  payment_sandbox_movement: {
    tenant: string;
    id: string;
    session_id: string;
    kind: 'payment' | 'refund';
    amount: number;
    of_id: string | null;
    request: string | null;
    at: Temporal.Instant;
  };
  payment_sandbox_notice: {
    tenant: string;
    id: string;
    session_id: string;
    times: number;
    due_at: Temporal.Instant;
    sent_at: Temporal.Instant | null;
  };
}
