import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { systemClock } from '#kernel/clock.js';

/*
 * A server that answers as Stripe's API does (https://docs.stripe.com/api), as far as this module uses it: Checkout
 * Sessions, refunds, balance transactions, idempotency keys, errors and signed events. Tests say what happens there.
 */

interface Session {
  id: string;
  object: 'checkout.session';
  url: string | null;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid';
  client_reference_id: string | null;
  metadata: Record<string, string>;
  expires_at: number;
  payment_intent: object | null;
}

interface Line {
  id: string;
  object: 'balance_transaction';
  amount: number;
  currency: 'jpy';
  created: number;
  type: 'charge' | 'refund';
  source: object;
}

/** A request as it came, for what a test wants to see of it. */
export interface Asked {
  method: string;
  path: string;
  fields: URLSearchParams;
  key: string | undefined;
  authorization: string | undefined;
}

export interface StripeStandIn {
  address: string;
  asked: Asked[];
  /** Answers with errors until it is told otherwise. */
  isDown(down: boolean): void;
  session(id: string): Session;
  /** The person pays on the page; nobody is told. Gives the charge. */
  pay(sessionId: string, way: 'card' | 'konbini'): string;
  /** The person asks for a number to pay with at a shop. */
  giveNumber(sessionId: string): void;
  /** The shop's deadline passes. */
  letExpire(sessionId: string): void;
  /** Money that was not begun here. Gives the charge. */
  foreignCharge(amount: number, metadata: Record<string, string>): string;
  /** Somebody gives money back on Stripe's own pages. */
  refundThere(charge: string, amount: number): string;
  /** Takes a movement off the list, as if it had never been. */
  forget(source: string): void;
  /** An event as Stripe sends it: body and signature. */
  event(type: string, object: object, id?: string): { body: string; signature: string };
  close(): Promise<void>;
}

const WEBHOOK_SECRET = 'whsec_test_of_the_stand_in';
export const STRIPE_SETTINGS = {
  STRIPE_SECRET_KEY: 'sk_test_stand_in',
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
};

async function fieldsOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

const metadataIn = (fields: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...fields].flatMap(([name, value]) => {
      const key = /^metadata\[(.+)\]$/.exec(name)?.[1];
      return key === undefined ? [] : [[key, value] as const];
    }),
  );

