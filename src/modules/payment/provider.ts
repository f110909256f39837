import type { Concern, OnlineWay, ProviderName, Voucher } from './model.js';

/** What is to be paid at the provider. */
export interface Order {
  /** Our key of the try: asked for again, the provider answers with the same page. */
  attemptId: string;
  way: OnlineWay;
  /** Whole yen. */
  amount: number;
  /** What the page says it is for; no personal data. */
  title: string;
  /** Payment number, for the books of the provider. */
  number: string;
  /** Where the person comes back to. */
  returnTo: string;
  dueOn: Temporal.PlainDate;
}

/** A sum that came, as the provider names it. */
export interface MoneyIn {
  reference: string;
  way: OnlineWay;
  amount: number;
  at: Temporal.Instant;
}

/** How a try stands at the provider now. */
export interface Standing {
  reference: string;
  /** Our key, as the provider kept it; null for what was not begun by us. */
  attemptId: string | null;
  state: 'begun' | 'waiting' | 'succeeded' | 'failed' | 'expired';
  /** Page on which it is paid; null when there is none any more. */
  address: string | null;
  until: Temporal.Instant | null;
  voucher: Voucher | null;
  money: MoneyIn | null;
}

export interface RefundStanding {
  reference: string;
  state: 'sent' | 'done' | 'failed';
  at: Temporal.Instant;
}

/** What a notice is about; how that stands now is asked of the provider, because notices come in any order. */
export interface Notice {
  eventId: string;
  concerns: Concern;
  reference: string | null;
  /** Code of the municipality that it belongs to, where one account serves several; null when it does not say. */
  tenant: string | null;
}

/** A movement on the account of a day. */
export interface Movement {
  kind: 'payment' | 'refund';
  reference: string;
  amount: number;
  at: Temporal.Instant;
  way: OnlineWay;
  /** Our key of the try. */
  attemptId: string | null;
  /** Of a refund: the payment that it gives back. */
  of: string | null;
  /** It does not say whose it is: it is ours only when it gives back a payment of ours. */
  isDoubtful: boolean;
}

/** Thrown for a notice that the provider did not sign. */
export class BadSignature extends Error {
  constructor(cause: unknown) {
    super('the notice is not signed by the provider', { cause });
    this.name = 'BadSignature';
  }
}

/** Whoever takes money for one municipality. Everything outside our database; each call may fail and be repeated. */
export interface PaymentProvider {
  name: ProviderName;
  /** Ways in which such a sum can be paid. */
  ways(amount: number): readonly OnlineWay[];
  begin(order: Order): Promise<Standing>;
  look(reference: string): Promise<Standing>;
  /** Takes no more money on that page, as far as the provider can promise it. */
  close(reference: string): Promise<void>;
  /** Reads a notice from the raw body. Throws BadSignature. */
  notice(body: string, header: (name: string) => string | undefined): Promise<Notice>;
  refund(refund: { id: string; of: string; amount: number }): Promise<RefundStanding>;
  lookAtRefund(reference: string): Promise<RefundStanding>;
  /** All movements from a moment to another, which is excluded. */
  movements(from: Temporal.Instant, to: Temporal.Instant): Promise<Movement[]>;
}
