import { createPrivateKey, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Integer, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension } from 'pkijs';
import { AppError } from '../errors.js';
import { makeFolder } from '../folders.js';

/** The key that seals, with the certificates that go into the signature: the signer's first, then its issuers. */
export interface SealKey {
  privateKey: CryptoKey;
  chain: readonly [Certificate, ...Certificate[]];
}

/** Long enough that papers issued today can be checked for years; renewed by replacing the two files. */
const SELF_SIGNED_YEARS = 5;
/** Of keys that are made here: as strong as RSA of 3072 bits (ETSI TS 119 312), and made and used in no time. */
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const HASH = 'SHA-256';
const OID = { commonName: '2.5.4.3', basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15' } as const;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Reads `{folder}/{tenant}.seal.key` (PKCS#8, PEM) and `{tenant}.seal.crt` (PEM; the signer's certificate, then those
 * of its issuers). A municipality that has none gets a key with a certificate that it signed itself: the signature
 * then proves that nothing was changed, and whose it is only to those who know the certificate.
 */
export async function readSealKey(
  folder: string,
  tenant: string,
  holder: string,
  now: Temporal.Instant,
): Promise<SealKey> {
  const [keyFile, certificateFile] = [join(folder, `${tenant}.seal.key`), join(folder, `${tenant}.seal.crt`)];
  try {
    return await keyFrom(readFileSync(keyFile, 'utf8'), readFileSync(certificateFile, 'utf8'), keyFile);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const made = await selfSigned(holder, now);
  makeFolder(folder, 0o700);
  // The certificate first: whoever finds a key finds its certificate. `wx`: of two processes one makes the pair.
  try {
    writeFileSync(certificateFile, made.certificate, { mode: 0o600, flag: 'wx' });
    writeFileSync(keyFile, made.key, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return waitForPair(keyFile, certificateFile);
  }
  return keyFrom(made.key, made.certificate, keyFile);
}

/** Another process is making the pair, or died between its two files; then the half pair is thrown away. */
async function waitForPair(keyFile: string, certificateFile: string): Promise<SealKey> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      return await keyFrom(readFileSync(keyFile, 'utf8'), readFileSync(certificateFile, 'utf8'), keyFile);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  rmSync(certificateFile, { force: true });
  throw new AppError('unavailable', `${keyFile} is missing; its certificate was removed, try again`);
}

async function keyFrom(key: string, certificates: string, file: string): Promise<SealKey> {
  const [first, ...rest] =
    certificates.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (first === undefined) throw new AppError('internal', `no certificate beside ${file}`);
  const readKey = createPrivateKey(key);
  const signer = new X509Certificate(first);
  if (!signer.checkPrivateKey(readKey))
    throw new AppError('internal', `${file} is not the key of the certificate beside it`);
  const toCertificate = (pem: string) => Certificate.fromBER(new Uint8Array(new X509Certificate(pem).raw));
  return {
    privateKey: await imported(readKey, file),
    chain: [toCertificate(first), ...rest.map(toCertificate)],
  };
}

function imported(key: KeyObject, file: string): Promise<CryptoKey> {
  const bytes = key.export({ type: 'pkcs8', format: 'der' });
  const curves: Record<string, string> = { prime256v1: 'P-256', secp384r1: 'P-384' };
  const namedCurve = curves[key.asymmetricKeyDetails?.namedCurve ?? ''];
  const algorithm =
    key.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: HASH }
      : key.asymmetricKeyType === 'ec' && namedCurve
        ? { name: 'ECDSA', namedCurve }
        : null;
  if (!algorithm) throw new AppError('internal', `${file}: neither RSA nor EC on P-256 or P-384`);
  return crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign']);
}

const pem = (kind: string, der: ArrayBuffer | Uint8Array): string => {
  const lines =
    Buffer.from(new Uint8Array(der))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ''].join('\n');
};

/**
 * Random bytes as a serial number: positive (RFC 5280 section 4.1.2.2), and never beginning with a byte of zeros, which
 * DER leaves out of a number (X.690 section 8.3.2) so that a certificate with it cannot be read.
 */
export const serialFrom = ([first = 0, ...rest]: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.of(0x40 | (first & 0x3f), ...rest);

async function selfSigned(
  holder: string,
  now: Temporal.Instant,
): Promise<{ key: string; certificate: string }> {
  const keys = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: serialFrom(randomBytes(16)).buffer });
  for (const name of [certificate.subject, certificate.issuer]) {
    name.typesAndValues.push(
      new AttributeTypeAndValue({ type: OID.commonName, value: new Utf8String({ value: holder }) }),
    );
  }
  certificate.notBefore.value = new Date(now.epochMilliseconds);
  certificate.notAfter.value = new Date(
    now.toZonedDateTimeISO('UTC').add({ years: SELF_SIGNED_YEARS }).epochMilliseconds,
  );
  const constraints = new BasicConstraints({ cA: false });
  certificate.extensions = [
    new Extension({
      extnID: OID.basicConstraints,
      critical: true,
      extnValue: constraints.toSchema().toBER(false),
      parsedValue: constraints,
    }),
    // digitalSignature and nonRepudiation (RFC 5280 section 4.2.1.3), as a BIT STRING.
    new Extension({
      extnID: OID.keyUsage,
      critical: true,
      extnValue: new Uint8Array([0x03, 0x02, 0x06, 0xc0]).buffer,
    }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, HASH);
  return {
    key: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
    certificate: pem('CERTIFICATE', certificate.toSchema(true).toBER(false)),
  };
}
