import { LOCALES, type Locale } from '#kernel/i18n/locales.js';

export type PersonKind = 'resident' | 'business';
export type Assurance = 'low' | 'substantial' | 'high';

/** A resident or business as the provider described it, for filling in forms. */
export interface PersonDetails {
  name: string;
  /** Katakana. */
  reading: string | null;
  birthDate: Temporal.PlainDate | null;
  /** In one line. */
  address: string | null;
  email: string | null;
}

export interface Person extends PersonDetails {
  kind: PersonKind;
  assurance: Assurance;
}

/** Claims of an ID token and of the userinfo answer together. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * How surely it was this person, by the authentication context that the provider states (claim acr), the surest
 * first. AAL as in NIST SP 800-63B, which the Digital Agency's guideline on online identity proofing follows: its
 * app signs in with the card and its PIN (aal3). The eIDAS names are what European products send. Whatever is not
 * named here counts as low.
 */
export const ASSURANCE_BY_ACR: ReadonlyMap<string, Assurance> = new Map<string, Assurance>([
  ['aal3', 'high'],
  ['http://eidas.europa.eu/LoA/high', 'high'],
  ['aal2', 'substantial'],
  ['http://eidas.europa.eu/LoA/substantial', 'substantial'],
  ['aal1', 'low'],
  ['http://eidas.europa.eu/LoA/low', 'low'],
]);

/**
 * Scopes that may be asked for; of these only what the provider offers. OpenID Connect Core, section 5.4, has profile,
 * email and address; the Digital Agency's app has one scope for each claim. The sex (gender) is not used and not asked for.
 */
export const CITIZEN_SCOPES = ['openid', 'profile', 'name', 'birthdate', 'address', 'email'] as const;
export const STAFF_SCOPES = ['openid'] as const;

const LONGEST = 500;
const text = (value: unknown): string | null => {
  const trimmed = typeof value === 'string' ? value.trim().slice(0, LONGEST) : '';
  return trimmed || null;
};
const joined = (separator: string, ...values: unknown[]): string | null =>
  text(
    values
      .map(text)
      .filter((value) => value !== null)
      .join(separator),
  );

/** A company's account carries its corporate number (法人番号) or, from GビズID, its kind of account. */
const isBusiness = (claims: Claims): boolean =>
  text(claims.corporate_number) !== null || text(claims.account_type) !== null;

/** Full dates only: a birthdate may also be a year, or have the year 0000 (OpenID Connect Core, section 5.1). */
function birthDate(value: unknown): Temporal.PlainDate | null {
  if (typeof value !== 'string' || !/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** One line: as the provider formats it, or its parts from the large to the small, as Japan writes them. */
function address(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return text(value);
  const parts = value as Claims;
  const formatted = text(parts.formatted)?.replace(/\s*\n\s*/g, ' ');
  return formatted ?? joined('', parts.region, parts.locality, parts.street_address);
}

/** The person as the claims describe it; null when they do not even state a name. */
export function personFromClaims(claims: Claims): Person | null {
  const name = text(claims.name) ?? joined(' ', claims.family_name, claims.given_name);
  if (name === null) return null;
  return {
    kind: isBusiness(claims) ? 'business' : 'resident',
    name,
    reading:
      text(claims['name#ja-Kana-JP']) ??
      joined(' ', claims['family_name#ja-Kana-JP'], claims['given_name#ja-Kana-JP']),
    birthDate: birthDate(claims.birthdate),
    address: address(claims.address),
    email: claims.email_verified === false ? null : text(claims.email),
    assurance: ASSURANCE_BY_ACR.get(String(claims.acr)) ?? 'low',
  };
}

/** The language that the provider knows the person to read, when it is one of ours. */
export function localeFromClaims(claims: Claims): Locale | null {
  const tag = text(claims.locale)?.replace('_', '-').toLowerCase();
  if (tag === undefined) return null;
  return (
    LOCALES.find((locale) => locale.toLowerCase() === tag) ??
    LOCALES.find((locale) => locale.split('-')[0] === tag.split('-')[0]) ??
    null
  );
}
