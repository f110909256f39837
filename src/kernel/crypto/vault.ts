import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, OperatorError } from '../errors.js';
import { makeFolder } from '../folders.js';

/**
 * Encrypts what must not be read from a copy of the database: AES-256-GCM under a key of the municipality that
 * lies outside the database. `subject` names the row (case/0194f…) and is authenticated, so that a sealed value
 * moved to another row or municipality does not open.
 */
export interface Vault {
  /** Reads the keys of a municipality, or makes its first. Throws OperatorError when there is none and none can be made. */
  ready(tenant: string): void;
  seal(tenant: string, subject: string, content: string | Uint8Array): Buffer;
  /** Throws AppError internal when the key is not here, or the value was changed or belongs elsewhere. */
  open(tenant: string, subject: string, sealed: Uint8Array): Buffer;
  /**
   * Keyed hashes of a text, by which a sealed value is found when it is known exactly: the first is to be stored, any
   * of them may have been (a key that was replaced since). `purpose` keeps indexes apart: the same text under another
   * purpose is another hash.
   */
  blindIndex(tenant: string, purpose: string, text: string): [Buffer, ...Buffer[]];
}

interface Key {
  id: Buffer;
  bytes: Buffer;
}

/** Half of SHA-256: a clash among millions of texts is out of the question. */
const INDEX_BYTES = 16;

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const FORMAT = 1;
/** Format, key id, nonce (96 bits, NIST SP 800-38D section 8.2), authentication tag, then the ciphertext. */
const AT = { keyId: 1, nonce: 5, tag: 17, content: 33 } as const;

/**
 * Keys are read from `{folder}/{tenant}.key`: one key a line, in base64; the first line seals, all of them open.
 * So a key is replaced by writing the new one above the old. The first use in a municipality makes the file.
 */
export function createVault(folder: string): Vault {
  const keysByTenant = new Map<string, readonly Key[]>();
  const keysOf = (tenant: string): readonly Key[] => {
    let keys = keysByTenant.get(tenant);
    if (!keys) {
      keys = readKeys(folder, tenant);
      keysByTenant.set(tenant, keys);
    }
    return keys;
  };
  const indexKeys = new Map<string, Buffer>();
  /** Purposes are few, and each is asked for again and again. */
  const indexKey = ({ id, bytes }: Key, name: string): Buffer => {
    const held = `${id.toString('hex')} ${name}`;
    let key = indexKeys.get(held);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', bytes, '', name, KEY_BYTES));
      indexKeys.set(held, key);
    }
    return key;
  };
  return {
    ready: (tenant) => void keysOf(tenant),
    seal(tenant, subject, content) {
      const [key] = keysOf(tenant);
      if (!key) throw new AppError('internal', `no key in the key file of ${tenant}`);
      const nonce = randomBytes(AT.tag - AT.nonce);
      const cipher = createCipheriv(CIPHER, key.bytes, nonce).setAAD(Buffer.from(`${tenant} ${subject}`));
      const text = Buffer.concat([cipher.update(content), cipher.final()]);
      return Buffer.concat([Buffer.of(FORMAT), key.id, nonce, cipher.getAuthTag(), text]);
    },
    blindIndex(tenant, purpose, text) {
      const [first, ...others] = keysOf(tenant).map((from) => {
        const key = indexKey(from, `blind-index ${tenant} ${purpose}`);
        return createHmac('sha256', key).update(text).digest().subarray(0, INDEX_BYTES);
      });
      if (!first) throw new AppError('internal', `no key in the key file of ${tenant}`);
      return [first, ...others];
    },
    open(tenant, subject, value) {
      const sealed = Buffer.from(value);
      const keyId = sealed.subarray(AT.keyId, AT.nonce);
      const key = sealed[0] === FORMAT ? keysOf(tenant).find(({ id }) => id.equals(keyId)) : undefined;
      if (!key) {
        throw new AppError(
          'internal',
          `${subject} is sealed with the key ${keyId.toString('hex')}, which is not in the key file of ${tenant}`,
        );
      }
      try {
        const decipher = createDecipheriv(CIPHER, key.bytes, sealed.subarray(AT.nonce, AT.tag))
          .setAAD(Buffer.from(`${tenant} ${subject}`))
          .setAuthTag(sealed.subarray(AT.tag, AT.content));
        return Buffer.concat([decipher.update(sealed.subarray(AT.content)), decipher.final()]);
      } catch (cause) {
        throw new AppError(
          'internal',
          `the sealed value of ${subject} was changed or belongs to another row`,
          { cause },
        );
      }
    },
  };
}

function readKeys(folder: string, tenant: string): Key[] {
  const file = join(folder, `${tenant}.key`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new OperatorError(`${file} cannot be read (${code}).`, { cause: error });
    text = makeKeyFile(folder, file);
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const bytes = Buffer.from(line.trim(), 'base64');
      if (bytes.length !== KEY_BYTES)
        throw new AppError('internal', `${file}: a line is not a key of 256 bits in base64`);
      return {
        bytes,
        id: createHash('sha256')
          .update(bytes)
          .digest()
          .subarray(0, AT.nonce - AT.keyId),
      };
    });
}

/** Written aside and linked, so that of two processes at the same moment both use the key of the first. */
function makeKeyFile(folder: string, file: string): string {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    makeFolder(folder, 0o700);
    writeFileSync(aside, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flush: true });
  } catch (cause) {
    throw new OperatorError(`${file} is missing and the folder of the keys cannot be written.`, { cause });
  }
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside);
  }
  return readFileSync(file, 'utf8');
}
