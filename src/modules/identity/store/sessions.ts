import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { dateIn } from '#kernel/clock.js';
import type { Actor, Grant } from '#kernel/context.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { HandedOver } from '../model/hand-over.js';
import type { Assurance, PersonKind } from '../model/person.js';
import {
  ABSOLUTE_LIMIT,
  type Audience,
  IDLE_LIMIT,
  REMEMBERED_AFTER,
  type SessionTimes,
} from '../model/session.js';
import type { IdentityTables } from '../tables.js';
import { openDetails } from './people.js';

/** 256 random bits as the browser keeps them. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token: who reads the table cannot sign in with it. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

export type SessionHolder = { person: string } | { staff: string };

/** Begins a session and returns its token, which is kept nowhere else. */
export async function beginSession(tx: Tx, holder: SessionHolder, now: Temporal.Instant): Promise<string> {
  const token = newToken();
  await tx
    .tables<IdentityTables>()
    .insertInto('identity_session')
    .values({
      tenant: tx.tenant,
      token_hash: tokenHash(token),
      person: 'person' in holder ? holder.person : null,
      staff: 'staff' in holder ? holder.staff : null,
      created_at: now,
      last_seen_at: now,
      expires_at: now.add(ABSOLUTE_LIMIT),
    })
    .execute();
  return token;
}

export interface FoundSession extends SessionTimes {
  actor: Exclude<Actor, { kind: 'anonymous' | 'visitor' | 'system' | 'partner' }>;
  handedOver?: HandedOver;
}

interface SessionRow {
  last_seen_at: Temporal.Instant;
  expires_at: Temporal.Instant;
  handed_over: HandedOver | null;
  person: string | null;
  kind: PersonKind | null;
  details: Uint8Array | null;
  assurance: Assurance | null;
  staff: string | null;
  staff_name: string | null;
  grants: Grant[] | null;
}

/**
 * The session with its actor, in one query; null when the token is unknown. Staff come with the grants that
 * hold today; those who are suspended or hold none are not found.
 */
export async function findSession(
  tx: Tx,
  vault: Vault,
  token: string,
  now: Temporal.Instant,
  { lock = false } = {},
): Promise<FoundSession | null> {
  const date = dateIn(now);
  const { rows } = await sql<SessionRow>`
    SELECT session.last_seen_at, session.expires_at, session.handed_over,
           person.id AS person, person.kind, person.details, person.assurance,
           staff.id AS staff, staff.name AS staff_name,
           (SELECT json_agg(json_build_object('role', held.role, 'unit', held.unit) ORDER BY held.role, held.unit)
            FROM identity_grant held
            WHERE held.tenant = staff.tenant AND held.staff = staff.id AND held.revoked_at IS NULL
              AND held.from_date <= ${date}::date AND (held.to_date IS NULL OR held.to_date >= ${date}::date)
           ) AS grants
    FROM identity_session session
    LEFT JOIN identity_person person ON person.tenant = session.tenant AND person.id = session.person
    LEFT JOIN identity_staff staff ON staff.tenant = session.tenant AND staff.id = session.staff AND staff.active
    WHERE session.tenant = ${tx.tenant} AND session.token_hash = ${tokenHash(token)}::bytea
    ${lock ? sql`FOR UPDATE OF session` : sql``}`.execute(tx.tables<IdentityTables>());
  const [row] = rows;
  if (!row) return null;
  const times = { lastSeenAt: row.last_seen_at, expiresAt: row.expires_at };
  if (row.person !== null && row.kind !== null && row.details !== null && row.assurance !== null) {
    const { kind, person: id, details, assurance } = row;
    const { name } = openDetails(vault, tx.tenant, id, details);
    return { ...times, audience: 'citizen', actor: { kind, id, name, assurance } };
  }
  if (row.staff !== null && row.staff_name !== null && row.grants !== null) {
    const { staff: id, staff_name: name, grants, handed_over: handedOver } = row;
    const actor = { kind: 'staff', id, name, grants } as const;
    if (!handedOver) return { ...times, audience: 'staff', actor };
    return { ...times, audience: 'staff', actor: { ...actor, opensOnly: handedOver.paths }, handedOver };
  }
  return null;
}

export async function touchSession(tx: Tx, token: string, now: Temporal.Instant): Promise<void> {
  await tx
    .tables<IdentityTables>()
    .updateTable('identity_session')
    .set({ last_seen_at: now })
    .where('tenant', '=', tx.tenant)
    .where('token_hash', '=', tokenHash(token))
    .execute();
}

/** Null: the screen is the clerk's again. */
export async function saveHandedOver(tx: Tx, token: string, handedOver: HandedOver | null): Promise<void> {
  await tx
    .tables<IdentityTables>()
    .updateTable('identity_session')
    .set({ handed_over: handedOver && sql<HandedOver>`${JSON.stringify(handedOver)}::jsonb` })
    .where('tenant', '=', tx.tenant)
    .where('token_hash', '=', tokenHash(token))
    .execute();
}

/** True when there was one. */
export async function endSession(tx: Tx, token: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .tables<IdentityTables>()
    .deleteFrom('identity_session')
    .where('tenant', '=', tx.tenant)
    .where('token_hash', '=', tokenHash(token))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Removes sessions that have been over for so long that nobody sends a form with them any more. */
export async function sweepSessions(tx: Tx, now: Temporal.Instant): Promise<void> {
  const endedBy = now.subtract(REMEMBERED_AFTER);
  const idleSince = (audience: Audience) => endedBy.subtract(IDLE_LIMIT[audience]);
  await tx
    .tables<IdentityTables>()
    .deleteFrom('identity_session')
    .where('tenant', '=', tx.tenant)
    .where(({ and, eb, or }) =>
      or([
        eb('expires_at', '<=', endedBy),
        and([eb('staff', 'is not', null), eb('last_seen_at', '<=', idleSince('staff'))]),
        and([eb('person', 'is not', null), eb('last_seen_at', '<=', idleSince('citizen'))]),
      ]),
    )
    .execute();
}
