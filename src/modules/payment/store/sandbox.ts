import type { Tx } from '#kernel/db/database.js';
import type { OnlineWay, SandboxState } from '../model.js';
import type { PaymentTables } from '../tables.js';

/** A payment page of the sandbox provider. */
export interface SandboxSession {
  id: string;
  attempt: string;
  way: OnlineWay;
  amount: number;
  title: string;
  returnTo: string;
  state: SandboxState;
  shopNumber: string | null;
  until: Temporal.Instant;
  madeAt: Temporal.Instant;
}

export interface SandboxMovement {
  id: string;
  sessionId: string;
  kind: 'payment' | 'refund';
  amount: number;
  ofId: string | null;
  request: string | null;
  at: Temporal.Instant;
}

const sessions = (tx: Tx) =>
  tx.tables<PaymentTables>().selectFrom('payment_sandbox_session').where('tenant', '=', tx.tenant);
const movements = (tx: Tx) =>
  tx.tables<PaymentTables>().selectFrom('payment_sandbox_movement').where('tenant', '=', tx.tenant);

const toSession = (row: PaymentTables['payment_sandbox_session']): SandboxSession => ({
  id: row.id,
  attempt: row.attempt,
  way: row.way,
  amount: row.amount,
  title: row.title,
  returnTo: row.return_to,
  state: row.state,
  shopNumber: row.shop_number,
  until: row.until,
  madeAt: row.made_at,
});

const toMovement = (row: PaymentTables['payment_sandbox_movement']): SandboxMovement => ({
  id: row.id,
  sessionId: row.session_id,
  kind: row.kind,
  amount: row.amount,
  ofId: row.of_id,
  request: row.request,
  at: row.at,
});

/** The page for this key: the new one, or the one that was made for it before. */
export async function keepSession(tx: Tx, session: SandboxSession): Promise<SandboxSession> {
  await tx
    .tables<PaymentTables>()
    .insertInto('payment_sandbox_session')
    .values({
      tenant: tx.tenant,
      id: session.id,
      attempt: session.attempt,
      way: session.way,
      amount: session.amount,
      title: session.title,
      return_to: session.returnTo,
      state: session.state,
      shop_number: session.shopNumber,
      until: session.until,
      made_at: session.madeAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return toSession(
    await sessions(tx).selectAll().where('attempt', '=', session.attempt).executeTakeFirstOrThrow(),
  );
}

export async function findSession(
  tx: Tx,
  id: string,
  { lock = false } = {},
): Promise<SandboxSession | undefined> {
  const query = sessions(tx).selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toSession(row);
}

export async function saveSession(
  tx: Tx,
  id: string,
  { state, shopNumber }: Pick<SandboxSession, 'state' | 'shopNumber'>,
): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .updateTable('payment_sandbox_session')
    .set({ state, shop_number: shopNumber })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** The refund that this key asked for before, or null once the movement is written. */
export async function insertMovement(tx: Tx, movement: SandboxMovement): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .insertInto('payment_sandbox_movement')
    .values({
      tenant: tx.tenant,
      id: movement.id,
      session_id: movement.sessionId,
      kind: movement.kind,
      amount: movement.amount,
      of_id: movement.ofId,
      request: movement.request,
      at: movement.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findMovement(
  tx: Tx,
  by: { id: string } | { request: string },
): Promise<SandboxMovement | undefined> {
  const all = movements(tx).selectAll();
  const row = await ('id' in by
    ? all.where('id', '=', by.id)
    : all.where('request', '=', by.request)
  ).executeTakeFirst();
  return row && toMovement(row);
}

export async function movementsOf(tx: Tx, sessionId: string): Promise<SandboxMovement[]> {
  const found = await movements(tx).selectAll().where('session_id', '=', sessionId).orderBy('at').execute();
  return found.map(toMovement);
}

export async function movementsBetween(
  tx: Tx,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<SandboxMovement[]> {
  const found = await movements(tx)
    .selectAll()
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .execute();
  return found.map(toMovement);
}

export interface SandboxNotice {
  id: string;
  sessionId: string;
  times: number;
}

export async function insertNotice(tx: Tx, notice: SandboxNotice, dueAt: Temporal.Instant): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .insertInto('payment_sandbox_notice')
    .values({
      tenant: tx.tenant,
      id: notice.id,
      session_id: notice.sessionId,
      times: notice.times,
      due_at: dueAt,
      sent_at: null,
    })
    .execute();
}

export async function dueNotices(tx: Tx, now: Temporal.Instant): Promise<SandboxNotice[]> {
  const found = await tx
    .tables<PaymentTables>()
    .selectFrom('payment_sandbox_notice')
    .select(['id', 'session_id', 'times'])
    .where('tenant', '=', tx.tenant)
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .execute();
  return found.map(({ id, session_id, times }) => ({ id, sessionId: session_id, times }));
}

export async function noticeSent(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .updateTable('payment_sandbox_notice')
    .set({ sent_at: now })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}
