import { describe, expect, it } from 'vitest';
import { BadSettings, readConfig } from './config.js';

const ISSUER = 'https://id.example.jp';

const message = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof BadSettings) return error.message;
    throw error;
  }
  return '';
};

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      clamav: null,
      outboundLocal: false,
      mostImported: 200 * 1024 * 1024,
      map: { tiles: null, archive: null, attribution: '' },
      timeStamps: null,
      mail: { server: null, senderOf: new Map() },
      port: 3000,
      host: '0.0.0.0',
      publicUrl: 'http://localhost:3000',
      proxies: ['127.0.0.0/8', '::1'],
      dataDir: './data',
      keysDir: './data/keys',
      databaseUrl: undefined,
      databasePool: 10,
      catalogDir: undefined,
      demo: true,
      citizenProvider: null,
      staffProvider: null,
      logLevel: 'info',
      metrics: true,
      payment: { stripe: { bySlug: new Map(), forAll: null } },
    });
  });

  it('takes an empty setting as absent, as shells and compose files give it', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', DEMO: '', CITIZEN_ISSUER: '' })).toEqual(readConfig({}));
  });

  it('ignores what is not its own', () => {
    expect(readConfig({ PATH: '/bin', LANG: 'ja_JP.UTF-8' })).toEqual(readConfig({}));
  });

  it('follows the port in its own address, and drops a slash at the end of a given one', () => {
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(readConfig({ PUBLIC_URL: 'https://city.example.jp/' }).publicUrl).toBe('https://city.example.jp');
  });

  it.each(['postgres://yakuba@db/yakuba', 'postgresql://u:p@10.0.0.1:5432/yakuba?sslmode=require'])(
    'takes %s',
    (url) => {
      expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    },
  );

  it.each([
    ['on', true],
    ['true', true],
    ['1', true],
    ['off', false],
    ['false', false],
    ['0', false],
  ])('reads METRICS=%s as %s', (value, expected) => {
    expect(readConfig({ METRICS: value }).metrics).toBe(expected);
  });
});

describe('the demo', () => {
  it('ends when a real identity provider is set, for citizens or for staff', () => {
    expect(readConfig({ CITIZEN_ISSUER: ISSUER, CITIZEN_CLIENT_ID: 'a' }).demo).toBe(false);
    expect(readConfig({ STAFF_ISSUER: ISSUER, STAFF_CLIENT_ID: 'a' }).demo).toBe(false);
  });

  it('is what DEMO says', () => {
    expect(readConfig({ DEMO: 'off' }).demo).toBe(false);
    expect(readConfig({ DEMO: 'on', STAFF_ISSUER: ISSUER, STAFF_CLIENT_ID: 'a' }).demo).toBe(true);
  });
});

describe('identity providers', () => {
  it('are read whole', () => {
    const config = readConfig({
      CITIZEN_ISSUER: ISSUER,
      CITIZEN_CLIENT_ID: 'web',
      CITIZEN_CLIENT_SECRET: 'hush',
      STAFF_ISSUER: `${ISSUER}/staff`,
      STAFF_CLIENT_ID: 'office',
    });
    expect(config.citizenProvider).toEqual({ issuer: ISSUER, clientId: 'web', clientSecret: 'hush' });
    expect(config.staffProvider).toEqual({
      issuer: `${ISSUER}/staff`,
      clientId: 'office',
      clientSecret: undefined,
    });
  });

  it.each([
    ['CITIZEN', { CITIZEN_ISSUER: ISSUER }],
    ['CITIZEN', { CITIZEN_CLIENT_ID: 'web' }],
    ['CITIZEN', { CITIZEN_CLIENT_SECRET: 'hush' }],
    ['STAFF', { STAFF_CLIENT_ID: 'office', STAFF_CLIENT_SECRET: 'hush' }],
  ])('%s with a part missing is refused', (prefix, environment) => {
    expect(message(environment)).toContain(`${prefix}_ISSUER`);
    expect(message(environment)).not.toContain('hush');
  });
});

describe('BadSettings', () => {
  it('names every wrong setting on a line of its own', () => {
    const lines = message({ PORT: '99999', LOG_LEVEL: 'loud', METRICS: 'yes' }).split('\n');
    expect(lines.map((line) => line.slice(0, line.indexOf(':')))).toEqual(['PORT', 'LOG_LEVEL', 'METRICS']);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '3000.5'],
    ['PORT', '-1'],
    ['PUBLIC_URL', 'city.example.jp'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['PUBLIC_URL', 'https://example.jp/yakuba'],
    ['PUBLIC_URL', 'https://example.jp/?a=1'],
    ['PUBLIC_URL', 'https://me:hush@example.jp'],
    ['PORT', '1 2'],
    ['DATABASE_POOL', 'ten'],
    ['DEMO', 'maybe'],
    ['TRUSTED_PROXIES', '10.0.0.0/8, proxy'],
    ['DATABASE_URL', 'mysql://db/yakuba'],
    ['DATABASE_POOL', '0'],
    ['CITIZEN_ISSUER', 'ftp://id.example.jp'],
  ])('refuses %s=%s', (name, value) => {
    expect(message({ [name]: value })).toMatch(new RegExp(`^${name}: `));
  });

  it('says once what a number must be', () => {
    expect(message({ PORT: 'abc', DATABASE_POOL: '0.5' })).toBe(
      'PORT: a whole number from 0 to 65535\nDATABASE_POOL: a whole number from 1 to 200',
    );
  });

  it('says of every setting what it must be, in its own words', () => {
    for (const [name, meant] of [
      ['DEMO', 'on or off'],
      ['LOG_LEVEL', 'trace, debug, info, warn, error, silent'],
      ['PUBLIC_URL', 'an address, https://…'],
      ['DATABASE_URL', 'an address, postgres://…'],
      ['MAIL_URL', 'an address, smtp://… or smtps://…'],
      ['MAIL_FROM', 'an address of mail'],
    ])
      expect(message({ [name ?? '']: 'maybe' })).toBe(`${name}: ${meant}`);
  });

  it('never repeats a value, which may be a password', () => {
    expect(message({ DATABASE_URL: 'mysql://u:hunter2@db/yakuba' })).not.toContain('hunter2');
  });
});
