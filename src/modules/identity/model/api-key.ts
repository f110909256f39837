/** A key as its holder sees it; the key itself is shown once and kept nowhere. */
export interface ApiKey {
  id: string;
  label: string;
  assurance: 'low' | 'substantial';
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  lastUsedOn: Temporal.PlainDate | null;
  revokedAt: Temporal.Instant | null;
}

/** A key that staff made for an organisation, so that its programs apply for others. */
export interface PartnerKey {
  id: string;
  /** Of the organisation. */
  name: string;
  procedures: readonly string[];
  /** Id of the member of staff. */
  madeBy: string;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  lastUsedOn: Temporal.PlainDate | null;
  revokedAt: Temporal.Instant | null;
}

/** Nobody needs more; all of them are shown. */
export const MOST_KEYS = 20;
export const KEY_DAYS = [30, 90, 365] as const;
export type KeyDays = (typeof KEY_DAYS)[number];
