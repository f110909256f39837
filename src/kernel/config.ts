import { z } from 'zod';
import { OperatorError } from './errors.js';
import { isNetwork } from './values/networks.js';

const oneOf = <const Values extends readonly string[]>(values: Values) => z.enum(values, values.join(', '));

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'], 'on or off')
  .transform((value) => value === 'on' || value === 'true' || value === '1');

const wholeNumber = (from: number, to: number) => {
  const meant = `a whole number from ${from} to ${to}`;
  return z.coerce.number(meant).int(meant).min(from, meant).max(to, meant);
};

/** Everything is served from the root of a host, so nothing but scheme, host and port may be stated. */
const isOrigin = ({ hash, password, pathname, search, username }: URL): boolean =>
  pathname === '/' && `${search}${hash}${username}${password}` === '';

/**
 * Every setting, all optional. The descriptions become docs/reference/settings.md.
 * Read once at start; nothing else in the product looks at the environment.
 */
export const Settings = z.object({
  PORT: wholeNumber(0, 65535).default(3000).describe('Port to listen on'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on'),
  TRUSTED_PROXIES: z
    .string()
    .default('127.0.0.0/8,::1')
    .transform((list) =>
      list
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every(isNetwork), 'addresses or networks with commas between, 10.0.0.0/8,::1')
    .describe(
      'Addresses or networks of proxies, with commas between: what they say in X-Forwarded-For about who asks is believed, for limits by caller',
    ),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'an address, https://…', abort: true })
    .refine(
      (address) => URL.canParse(address) && isOrigin(new URL(address)),
      'an address without path, query or account',
    )
    .optional()
    .describe('Address under which people reach this installation; http://localhost:PORT when absent'),
  DATA_DIR: z.string().min(1).default('./data').describe('Folder of the embedded database and files'),
  KEYS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder of the encryption keys, one file a municipality, kept apart from copies of the database; DATA_DIR/keys when absent',
    ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address, postgres://…' })
    .optional()
    .describe('PostgreSQL 15–18; absent: the embedded database in DATA_DIR'),
  DATABASE_POOL: wholeNumber(1, 200).default(10).describe('Connections to PostgreSQL'),
  CATALOG_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of definitions; the shipped catalogue when absent'),
  DEMO: flag
    .optional()
    .describe('on: sandbox sign-in and a demo town; default on unless a real identity provider is set'),
  CITIZEN_ISSUER: z
    .url({ protocol: /^https?$/, error: 'an address, https://…' })
    .optional()
    .describe('OpenID Connect issuer for citizens'),
  CITIZEN_CLIENT_ID: z.string().min(1).optional().describe('Client id at that issuer'),
  CITIZEN_CLIENT_SECRET: z.string().min(1).optional().describe('Client secret at that issuer'),
  STAFF_ISSUER: z
    .url({ protocol: /^https?$/, error: 'an address, https://…' })
    .optional()
    .describe('OpenID Connect issuer for staff'),
  STAFF_CLIENT_ID: z.string().min(1).optional().describe('Client id at that issuer'),
  STAFF_CLIENT_SECRET: z.string().min(1).optional().describe('Client secret at that issuer'),
  MAP_BASE: z
    .string()
    .regex(
      /^(https:\/\/[^\s]*\{z\}[^\s]*|.+\.pmtiles)$/,
      'https://…/{z}/{x}/{y}.png, or a path of a .pmtiles file',
    )
    .optional()
    .describe(
      'Map under the layers: address of tiles with {z}, {x} and {y} (https://cyberjapandata.gsi.go.jp/xyz/std/{z}/{x}/{y}.png), or a PMTiles file; none when absent',
    ),
  MAP_ATTRIBUTION: z.string().max(200).default('').describe('Who made that map, shown on it: 国土地理院'),
  IMPORT_MAX_MB: wholeNumber(1, 2000)
    .default(200)
    .describe('Largest file, in MB, that is read into a register; a larger one is refused before it is read'),
  CLAMAV: z
    .string()
    .regex(/^[A-Za-z0-9.-]+:\d{1,5}$/, 'host:port')
    .optional()
    .describe(
      'host:port of a ClamAV daemon that looks at every file; while it does not answer no file is taken',
    ),
  TIMESTAMP_URL: z
    .url({ protocol: /^https?$/, error: 'an address, https://…' })
    .optional()
    .describe(
      'Address of a time-stamping authority (RFC 3161): sealed documents then prove when they were sealed (PAdES B-T); while it does not answer none is issued',
    ),
  MAIL_URL: z
    .url({ protocol: /^smtps?$/, error: 'an address, smtp://… or smtps://…' })
    .optional()
    .describe(
      'Mail server, smtp://name:password@host:587 (with STARTTLS where it offers it; ?requireTLS=true: only so) or smtps://…; absent: letters by mail are drafts for the mail program of the office, and reporters of damage are told on their page only',
    ),
  MAIL_FROM: z
    .email('an address of mail')
    .optional()
    .describe('Sender of mails. MAIL_FROM_NARA_CITY instead: of one municipality only'),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_/, 'a secret or restricted key of Stripe, sk_… or rk_…')
    .optional()
    .describe(
      'Secret key of the Stripe account for payments online. STRIPE_SECRET_KEY_NARA_CITY instead: of one municipality only (its slug in capitals, _ for -)',
    ),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/, 'a signing secret of Stripe, whsec_…')
    .optional()
    .describe(
      'Signing secret of the webhook https://…/{city}/payment/webhook/stripe; likewise STRIPE_WEBHOOK_SECRET_NARA_CITY',
    ),
  STRIPE_API: z
    .url({ protocol: /^https?$/, error: 'an address, https://…' })
    .optional()
    .describe(
      'Address of Stripe’s programming interface, for a proxy or a stand-in; Stripe itself when absent',
    ),
  OUTBOUND_LOCAL: flag
    .default(false)
    .describe(
      'on: addresses that staff enter (open data of another city hall) may lead into the office’s own network too',
    ),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Log detail'),
  METRICS: flag.default(true).describe('Serve /metrics'),
});
export type Settings = z.infer<typeof Settings>;

