import type { Tx } from '#kernel/db/database.js';
import { type PendingSignIn, SIGN_IN_LIMIT } from '../model/session.js';
import type { IdentityTables } from '../tables.js';
import { tokenHash } from './sessions.js';

export async function keepPending(
  tx: Tx,
  { audience, back, codeVerifier, nonce, state }: PendingSignIn,
  browser: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<IdentityTables>()
    .insertInto('identity_sign_in')
    .values({
      tenant: tx.tenant,
      state,
      browser_hash: tokenHash(browser),
      audience,
      code_verifier: codeVerifier,
      nonce,
      back,
      expires_at: now.add(SIGN_IN_LIMIT),
    })
    .execute();
}

/** Takes the pending sign-in away, so that its answer is used once; null when this browser did not start it, or too long ago. */
export async function takePending(
  tx: Tx,
  state: string,
  browser: string,
  now: Temporal.Instant,
): Promise<PendingSignIn | null> {
  const row = await tx
    .tables<IdentityTables>()
    .deleteFrom('identity_sign_in')
    .where('tenant', '=', tx.tenant)
    .where('state', '=', state)
    .where('browser_hash', '=', tokenHash(browser))
    .where('expires_at', '>', now)
    .returning(['audience', 'state', 'nonce', 'code_verifier as codeVerifier', 'back'])
    .executeTakeFirst();
  return row ?? null;
}

export async function sweepPending(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx
    .tables<IdentityTables>()
    .deleteFrom('identity_sign_in')
    .where('tenant', '=', tx.tenant)
    .where('expires_at', '<=', now)
    .execute();
}
