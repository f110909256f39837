-- Payment: what is owed, money that came, receipts, refunds, the cash book, and the comparison with providers.

CREATE TABLE payment (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  number text NOT NULL,
  subject text NOT NULL,
  unit text NOT NULL,
  payer text,
  title jsonb NOT NULL,
  content bytea NOT NULL,
  amount int NOT NULL CHECK (amount > 0),
  ways jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('due', 'paid', 'cancelled', 'refunded')),
  due_on date NOT NULL,
  requested_at timestamptz NOT NULL,
  paid_at timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT payment_number UNIQUE (tenant, number),
  CONSTRAINT payment_subject UNIQUE (tenant, subject),
  CHECK ((state IN ('paid', 'refunded')) = (paid_at IS NOT NULL))
);
COMMENT ON TABLE payment IS 'Sums that somebody owes for something, and whether they came';
COMMENT ON COLUMN payment.tenant IS 'Municipality';
COMMENT ON COLUMN payment.id IS 'Id';
COMMENT ON COLUMN payment.number IS 'Payment number (納付番号) that a person reads out or that stands on the slip';
COMMENT ON COLUMN payment.subject IS 'What it is for, as the journal names it: case/<id>';
COMMENT ON COLUMN payment.unit IS 'Section whose income it is';
COMMENT ON COLUMN payment.payer IS 'Who owes it: resident/…, business/…, visitor/…; null for somebody without an account';
COMMENT ON COLUMN payment.title IS 'What it is for, in several languages';
COMMENT ON COLUMN payment.content IS 'Sealed: name of the payer';
COMMENT ON COLUMN payment.amount IS 'Whole yen';
COMMENT ON COLUMN payment.ways IS 'Ways in which it may be paid, as the definition offers them';
COMMENT ON COLUMN payment.state IS 'due, paid, cancelled (nothing is owed any more), refunded (all of it)';
COMMENT ON COLUMN payment.due_on IS 'Day until which it is to be paid';
COMMENT ON COLUMN payment.requested_at IS 'When it was asked for';
COMMENT ON COLUMN payment.paid_at IS 'When the money came';
COMMENT ON COLUMN payment.updated_at IS 'Last change';
CREATE INDEX payment_list ON payment (tenant, requested_at DESC, id DESC);
CREATE INDEX payment_of_payer ON payment (tenant, payer, requested_at DESC, id DESC);
SELECT protect_tenant_table('payment', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_attempt (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  provider text NOT NULL CHECK (provider IN ('sandbox', 'stripe')),
  way text NOT NULL CHECK (way IN ('card', 'konbini')),
  amount int NOT NULL CHECK (amount > 0),
  reference text,
  content bytea,
  state text NOT NULL CHECK (state IN ('begun', 'waiting', 'succeeded', 'failed', 'expired')),
  until timestamptz,
  begun_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT payment_attempt_reference UNIQUE (tenant, provider, reference),
  FOREIGN KEY (tenant, payment_id) REFERENCES payment
);
COMMENT ON TABLE payment_attempt IS 'One try to pay online: a page of the provider that was opened for it';
COMMENT ON COLUMN payment_attempt.tenant IS 'Municipality';
COMMENT ON COLUMN payment_attempt.id IS 'Id; the provider gets it as the key under which asking again makes nothing new';
COMMENT ON COLUMN payment_attempt.payment_id IS 'Payment';
COMMENT ON COLUMN payment_attempt.provider IS 'Provider';
COMMENT ON COLUMN payment_attempt.way IS 'card, or konbini (convenience store)';
COMMENT ON COLUMN payment_attempt.amount IS 'Whole yen asked for';
COMMENT ON COLUMN payment_attempt.reference IS 'Name of the page at the provider; null until it has answered';
COMMENT ON COLUMN payment_attempt.content IS 'Sealed: address of the page, numbers for the shop';
COMMENT ON COLUMN payment_attempt.state IS 'begun, waiting (the shop has still to be paid), succeeded, failed, expired';
COMMENT ON COLUMN payment_attempt.until IS 'Until when it can be paid';
COMMENT ON COLUMN payment_attempt.begun_at IS 'When it was begun';
COMMENT ON COLUMN payment_attempt.updated_at IS 'Last change';
CREATE INDEX payment_attempt_of ON payment_attempt (tenant, payment_id);
CREATE INDEX payment_attempt_open ON payment_attempt (tenant, begun_at) WHERE state IN ('begun', 'waiting');
SELECT protect_tenant_table('payment_attempt', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_transaction (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  payment_id uuid,
  attempt_id uuid,
  provider text NOT NULL CHECK (provider IN ('sandbox', 'stripe', 'counter')),
  reference text NOT NULL,
  way text NOT NULL CHECK (way IN ('card', 'konbini', 'cash', 'terminal', 'paymentSlip', 'postalOrder')),
  amount int NOT NULL CHECK (amount > 0),
  purpose text NOT NULL CHECK (purpose IN ('settles', 'surplus', 'unknown')),
  at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT payment_transaction_reference UNIQUE (tenant, provider, reference),
  FOREIGN KEY (tenant, payment_id) REFERENCES payment,
  FOREIGN KEY (tenant, attempt_id) REFERENCES payment_attempt
);
COMMENT ON TABLE payment_transaction IS 'Money that has come in, each once however often it is told';
COMMENT ON COLUMN payment_transaction.tenant IS 'Municipality';
COMMENT ON COLUMN payment_transaction.id IS 'Id';
COMMENT ON COLUMN payment_transaction.payment_id IS 'Payment it belongs to; null when nobody knows what it was for';
COMMENT ON COLUMN payment_transaction.attempt_id IS 'Try by which it came; null at the counter';
COMMENT ON COLUMN payment_transaction.provider IS 'Through whom it came';
COMMENT ON COLUMN payment_transaction.reference IS 'Its name there';
COMMENT ON COLUMN payment_transaction.way IS 'How it was paid';
COMMENT ON COLUMN payment_transaction.amount IS 'Whole yen';
COMMENT ON COLUMN payment_transaction.purpose IS 'settles the payment, surplus (paid twice or too late: to be given back), unknown';
COMMENT ON COLUMN payment_transaction.at IS 'When it came, as the provider says';
COMMENT ON COLUMN payment_transaction.recorded_at IS 'When it was written down';
CREATE INDEX payment_transaction_of ON payment_transaction (tenant, payment_id);
CREATE UNIQUE INDEX payment_settled_once ON payment_transaction (tenant, payment_id) WHERE purpose = 'settles';
CREATE INDEX payment_transaction_day ON payment_transaction (tenant, provider, at);
SELECT protect_tenant_table('payment_transaction', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_refund (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  transaction_id uuid NOT NULL,
  amount int NOT NULL CHECK (amount > 0),
  why text NOT NULL CHECK (why IN ('paidTwice', 'paidTooLate', 'otherAmount', 'withdrawn', 'refused', 'decision', 'foundThere')),
  content bytea,
  state text NOT NULL CHECK (state IN ('asked', 'sent', 'done', 'failed', 'dismissed')),
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  reference text,
  done_at timestamptz,
  PRIMARY KEY (tenant, id),
  CONSTRAINT payment_refund_reference UNIQUE (tenant, reference),
  FOREIGN KEY (tenant, transaction_id) REFERENCES payment_transaction,
  CONSTRAINT payment_refund_second_person CHECK (decided_by IS NULL OR decided_by <> asked_by)
);
COMMENT ON TABLE payment_refund IS 'Money that is given back: asked for by one, decided by another';
COMMENT ON COLUMN payment_refund.tenant IS 'Municipality';
COMMENT ON COLUMN payment_refund.id IS 'Id; the provider gets it as the key under which asking again gives back nothing more';
COMMENT ON COLUMN payment_refund.transaction_id IS 'Money that it is part of';
COMMENT ON COLUMN payment_refund.amount IS 'Whole yen';
COMMENT ON COLUMN payment_refund.why IS 'Reason, as a code';
COMMENT ON COLUMN payment_refund.content IS 'Sealed: the reason in words';
COMMENT ON COLUMN payment_refund.state IS 'asked, sent (approved, the provider works on it), done, failed, dismissed';
COMMENT ON COLUMN payment_refund.asked_by IS 'Who asked: staff/… or system/…';
COMMENT ON COLUMN payment_refund.asked_at IS 'When';
COMMENT ON COLUMN payment_refund.decided_by IS 'Who decided: never the one who asked';
COMMENT ON COLUMN payment_refund.decided_at IS 'When';
COMMENT ON COLUMN payment_refund.reference IS 'Its name at the provider';
COMMENT ON COLUMN payment_refund.done_at IS 'When the money went out';
CREATE INDEX payment_refund_of ON payment_refund (tenant, transaction_id);
CREATE INDEX payment_refund_open ON payment_refund (tenant, asked_at DESC, id DESC);
SELECT protect_tenant_table('payment_refund', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_event (
  tenant text NOT NULL REFERENCES tenant,
  provider text NOT NULL CHECK (provider IN ('sandbox', 'stripe')),
  event_id text NOT NULL,
  concerns text NOT NULL CHECK (concerns IN ('attempt', 'refund', 'nothing')),
  reference text,
  content bytea NOT NULL,
  received_at timestamptz NOT NULL,
  applied_at timestamptz,
  failures int NOT NULL DEFAULT 0,
  last_error text,
  PRIMARY KEY (tenant, provider, event_id)
);
COMMENT ON TABLE payment_event IS 'What providers told, kept before anything is done with it';
COMMENT ON COLUMN payment_event.tenant IS 'Municipality';
COMMENT ON COLUMN payment_event.provider IS 'Provider';
COMMENT ON COLUMN payment_event.event_id IS 'Its name there; the same told again is not kept twice';
COMMENT ON COLUMN payment_event.concerns IS 'What it is about';
COMMENT ON COLUMN payment_event.reference IS 'Name of that at the provider';
COMMENT ON COLUMN payment_event.content IS 'Sealed: the text as it came, whose signature was right';
COMMENT ON COLUMN payment_event.received_at IS 'When it came';
COMMENT ON COLUMN payment_event.applied_at IS 'When it was acted on; null while it is to be done';
COMMENT ON COLUMN payment_event.failures IS 'How often that failed';
COMMENT ON COLUMN payment_event.last_error IS 'Why, for the operator; no personal data';
CREATE INDEX payment_event_open ON payment_event (tenant, received_at) WHERE applied_at IS NULL;
SELECT protect_tenant_table('payment_event', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_book (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  unit text NOT NULL,
  day date NOT NULL,
  number int NOT NULL CHECK (number > 0),
  opening int NOT NULL CHECK (opening >= 0),
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL,
  expected int,
  counted int CHECK (counted >= 0),
  note bytea,
  closed_by text,
  closed_at timestamptz,
  PRIMARY KEY (tenant, id),
  CONSTRAINT payment_book_day UNIQUE (tenant, unit, day, number),
  CHECK ((closed_at IS NULL) = (counted IS NULL))
);
COMMENT ON TABLE payment_book IS 'Cash book of a section for a day (出納簿): opened with a sum, closed with a count';
COMMENT ON COLUMN payment_book.tenant IS 'Municipality';
COMMENT ON COLUMN payment_book.id IS 'Id';
COMMENT ON COLUMN payment_book.unit IS 'Section';
COMMENT ON COLUMN payment_book.day IS 'Day';
COMMENT ON COLUMN payment_book.number IS '1, and more when it was opened again after closing';
COMMENT ON COLUMN payment_book.opening IS 'Cash in the drawer when it was opened';
COMMENT ON COLUMN payment_book.opened_by IS 'Who opened it';
COMMENT ON COLUMN payment_book.opened_at IS 'When';
COMMENT ON COLUMN payment_book.expected IS 'Cash that should have been there at closing';
COMMENT ON COLUMN payment_book.counted IS 'Cash that was counted';
COMMENT ON COLUMN payment_book.note IS 'Sealed: why the two differ';
COMMENT ON COLUMN payment_book.closed_by IS 'Who closed it';
COMMENT ON COLUMN payment_book.closed_at IS 'When; null while it is open';
CREATE UNIQUE INDEX payment_book_open ON payment_book (tenant, unit, day) WHERE closed_at IS NULL;
SELECT protect_tenant_table('payment_book', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_book_entry (
  tenant text NOT NULL REFERENCES tenant,
  book_id uuid NOT NULL,
  line int NOT NULL CHECK (line > 0),
  kind text NOT NULL CHECK (kind IN ('taken', 'refunded', 'putIn', 'takenOut')),
  way text NOT NULL CHECK (way IN ('cash', 'terminal', 'paymentSlip', 'postalOrder')),
  amount int NOT NULL CHECK (amount > 0),
  transaction_id uuid,
  refund_id uuid,
  content bytea,
  at timestamptz NOT NULL,
  by text NOT NULL,
  PRIMARY KEY (tenant, book_id, line),
  FOREIGN KEY (tenant, book_id) REFERENCES payment_book,
  FOREIGN KEY (tenant, transaction_id) REFERENCES payment_transaction,
  FOREIGN KEY (tenant, refund_id) REFERENCES payment_refund
);
COMMENT ON TABLE payment_book_entry IS 'Lines of the cash books, append-only';
COMMENT ON COLUMN payment_book_entry.tenant IS 'Municipality';
COMMENT ON COLUMN payment_book_entry.book_id IS 'Book';
COMMENT ON COLUMN payment_book_entry.line IS 'Line, without gaps';
COMMENT ON COLUMN payment_book_entry.kind IS 'taken and refunded: money of payments; putIn and takenOut: change and what goes to the bank';
COMMENT ON COLUMN payment_book_entry.way IS 'Cash moves the drawer, the others do not';
COMMENT ON COLUMN payment_book_entry.amount IS 'Whole yen';
COMMENT ON COLUMN payment_book_entry.transaction_id IS 'Money taken';
COMMENT ON COLUMN payment_book_entry.refund_id IS 'Money given back';
COMMENT ON COLUMN payment_book_entry.content IS 'Sealed: number of the terminal, of the slip or of the postal order; remark';
COMMENT ON COLUMN payment_book_entry.at IS 'When';
COMMENT ON COLUMN payment_book_entry.by IS 'Who';
CREATE TRIGGER payment_book_entry_append_only BEFORE UPDATE OR DELETE ON payment_book_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
SELECT protect_tenant_table('payment_book_entry', 'SELECT, INSERT');

CREATE TABLE payment_receipt_counter (
  tenant text NOT NULL REFERENCES tenant,
  fiscal_year int NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (tenant, fiscal_year)
);
COMMENT ON TABLE payment_receipt_counter IS 'Last number of a receipt in a fiscal year';
COMMENT ON COLUMN payment_receipt_counter.tenant IS 'Municipality';
COMMENT ON COLUMN payment_receipt_counter.fiscal_year IS 'Fiscal year (April to March), by its first calendar year';
COMMENT ON COLUMN payment_receipt_counter.last IS 'The number given last';
SELECT protect_tenant_table('payment_receipt_counter', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_receipt (
  tenant text NOT NULL REFERENCES tenant,
  fiscal_year int NOT NULL,
  number int NOT NULL,
  transaction_id uuid NOT NULL,
  issued_on date NOT NULL,
  content bytea NOT NULL,
  printed_at timestamptz,
  PRIMARY KEY (tenant, fiscal_year, number),
  CONSTRAINT payment_receipt_one UNIQUE (tenant, transaction_id),
  FOREIGN KEY (tenant, transaction_id) REFERENCES payment_transaction
);
COMMENT ON TABLE payment_receipt IS 'Receipts (領収証書), numbered without gaps within a fiscal year';
COMMENT ON COLUMN payment_receipt.tenant IS 'Municipality';
COMMENT ON COLUMN payment_receipt.fiscal_year IS 'Fiscal year';
COMMENT ON COLUMN payment_receipt.number IS 'Number within it, from 1';
COMMENT ON COLUMN payment_receipt.transaction_id IS 'Money that it confirms';
COMMENT ON COLUMN payment_receipt.issued_on IS 'Day of the receipt';
COMMENT ON COLUMN payment_receipt.content IS 'Sealed: what it says, as it was then';
COMMENT ON COLUMN payment_receipt.printed_at IS 'When staff first printed it; what they print later says that it is a copy';
SELECT protect_tenant_table('payment_receipt', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_reconciliation (
  tenant text NOT NULL REFERENCES tenant,
  provider text NOT NULL CHECK (provider IN ('sandbox', 'stripe')),
  day date NOT NULL,
  ran_at timestamptz NOT NULL,
  ran_by text NOT NULL,
  their_count int NOT NULL,
  their_sum bigint NOT NULL,
  our_count int NOT NULL,
  our_sum bigint NOT NULL,
  PRIMARY KEY (tenant, provider, day)
);
COMMENT ON TABLE payment_reconciliation IS 'Comparisons of a day with what a provider says of it';
COMMENT ON COLUMN payment_reconciliation.tenant IS 'Municipality';
COMMENT ON COLUMN payment_reconciliation.provider IS 'Provider';
COMMENT ON COLUMN payment_reconciliation.day IS 'Day';
COMMENT ON COLUMN payment_reconciliation.ran_at IS 'When it was compared last';
COMMENT ON COLUMN payment_reconciliation.ran_by IS 'By whom: system/… or staff/…';
COMMENT ON COLUMN payment_reconciliation.their_count IS 'Movements that the provider lists';
COMMENT ON COLUMN payment_reconciliation.their_sum IS 'Their sum, refunds subtracted';
COMMENT ON COLUMN payment_reconciliation.our_count IS 'Movements that we know';
COMMENT ON COLUMN payment_reconciliation.our_sum IS 'Their sum, refunds subtracted';
SELECT protect_tenant_table('payment_reconciliation', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_difference (
  tenant text NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  provider text NOT NULL CHECK (provider IN ('sandbox', 'stripe')),
  day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('unknownHere', 'recordedLate', 'chargedTwice', 'amountDiffers', 'refundedThere', 'missingThere', 'refundMissingThere')),
  reference text NOT NULL,
  payment_id uuid,
  theirs int,
  ours int,
  found_at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by text,
  note bytea,
  PRIMARY KEY (tenant, id),
  CONSTRAINT payment_difference_once UNIQUE (tenant, provider, kind, reference),
  FOREIGN KEY (tenant, payment_id) REFERENCES payment
);
COMMENT ON TABLE payment_difference IS 'What does not agree between a provider and us, until somebody has settled it';
COMMENT ON COLUMN payment_difference.tenant IS 'Municipality';
COMMENT ON COLUMN payment_difference.id IS 'Id';
COMMENT ON COLUMN payment_difference.provider IS 'Provider';
COMMENT ON COLUMN payment_difference.day IS 'Day that was compared';
COMMENT ON COLUMN payment_difference.kind IS 'What differs';
COMMENT ON COLUMN payment_difference.reference IS 'Name of the movement at the provider';
COMMENT ON COLUMN payment_difference.payment_id IS 'Payment, when it is known';
COMMENT ON COLUMN payment_difference.theirs IS 'Yen there';
COMMENT ON COLUMN payment_difference.ours IS 'Yen here';
COMMENT ON COLUMN payment_difference.found_at IS 'When it was found';
COMMENT ON COLUMN payment_difference.settled_at IS 'When somebody settled it';
COMMENT ON COLUMN payment_difference.settled_by IS 'Who';
COMMENT ON COLUMN payment_difference.note IS 'Sealed: how it was settled';
SELECT protect_tenant_table('payment_difference', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_sandbox_session (
  tenant text NOT NULL REFERENCES tenant,
  id text NOT NULL,
  attempt text NOT NULL,
  way text NOT NULL CHECK (way IN ('card', 'konbini')),
  amount int NOT NULL,
  title text NOT NULL,
  return_to text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'waiting', 'paid', 'failed', 'expired')),
  shop_number text,
  until timestamptz NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT payment_sandbox_session_attempt UNIQUE (tenant, attempt)
);
COMMENT ON TABLE payment_sandbox_session IS 'Payment pages of the sandbox provider: what a real one keeps at its own place';
COMMENT ON COLUMN payment_sandbox_session.tenant IS 'Municipality';
COMMENT ON COLUMN payment_sandbox_session.id IS 'Name of the page';
COMMENT ON COLUMN payment_sandbox_session.attempt IS 'Key with which it was asked for';
COMMENT ON COLUMN payment_sandbox_session.way IS 'Way';
COMMENT ON COLUMN payment_sandbox_session.amount IS 'Whole yen';
COMMENT ON COLUMN payment_sandbox_session.title IS 'What the page says it is for';
COMMENT ON COLUMN payment_sandbox_session.return_to IS 'Where it leads afterwards';
COMMENT ON COLUMN payment_sandbox_session.state IS 'State there';
COMMENT ON COLUMN payment_sandbox_session.shop_number IS 'Number for the shop';
COMMENT ON COLUMN payment_sandbox_session.until IS 'Until when it can be paid';
COMMENT ON COLUMN payment_sandbox_session.made_at IS 'When it was made';
SELECT protect_tenant_table('payment_sandbox_session', 'SELECT, INSERT, UPDATE');

CREATE TABLE payment_sandbox_movement (
  tenant text NOT NULL REFERENCES tenant,
  id text NOT NULL,
  session_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('payment', 'refund')),
  amount int NOT NULL,
  of_id text,
  request text,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id),
  CONSTRAINT payment_sandbox_refund_once UNIQUE (tenant, request),
  FOREIGN KEY (tenant, session_id) REFERENCES payment_sandbox_session
);
COMMENT ON TABLE payment_sandbox_movement IS 'Money of the sandbox provider';
COMMENT ON COLUMN payment_sandbox_movement.tenant IS 'Municipality';
COMMENT ON COLUMN payment_sandbox_movement.id IS 'Name';
COMMENT ON COLUMN payment_sandbox_movement.session_id IS 'Page';
COMMENT ON COLUMN payment_sandbox_movement.kind IS 'In or out';
COMMENT ON COLUMN payment_sandbox_movement.amount IS 'Whole yen';
COMMENT ON COLUMN payment_sandbox_movement.of_id IS 'Of which payment it is the refund';
COMMENT ON COLUMN payment_sandbox_movement.request IS 'Key with which the refund was asked for';
COMMENT ON COLUMN payment_sandbox_movement.at IS 'When';
SELECT protect_tenant_table('payment_sandbox_movement', 'SELECT, INSERT');

CREATE TABLE payment_sandbox_notice (
  tenant text NOT NULL REFERENCES tenant,
  id text NOT NULL,
  session_id text NOT NULL,
  times int NOT NULL,
  due_at timestamptz NOT NULL,
  sent_at timestamptz,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, session_id) REFERENCES payment_sandbox_session
);
COMMENT ON TABLE payment_sandbox_notice IS 'Notices that the sandbox provider has still to send';
COMMENT ON COLUMN payment_sandbox_notice.tenant IS 'Municipality';
COMMENT ON COLUMN payment_sandbox_notice.id IS 'Name of the event';
COMMENT ON COLUMN payment_sandbox_notice.session_id IS 'Page';
COMMENT ON COLUMN payment_sandbox_notice.times IS 'How often it is sent';
COMMENT ON COLUMN payment_sandbox_notice.due_at IS 'When';
COMMENT ON COLUMN payment_sandbox_notice.sent_at IS 'When it was sent';
SELECT protect_tenant_table('payment_sandbox_notice', 'SELECT, INSERT, UPDATE');
