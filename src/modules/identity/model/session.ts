/** Who signs in: each audience has a provider of its own. */
export const AUDIENCES = ['citizen', 'staff'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** After so long without a request a session is over. Staff see other people's data, so theirs is shorter. */
export const IDLE_LIMIT = {
  citizen: Temporal.Duration.from({ minutes: 60 }),
  staff: Temporal.Duration.from({ minutes: 30 }),
} as const satisfies Record<Audience, Temporal.Duration>;

/** A session ends after this however busy it is. */
export const ABSOLUTE_LIMIT = Temporal.Duration.from({ hours: 12 });

/** So long it is known whose session it was: a form that is sent after its end waits for the same person. */
export const REMEMBERED_AFTER = Temporal.Duration.from({ hours: 24 });

/** How exact "last seen" is kept: a write a minute instead of one a request. */
const LAST_SEEN_STEP = Temporal.Duration.from({ minutes: 1 });

/** A started sign-in that was not finished in this time must be started again. */
export const SIGN_IN_LIMIT = Temporal.Duration.from({ minutes: 10 });

const reached = (from: Temporal.Instant, duration: Temporal.Duration, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(from.add(duration), now) <= 0;

export interface SessionTimes {
  audience: Audience;
  lastSeenAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

export const isSessionOver = (
  { audience, lastSeenAt, expiresAt }: SessionTimes,
  now: Temporal.Instant,
): boolean => Temporal.Instant.compare(expiresAt, now) <= 0 || reached(lastSeenAt, IDLE_LIMIT[audience], now);

export const needsLastSeen = ({ lastSeenAt }: SessionTimes, now: Temporal.Instant): boolean =>
  reached(lastSeenAt, LAST_SEEN_STEP, now);

/** What was sent to the provider and must come back unchanged. */
export interface PendingSignIn {
  audience: Audience;
  state: string;
  nonce: string;
  /** PKCE (RFC 7636). */
  codeVerifier: string;
  /** Path below the municipality to return to. */
  back: string | null;
}