export interface OidcProviderConfig {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
}

export interface MailConfig {
  server: URL | null;
  /** Address by slug; the empty one for every municipality without an address of its own. */
  senderOf: ReadonlyMap<string, string>;
}

/** An account at Stripe. */
export interface StripeAccount {
  secretKey: string;
  webhookSecret: string;
  /** Where its programming interface is reached; null for Stripe's own address. */
  api: URL | null;
}

export interface PaymentConfig {
  stripe: {
    /** For every municipality without an account of its own. */
    forAll: StripeAccount | null;
    bySlug: ReadonlyMap<string, StripeAccount>;
  };
}

export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  /** Whose word is taken for who asks. */
  proxies: readonly string[];
  dataDir: string;
  keysDir: string;
  databaseUrl: string | undefined;
  databasePool: number;
  catalogDir: string | undefined;
  demo: boolean;
  citizenProvider: OidcProviderConfig | null;
  staffProvider: OidcProviderConfig | null;
  /** Bytes of the largest file that is read into a register. */
  mostImported: number;
  clamav: { host: string; port: number } | null;
  /** The time-stamping authority. */
  timeStamps: URL | null;
  mail: MailConfig;
  payment: PaymentConfig;
  /** What lies under the layers of maps: somebody's tiles, or a file of one's own. */
  map: { tiles: string | null; archive: string | null; attribution: string };
  /** Whether addresses that staff enter may lead into the office's own network. */
  outboundLocal: boolean;
  logLevel: Settings['LOG_LEVEL'];
  metrics: boolean;
}

/** Thrown for settings that cannot be meant; one line per setting. */
export class BadSettings extends OperatorError {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'BadSettings';
  }
}

function providerFrom(settings: Settings, prefix: 'CITIZEN' | 'STAFF'): OidcProviderConfig | null {
  const issuer = settings[`${prefix}_ISSUER`];
  const clientId = settings[`${prefix}_CLIENT_ID`];
  const clientSecret = settings[`${prefix}_CLIENT_SECRET`];
  // A provider half set must not pass for none: the demo's sandbox sign-in would then be open to everybody.
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId) {
    throw new BadSettings([
      `${prefix}_ISSUER and ${prefix}_CLIENT_ID belong together; one of them is missing.`,
    ]);
  }
  return { issuer, clientId, clientSecret };
}

function clamavFrom(address: string | undefined): Config['clamav'] {
  const [host, port] = address?.split(':') ?? [];
  return host === undefined || port === undefined ? null : { host, port: Number(port) };
}

