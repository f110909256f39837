import { today } from '#kernel/clock.js';
import { type Actor, actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { type Claims, localeFromClaims, personFromClaims } from '../model/person.js';
import { AUDIENCES, type Audience } from '../model/session.js';
import { type Account, grantState } from '../model/staff.js';
import { providersOf } from '../providers.js';
import { createRelyingParty, type RelyingParty, type SignInFault } from '../relying-party.js';
import { savePerson } from '../store/people.js';
import { beginSession, endSession, newToken, type SessionHolder } from '../store/sessions.js';
import { keepPending, takePending } from '../store/sign-ins.js';
import { grantsOf, staffByAccount } from '../store/staff.js';

export type RelyingParties = Record<Audience, RelyingParty | null>;

export function createRelyingParties({ config, log }: Kernel): RelyingParties {
  const providers = providersOf(config);
  const party = (audience: Audience) => {
    const provider = providers[audience];
    return provider && createRelyingParty(provider, audience, log);
  };
  return { citizen: party('citizen'), staff: party('staff') };
}

/** For the cookie by which a browser proves that it started what comes back. */
export const newBrowserSecret = newToken;

export const offeredAudiences = (parties: RelyingParties): Audience[] =>
  AUDIENCES.filter((audience) => parties[audience] !== null);

export interface StartRequest {
  audience: Audience;
  back: string | null;
  redirectUri: string;
  /** Secret that only this browser has, in a cookie: nobody can be signed in by a link that another made. */
  browser: string;
  locale: Locale;
  /** A session of this browser was not ended by signing out: it may be in other hands, a handed-over tablet above all. */
  anew: boolean;
}

/** Where to send the person; null when the provider cannot be reached or there is none. */
export async function startSignIn(
  { database }: Kernel,
  parties: RelyingParties,
  context: Context,
  { audience, back, browser, redirectUri, ...wish }: StartRequest,
): Promise<URL | null> {
  const started = await parties[audience]?.start(redirectUri, wish);
  if (!started?.ok) return null;
  const { pending, url } = started.value;
  await database.transaction(tenantOf(context), (tx) =>
    keepPending(tx, { ...pending, audience, back }, browser, context.clock.now()),
  );
  return url;
}

export type SignInOutcome =
  | { kind: 'signedIn'; audience: Audience; token: string; back: string | null; locale: Locale | null }
  /** Asked for too long ago, used before, or begun in another browser. */
  | { kind: 'expired' }
  | { kind: SignInFault; audience: Audience; back: string | null }
  /** The provider knows this person as staff, the registry does not or no longer. */
  | { kind: 'unregistered'; account: Account };

export interface FinishRequest {
  redirectUri: string;
  answer: URLSearchParams;
  browser: string | undefined;
  /** Of a session that this one takes the place of. */
  previousToken: string | undefined;
}

/** Takes the provider's answer and begins a session. Needs the journal entry identity.signedIn. */
export async function finishSignIn(
  { clock, database, vault }: Kernel,
  parties: RelyingParties,
  context: Context,
  { answer, browser, previousToken, redirectUri }: FinishRequest,
): Promise<SignInOutcome> {
  const tenant = tenantOf(context);
  const now = clock.now();
  const state = answer.get('state');
  if (state === null || browser === undefined) return { kind: 'expired' };
  const pending = await database.transaction(tenant, (tx) => takePending(tx, state, browser, now));
  const party = pending && parties[pending.audience];
  if (!party) return { kind: 'expired' };

  const { audience, back } = pending;
  const finished = await party.finish(redirectUri, answer, pending);
  if (!finished.ok) return { kind: finished.fault, audience, back };
  const claims = finished.value;
  const account = { issuer: party.issuer, subject: claims.sub };

  return database.transaction<SignInOutcome>(tenant, async (tx) => {
    const holder =
      audience === 'staff'
        ? await staffHolder(tx, account, context)
        : await personHolder(tx, account, claims);
    if (!holder) {
      return audience === 'staff'
        ? { kind: 'unregistered', account }
        : { kind: 'unverified', audience, back };
    }
    if (previousToken !== undefined) await endSession(tx, previousToken);
    const token = await beginSession(tx, holder.session, now);
    await append(
      tx,
      { ...context, actor: holder.actor },
      {
        type: 'identity.signedIn',
        subject: actorRef(holder.actor),
        data: { audience, ...holder.data },
      },
    );
    return { kind: 'signedIn', audience, token, back, locale: localeFromClaims(claims) };
  });

  async function personHolder(tx: Tx, account: Account, claims: Claims): Promise<Holder | null> {
    const person = personFromClaims(claims);
    if (!person) return null;
    const id = await savePerson(tx, vault, account, person, now);
    const { assurance, kind, name } = person;
    return { session: { person: id }, actor: { kind, id, name, assurance }, data: { assurance } };
  }
}

interface Holder {
  session: SessionHolder;
  actor: Actor;
  data: Record<string, string>;
}

async function staffHolder(tx: Tx, account: Account, { clock }: Context): Promise<Holder | null> {
  const staff = await staffByAccount(tx, account);
  if (!staff?.active) return null;
  const { id, name } = staff;
  const grants =
    (await grantsOf(tx, [id])).get(id)?.filter((grant) => grantState(grant, today(clock)) === 'holds') ?? [];
  if (grants.length === 0) return null;
  return { session: { staff: id }, actor: { kind: 'staff', id, name, grants }, data: {} };
}

/** Ends the session; nothing happens when there is none. Needs the journal entry identity.signedOut. */
export async function signOut({ database }: Kernel, context: Context, token: string): Promise<void> {
  await database.transaction(tenantOf(context), async (tx) => {
    if (!(await endSession(tx, token)) || context.actor.kind === 'anonymous') return;
    await append(tx, context, { type: 'identity.signedOut', subject: actorRef(context.actor) });
  });
}