/** `now`: seconds of the clock by which its objects are dated. */
export async function stripeStandIn(now: () => number): Promise<StripeStandIn> {
  const asked: Asked[] = [];
  const answered = new Map<string, unknown>();
  const sessions = new Map<string, Session & { amount: number }>();
  const refunds = new Map<string, { id: string }>();
  let lines: Line[] = [];
  let down = false;
  let count = 0;
  const next = (prefix: string) => {
    count += 1;
    return `${prefix}_${String(count).padStart(6, '0')}`;
  };

  function charge(amount: number, way: 'card' | 'konbini', metadata: Record<string, string>) {
    const id = next('ch');
    const made = {
      id,
      object: 'charge',
      amount,
      amount_captured: amount,
      created: now(),
      metadata,
      payment_method_details: { type: way },
    };
    const balance_transaction: Line = {
      id: next('txn'),
      object: 'balance_transaction',
      amount,
      currency: 'jpy',
      created: now(),
      type: 'charge',
      source: made,
    };
    lines.push(balance_transaction);
    return { ...made, balance_transaction };
  }

  function refund(of: string, amount: number, metadata: Record<string, string>) {
    const id = next('re');
    const made = { id, object: 'refund', amount, charge: of, created: now(), status: 'succeeded', metadata };
    lines.push({
      id: next('txn'),
      object: 'balance_transaction',
      amount: -amount,
      currency: 'jpy',
      created: now(),
      type: 'refund',
      source: made,
    });
    refunds.set(id, made);
    return made;
  }

  const found = (id: string): Session & { amount: number } => {
    const session = sessions.get(id);
    if (!session) throw new Error(`no session ${id}`);
    return session;
  };

  function answer({ method, path, fields }: Asked): unknown {
    const [, , kind, ...rest] = path.split('/');
    if (kind === 'checkout' && method === 'POST' && rest.length === 1) {
      const id = next('cs_test');
      const session = {
        id,
        object: 'checkout.session' as const,
        url: `https://checkout.stripe.com/c/pay/${id}`,
        status: 'open' as const,
        payment_status: 'unpaid' as const,
        client_reference_id: fields.get('client_reference_id'),
        metadata: metadataIn(fields),
        expires_at: now() + 86_400,
        payment_intent: null,
        amount: Number(fields.get('line_items[0][price_data][unit_amount]')),
      };
      sessions.set(id, session);
      return session;
    }
    if (kind === 'checkout') {
      const session = found(rest[1] ?? '');
      if (rest[2] === 'expire') Object.assign(session, { status: 'expired', url: null });
      return session;
    }
    if (kind === 'refunds' && method === 'POST')
      return refund(fields.get('charge') ?? '', Number(fields.get('amount')), metadataIn(fields));
    if (kind === 'refunds') return refunds.get(rest[0] ?? '');
    const [from, to] = ['created[gte]', 'created[lt]'].map((name) => Number(fields.get(name)));
    const data = lines.filter(({ created }) => created >= (from ?? 0) && created < (to ?? 0));
    return { object: 'list', url: '/v1/balance_transactions', has_more: false, data };
  }

  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const one: Asked = {
        method: request.method ?? '',
        path: pathname,
        fields: request.method === 'GET' ? searchParams : await fieldsOf(request),
        key: request.headers['idempotency-key'] as string | undefined,
        authorization: request.headers.authorization,
      };
      asked.push(one);
      response.setHeader('content-type', 'application/json');
      if (down) {
        response.writeHead(500).end(JSON.stringify({ error: { type: 'api_error', message: 'down' } }));
        return;
      }
      const known = one.key === undefined ? undefined : answered.get(one.key);
      const body = known ?? answer(one);
      if (one.key !== undefined) answered.set(one.key, body);
      response.end(JSON.stringify(body));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    isDown: (value) => {
      down = value;
    },
    session: found,
    pay: (sessionId, way) => {
      const session = found(sessionId);
      const made = charge(session.amount, way, session.metadata);
      Object.assign(session, {
        status: 'complete',
        payment_status: 'paid',
        url: null,
        payment_intent: {
          id: next('pi'),
          object: 'payment_intent',
          status: 'succeeded',
          latest_charge: made,
        },
      });
      return made.id;
    },
    giveNumber: (sessionId) => {
      Object.assign(found(sessionId), {
        status: 'complete',
        url: null,
        payment_intent: {
          id: next('pi'),
          object: 'payment_intent',
          status: 'requires_action',
          next_action: {
            type: 'konbini_display_details',
            konbini_display_details: {
              expires_at: now() + 3 * 86_400,
              hosted_voucher_url: 'https://payments.stripe.com/konbini/voucher/test',
              stores: {
                familymart: { payment_code: '012345', confirmation_number: '01234567890' },
                lawson: { payment_code: '987654', confirmation_number: '01234567890' },
              },
            },
          },
        },
      });
    },
    letExpire: (sessionId) => {
      Object.assign(found(sessionId), {
        payment_intent: { id: next('pi'), object: 'payment_intent', status: 'requires_payment_method' },
      });
    },
    foreignCharge: (amount, metadata) => charge(amount, 'card', metadata).id,
    refundThere: (of, amount) => refund(of, amount, {}).id,
    forget: (source) => {
      lines = lines.filter((line) => (line.source as { id: string }).id !== source);
    },
    event: (type, object, id = next('evt')) => {
      const body = JSON.stringify({ id, object: 'event', type, created: now(), data: { object } });
      // Stripe's library compares with the time of the machine, which no test moves.
      const timestamp = Math.floor(systemClock.now().epochMilliseconds / 1000);
      const stripe = new Stripe(STRIPE_SETTINGS.STRIPE_SECRET_KEY);
      const header = { payload: body, secret: WEBHOOK_SECRET, timestamp };
      return { body, signature: stripe.webhooks.generateTestHeaderString(header) };
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