/** One municipality's own: MAIL_FROM_NARA_CITY. */
const SENDER = /^MAIL_FROM(?:_([A-Z][A-Z0-9_]*))?$/;

const slugOf = (ending: string): string => ending.toLowerCase().replaceAll('_', '-');

function mailFrom(environment: Record<string, string | undefined>, { MAIL_URL }: Settings): MailConfig {
  const senderOf = new Map<string, string>();
  for (const [name, address] of Object.entries(environment)) {
    const ending = SENDER.exec(name);
    if (!ending || address === undefined) continue;
    if (!z.email('an address of mail').safeParse(address).success)
      throw new BadSettings([`${name}: expected a mail address`]);
    senderOf.set(slugOf(ending[1] ?? ''), address);
  }
  if (MAIL_URL !== undefined && senderOf.size === 0)
    throw new BadSettings(['MAIL_URL and MAIL_FROM belong together; MAIL_FROM is missing.']);
  return { server: MAIL_URL === undefined ? null : new URL(MAIL_URL), senderOf };
}

/** Settings of one municipality are called as those of all, with its slug behind: STRIPE_SECRET_KEY_NARA_CITY. */
const OF_ONE = /^STRIPE_(?:SECRET_KEY|WEBHOOK_SECRET)_([A-Z][A-Z0-9_]*)$/;

function paymentFrom(
  environment: Record<string, string | undefined>,
  api: string | undefined,
): PaymentConfig {
  const account = (ending: string): StripeAccount | null => {
    const names = {
      secretKey: `STRIPE_SECRET_KEY${ending}`,
      webhookSecret: `STRIPE_WEBHOOK_SECRET${ending}`,
    };
    const { secretKey, webhookSecret } = {
      secretKey: environment[names.secretKey],
      webhookSecret: environment[names.webhookSecret],
    };
    if (secretKey === undefined && webhookSecret === undefined) return null;
    if (secretKey === undefined || webhookSecret === undefined) {
      throw new BadSettings([
        `${names.secretKey} and ${names.webhookSecret} belong together; one of them is missing.`,
      ]);
    }
    return { secretKey, webhookSecret, api: api === undefined ? null : new URL(api) };
  };
  const bySlug = new Map<string, StripeAccount>();
  for (const name of Object.keys(environment)) {
    const ending = OF_ONE.exec(name)?.[1];
    const own = ending === undefined ? null : account(`_${ending}`);
    if (ending !== undefined && own) bySlug.set(slugOf(ending), own);
  }
  return { stripe: { forAll: account(''), bySlug } };
}

/** Parses the environment. Throws BadSettings naming each wrong setting and what was expected. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const parsed = Settings.safeParse(present);
  if (!parsed.success) {
    throw new BadSettings(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const settings = parsed.data;
  const citizenProvider = providerFrom(settings, 'CITIZEN');
  const staffProvider = providerFrom(settings, 'STAFF');
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${settings.PORT}`,
    proxies: settings.TRUSTED_PROXIES,
    dataDir: settings.DATA_DIR,
    keysDir: settings.KEYS_DIR ?? `${settings.DATA_DIR}/keys`,
    databaseUrl: settings.DATABASE_URL,
    databasePool: settings.DATABASE_POOL,
    catalogDir: settings.CATALOG_DIR,
    demo: settings.DEMO ?? (citizenProvider === null && staffProvider === null),
    citizenProvider,
    staffProvider,
    mostImported: settings.IMPORT_MAX_MB * 1024 * 1024,
    clamav: clamavFrom(settings.CLAMAV),
    timeStamps: settings.TIMESTAMP_URL === undefined ? null : new URL(settings.TIMESTAMP_URL),
    mail: mailFrom(present, settings),
    payment: paymentFrom(present, settings.STRIPE_API),
    map: {
      tiles: settings.MAP_BASE?.startsWith('https:') ? settings.MAP_BASE : null,
      archive: settings.MAP_BASE?.startsWith('https:') ? null : (settings.MAP_BASE ?? null),
      attribution: settings.MAP_ATTRIBUTION,
    },
    outboundLocal: settings.OUTBOUND_LOCAL,
    logLevel: settings.LOG_LEVEL,
    metrics: settings.METRICS,
  };
}
