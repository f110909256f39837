import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { OnlineWay } from '../model.js';
import { BadSignature, type PaymentProvider, type RefundStanding, type Standing } from '../provider.js';
import {
  findMovement,
  findSession,
  insertMovement,
  keepSession,
  movementsBetween,
  movementsOf,
  type SandboxMovement,
  type SandboxSession,
  saveSession,
} from '../store/sandbox.js';

/*
 * A payment provider that takes no money, for the demo and for trying things out: pages, notices with signatures,
 * refunds and a list of movements of its own. Nothing else in the product treats it differently from a real one.
 */

const SIGNATURE = 'sandbox-signature';
/** Notices go to the same process that signs them. */
const SECRET = randomBytes(32);
const CARD_LIFE = Temporal.Duration.from({ hours: 24 });
const KONBINI_LIFE = Temporal.Duration.from({ hours: 24 * 7 });

const Event = z.object({ id: z.string().max(100), session: z.string().max(100) });

const signatureOf = (body: string): string => createHmac('sha256', SECRET).update(body).digest('hex');

/** A notice as it goes over the wire: its body and the header that signs it. */
export function sandboxNotice(
  id: string,
  session: string,
): { body: string; header: (name: string) => string | undefined } {
  const body = JSON.stringify({ id, session });
  return { body, header: (name) => (name === SIGNATURE ? signatureOf(body) : undefined) };
}

export const sandboxId = (kind: 'pay' | 'mov' | 'ref' | 'evt'): string =>
  `${kind}_${randomBytes(12).toString('hex')}`;

const STATES = {
  open: 'begun',
  waiting: 'waiting',
  paid: 'succeeded',
  failed: 'failed',
  expired: 'expired',
} as const satisfies Record<SandboxSession['state'], Standing['state']>;

const refundStanding = ({ id, at }: SandboxMovement): RefundStanding => ({
  reference: id,
  state: 'done',
  at,
});

export function createSandbox(
  { clock, config, database }: Pick<Kernel, 'clock' | 'config' | 'database'>,
  { code, slug, hosts: [host] }: Municipality,
): PaymentProvider {
  const base = host === undefined ? `${config.publicUrl}/${slug}` : `https://${host}`;
  const standingOf = (session: SandboxSession, movements: readonly SandboxMovement[]): Standing => {
    const paid = movements.find(({ kind }) => kind === 'payment');
    const isUsable = session.state === 'open' || session.state === 'waiting';
    return {
      reference: session.id,
      attemptId: session.attempt,
      state: STATES[session.state],
      address: isUsable ? `${base}/payment/sandbox/${session.id}` : null,
      until: session.until,
      voucher:
        session.shopNumber === null
          ? null
          : {
              address: null,
              numbers: [{ shop: 'お試しマート', number: session.shopNumber, confirmation: '0000' }],
            },
      money: paid ? { reference: paid.id, way: session.way, amount: paid.amount, at: paid.at } : null,
    };
  };

  return {
    name: 'sandbox',
    ways: () => ['card', 'konbini'],
    begin: (order) =>
      database.transaction(code, async (tx) => {
        const madeAt = clock.now();
        const session = await keepSession(tx, {
          id: sandboxId('pay'),
          attempt: order.attemptId,
          way: order.way,
          amount: order.amount,
          title: order.title,
          returnTo: order.returnTo,
          state: 'open',
          shopNumber: null,
          until: madeAt.add(order.way === 'card' ? CARD_LIFE : KONBINI_LIFE),
          madeAt,
        });
        return standingOf(session, await movementsOf(tx, session.id));
      }),
    look: (reference) =>
      database.transaction(code, async (tx) => {
        const session = await findSession(tx, reference, { lock: true });
        if (!session) throw new Error(`the sandbox has no page ${reference}`);
        const isUsable = session.state === 'open' || session.state === 'waiting';
        if (isUsable && Temporal.Instant.compare(session.until, clock.now()) <= 0) {
          await saveSession(tx, session.id, { ...session, state: 'expired' });
          return standingOf({ ...session, state: 'expired' }, []);
        }
        return standingOf(session, await movementsOf(tx, session.id));
      }),
    close: (reference) =>
      database.transaction(code, async (tx) => {
        const session = await findSession(tx, reference, { lock: true });
        if (session?.state === 'open') await saveSession(tx, session.id, { ...session, state: 'expired' });
      }),
    notice: async (body, header) => {
      const given = Buffer.from(header(SIGNATURE) ?? '', 'hex');
      const right = Buffer.from(signatureOf(body), 'hex');
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw new BadSignature(null);
      const { id, session } = Event.parse(JSON.parse(body));
      return { eventId: id, concerns: 'attempt', reference: session, tenant: code };
    },
    refund: ({ id, of, amount }) =>
      database.transaction(code, async (tx) => {
        const paid = await findMovement(tx, { id: of });
        if (!paid) throw new Error(`the sandbox has no movement ${of}`);
        await insertMovement(tx, {
          id: sandboxId('ref'),
          sessionId: paid.sessionId,
          kind: 'refund',
          amount,
          ofId: of,
          request: id,
          at: clock.now(),
        });
        const made = await findMovement(tx, { request: id });
        if (!made) throw new Error(`the sandbox lost the refund ${id}`);
        return refundStanding(made);
      }),
    lookAtRefund: (reference) =>
      database.transaction(code, async (tx) => {
        const made = await findMovement(tx, { id: reference });
        if (!made) throw new Error(`the sandbox has no refund ${reference}`);
        return refundStanding(made);
      }),
    movements: (from, to) =>
      database.transaction(code, async (tx) => {
        const found = await movementsBetween(tx, from, to);
        const sessions = new Map<string, { way: OnlineWay; attempt: string }>();
        for (const { sessionId } of found) {
          const session = await findSession(tx, sessionId);
          if (session) sessions.set(sessionId, session);
        }
        return found.map(({ id, sessionId, kind, amount, ofId, at }) => ({
          kind,
          reference: id,
          amount,
          at,
          way: sessions.get(sessionId)?.way ?? 'card',
          attemptId: kind === 'payment' ? (sessions.get(sessionId)?.attempt ?? null) : null,
          of: ofId,
          isDoubtful: false,
        }));
      }),
  };
}
