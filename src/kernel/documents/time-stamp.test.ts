import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentInfo, SignedData } from 'pkijs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinnedClock } from '../clock.js';
import { createPdfSealer } from './pdf-seal.js';
import { createTypesetter } from './typesetter.js';

const NARA = '292010';
const PDFSIG = '/usr/bin/pdfsig';
const folder = mkdtempSync(join(tmpdir(), 'yakuba-tsa-'));
const inFolder = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
const hasOpenssl = (() => {
  try {
    return openssl('version').length > 0;
  } catch {
    return false;
  }
})();

/** How the authority answers the next request. */
let mood: 'well' | 'lastAnswer' | 'broken' | 'rubbish' = 'well';
let last = Buffer.alloc(0);
const authority = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (mood === 'broken') return response.writeHead(500).end();
    if (mood === 'rubbish') return response.end('not DER at all');
    if (mood === 'well') {
      writeFileSync(inFolder('query.tsq'), Buffer.concat(chunks));
      const config = ['-config', 'tsa.cnf', '-section', 'tsa'];
      openssl('ts', '-reply', ...config, '-queryfile', 'query.tsq', '-out', 'reply.tsr');
      last = readFileSync(inFolder('reply.tsr'));
    }
    return response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(last);
  });
});

beforeAll(async () => {
  if (!hasOpenssl) return;
  writeFileSync(
    inFolder('tsa.cnf'),
    `[req]
distinguished_name = dn
x509_extensions = ext
prompt = no
[dn]
CN = Test time-stamping authority
[ext]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[tsa]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.crt
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
ess_cert_id_chain = no
ordering = no
tsa_name = no
accuracy = secs:1
clock_precision_digits = 0
`,
  );
  writeFileSync(inFolder('serial'), '01\n');
  openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-config', 'tsa.cnf'],
    ...['-keyout', 'tsa.key', '-out', 'tsa.crt'],
  );
  await new Promise<void>((resolve) => authority.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  authority.close();
  rmSync(folder, { recursive: true });
});

const sealed = async () => {
  const { port } = authority.address() as AddressInfo;
  const clock = pinnedClock(Temporal.Now.instant());
  const sealer = createPdfSealer(inFolder('keys'), clock, new URL(`http://127.0.0.1:${port}/tsr`));
  const document = await createTypesetter().renderPdf({
    template: '#import "/base.typ": *\n#data.name',
    data: { name: '葛󠄀城 花子' },
    meta: { title: '証明書', author: '奈良市長', date: Temporal.PlainDate.from('2026-11-20') },
  });
  return sealer.seal(NARA, '奈良市長', document);
};

describe.skipIf(!hasOpenssl)('a seal with the time of an authority', () => {
  it('carries a token over the signature that openssl verifies, and pdfsig accepts the file', async () => {
    const pdf = Buffer.from(await sealed());
    const hex = /\/Contents\s*<([0-9A-Fa-f]+)>/.exec(pdf.toString('latin1'))?.[1] ?? '';
    const der = new Uint8Array(Buffer.from(hex, 'hex'));
    const signature = new SignedData({ schema: ContentInfo.fromBER(der).content }).signerInfos[0];
    const [attribute, ...others] = signature?.unsignedAttrs?.attributes ?? [];
    expect(others).toEqual([]);
    expect(attribute?.type).toBe('1.2.840.113549.1.9.16.2.14');
    writeFileSync(inFolder('token.der'), Buffer.from(attribute?.values[0].toBER(false)));
    writeFileSync(
      inFolder('signature.bin'),
      Buffer.from(signature?.signature.getValue() ?? new ArrayBuffer(0)),
    );
    const verify = ['ts', '-verify', '-data', 'signature.bin', '-in', 'token.der', '-token_in'];
    expect(openssl(...verify, '-CAfile', 'tsa.crt').toString()).toContain('Verification: OK');
    if (!existsSync(PDFSIG)) return;
    writeFileSync(inFolder('sealed.pdf'), pdf);
    const report = execFileSync(PDFSIG, ['-nocert', inFolder('sealed.pdf')], { encoding: 'utf8' });
    expect(report).toContain('Signature is Valid.');
    expect(report).toContain('Total document signed');
    expect(report).toContain('ETSI.CAdES.detached');
  });

  it.each(['broken', 'rubbish', 'lastAnswer'] as const)(
    'is not made where the authority is %s: no document goes out with less than is configured',
    async (how) => {
      mood = 'well';
      await sealed();
      mood = how;
      await expect(sealed()).rejects.toMatchObject({ code: 'unavailable' });
    },
  );
});
