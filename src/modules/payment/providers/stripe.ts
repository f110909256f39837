import type Stripe from 'stripe';
import type { StripeAccount } from '#kernel/config.js';
import type { OnlineWay, Voucher } from '../model.js';
import {
  BadSignature,
  type Movement,
  type Notice,
  type Order,
  type PaymentProvider,
  type RefundStanding,
  type Standing,
} from '../provider.js';

/*
 * Stripe through its own library: Checkout Sessions for cards and convenience stores, amounts in yen without decimals
 * (https://docs.stripe.com/currencies#zero-decimal), the day's list from the balance transactions, which Stripe keeps
 * for bookkeeping (https://docs.stripe.com/reports/balance-transaction-types).
 */

/** Sums that can be paid in a way (https://docs.stripe.com/payments/konbini, …/currencies#minimum-and-maximum). */
const LIMITS: Record<OnlineWay, { least: number; most: number }> = {
  card: { least: 50, most: 9_999_999 },
  konbini: { least: 120, most: 300_000 },
};
const TIMEOUT_MS = 15_000;
const RETRIES = 2;
const MOST_KONBINI_DAYS = 60;
/** What the library may ask for in one page of a list. */
const LIST_PAGE = 100;
/** A session with all that tells how it stands. */
const WITH_MONEY = ['payment_intent.latest_charge.balance_transaction'];

const SHOPS = [
  ['familymart', 'ファミリーマート'],
  ['lawson', 'ローソン'],
  ['ministop', 'ミニストップ'],
  ['seicomart', 'セイコーマート'],
] as const;

const instant = (seconds: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1000));
const seconds = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 1000);

const opened = <Thing extends object>(thing: string | Thing | null | undefined): Thing | null =>
  typeof thing === 'object' ? thing : null;
const idOf = (thing: string | { id: string } | null | undefined): string | null =>
  typeof thing === 'string' ? thing : (thing?.id ?? null);

export interface StripeDeps {
  account: StripeAccount;
  /** Code of the municipality, which goes with everything that is made. */
  tenant: string;
  /** The account serves others too, and things without a municipality belong to somebody else. */
  isForeign(tenant: string | undefined): boolean;
  today(): Temporal.PlainDate;
}

const wayOf = (charge: Stripe.Charge): OnlineWay =>
  charge.payment_method_details?.type === 'konbini' ? 'konbini' : 'card';

function voucherOf(intent: Stripe.PaymentIntent | null): Voucher | null {
  const details = intent?.next_action?.konbini_display_details;
  if (!details) return null;
  return {
    address: details.hosted_voucher_url,
    numbers: SHOPS.flatMap(([key, shop]) => {
      const store = details.stores[key];
      return store
        ? [{ shop, number: store.payment_code, confirmation: store.confirmation_number ?? null }]
        : [];
    }),
  };
}

function stateOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): Standing['state'] {
  if (session.payment_status === 'paid') return 'succeeded';
  if (session.status === 'expired') return 'expired';
  if (session.status !== 'complete') return 'begun';
  const isOver = intent?.status === 'requires_payment_method' || intent?.status === 'canceled';
  return isOver ? 'failed' : 'waiting';
}

function standingOf(session: Stripe.Checkout.Session): Standing {
  const intent = opened(session.payment_intent);
  const charge = opened(intent?.latest_charge);
  const state = stateOf(session, intent);
  const voucher = state === 'waiting' ? voucherOf(intent) : null;
  const until =
    state === 'waiting' ? intent?.next_action?.konbini_display_details?.expires_at : session.expires_at;
  return {
    reference: session.id,
    attemptId: session.client_reference_id,
    state,
    address: session.status === 'open' ? session.url : null,
    until: until === undefined ? null : instant(until),
    voucher,
    money:
      state === 'succeeded' && charge
        ? {
            reference: charge.id,
            way: wayOf(charge),
            amount: charge.amount_captured,
            at: instant(opened(charge.balance_transaction)?.created ?? charge.created),
          }
        : null,
  };
}

const REFUND_STATES: Record<string, RefundStanding['state']> = {
  succeeded: 'done',
  failed: 'failed',
  canceled: 'failed',
};

const refundStanding = (refund: Stripe.Refund): RefundStanding => ({
  reference: refund.id,
  state: REFUND_STATES[refund.status ?? ''] ?? 'sent',
  at: instant(opened(refund.balance_transaction)?.created ?? refund.created),
});

/** The library is read when money first moves: most installations never need it. */
async function connect({ secretKey, api }: StripeAccount): Promise<Stripe> {
  const { default: Client } = await import('stripe');
  return new Client(secretKey, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    ...(api && {
      protocol: api.protocol === 'http:' ? 'http' : 'https',
      host: api.hostname,
      ...(api.port && { port: api.port }),
    }),
  });
}

export function createStripe({ account, tenant, isForeign, today }: StripeDeps): PaymentProvider {
  let client: Promise<Stripe> | undefined;
  const stripe = (): Promise<Stripe> => (client ??= connect(account));

  /** The movement that a line of the balance stands for; null for fees, payouts and what belongs to others. */
  function movementOf(line: Stripe.BalanceTransaction): Movement | null {
    const source = opened(line.source);
    const at = instant(line.created);
    if (source?.object === 'charge') {
      if (isForeign(source.metadata.municipality)) return null;
      return {
        kind: 'payment',
        reference: source.id,
        amount: line.amount,
        at,
        way: wayOf(source),
        attemptId: source.metadata.attempt ?? null,
        of: null,
        isDoubtful: false,
      };
    }
    // A dispute takes the money back as a refund does, without anybody here having asked for it.
    if (source?.object !== 'refund' && source?.object !== 'dispute') return null;
    // One that somebody makes on Stripe's own pages does not say whose it is.
    const whose: string | undefined = source.metadata?.municipality;
    if (whose !== undefined && isForeign(whose)) return null;
    const reference = source.object === 'refund' ? source.id : line.id;
    return {
      kind: 'refund',
      reference,
      amount: -line.amount,
      at,
      way: 'card',
      attemptId: null,
      of: idOf(source.charge),
      isDoubtful: isForeign(whose),
    };
  }

  return {
    name: 'stripe',

    ways: (amount) =>
      (['card', 'konbini'] as const).filter(
        (way) => amount >= LIMITS[way].least && amount <= LIMITS[way].most,
      ),

    begin: async ({ attemptId, way, amount, title, number, returnTo, dueOn }: Order) => {
      const metadata = { municipality: tenant, attempt: attemptId, number };
      const days = Math.min(MOST_KONBINI_DAYS, Math.max(1, today().until(dueOn).total('days')));
      const session = await (await stripe()).checkout.sessions.create(
        {
          mode: 'payment',
          locale: 'ja',
          allowed_payment_method_types: [way],
          client_reference_id: attemptId,
          metadata,
          payment_intent_data: { metadata, description: `${number} ${title}` },
          line_items: [
            {
              quantity: 1,
              price_data: { currency: 'jpy', unit_amount: amount, product_data: { name: title } },
            },
          ],
          ...(way === 'konbini' && { payment_method_options: { konbini: { expires_after_days: days } } }),
          success_url: returnTo,
          cancel_url: returnTo,
        },
        { idempotencyKey: `begin-${attemptId}` },
      );
      return standingOf(session);
    },

    look: async (reference) =>
      standingOf(await (await stripe()).checkout.sessions.retrieve(reference, { expand: WITH_MONEY })),

    close: async (reference) => {
      const { sessions } = (await stripe()).checkout;
      // Only an open page can be closed; a number that was given for a shop stays good until it is over.
      const session = await sessions.retrieve(reference);
      if (session.status === 'open') await sessions.expire(reference);
    },

    notice: async (body, header): Promise<Notice> => {
      let event: Stripe.Event;
      try {
        event = await (await stripe()).webhooks.constructEventAsync(
          body,
          header('stripe-signature') ?? '',
          account.webhookSecret,
        );
      } catch (cause) {
        throw new BadSignature(cause);
      }
      const { object } = event.data;
      const eventId = event.id;
      if ('object' in object && object.object === 'checkout.session') {
        const whose = object.metadata?.municipality ?? null;
        return { eventId, concerns: 'attempt', reference: object.id, tenant: whose };
      }
      if ('object' in object && object.object === 'refund') {
        const whose = object.metadata?.municipality ?? null;
        return { eventId, concerns: 'refund', reference: object.id, tenant: whose };
      }
      return { eventId, concerns: 'nothing', reference: null, tenant: null };
    },

    refund: async ({ id, of, amount }) =>
      refundStanding(
        await (await stripe()).refunds.create(
          {
            charge: of,
            amount,
            metadata: { municipality: tenant, refund: id },
            expand: ['balance_transaction'],
          },
          { idempotencyKey: `refund-${id}` },
        ),
      ),

    lookAtRefund: async (reference) =>
      refundStanding(await (await stripe()).refunds.retrieve(reference, { expand: ['balance_transaction'] })),

    movements: async (from, to) => {
      const movements: Movement[] = [];
      const created = { gte: seconds(from), lt: seconds(to) };
      const { balanceTransactions } = await stripe();
      const lines = balanceTransactions.list({ created, limit: LIST_PAGE, expand: ['data.source'] });
      for await (const line of lines) {
        const movement = line.currency === 'jpy' ? movementOf(line) : null;
        if (movement) movements.push(movement);
      }
      return movements;
    },
  };
}
