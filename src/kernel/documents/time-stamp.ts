import { createHash, randomBytes } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  type ContentInfo,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { AppError } from '../errors.js';
import { serialFrom } from './seal-key.js';

const SHA_256 = '2.16.840.1.101.3.4.2.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
/** Whoever waits for a document does not wait longer for the authority. */
const WITHIN_MS = 10_000;
const MOST_BYTES = 64 * 1024;

const refused = (why: string, cause?: unknown): AppError =>
  new AppError('unavailable', `the time-stamping authority: ${why}`, {
    cause,
    fields: { seal: 'timeStamp' },
  });

/**
 * A time-stamp token over these bytes from an authority that speaks RFC 3161 over HTTP. Throws `unavailable` where it
 * does not answer, or answers with anything but a token for this very request.
 */
export async function timeStampToken(authority: URL, bytes: ArrayBuffer): Promise<ContentInfo> {
  const imprint = new Uint8Array(createHash('sha256').update(new Uint8Array(bytes)).digest());
  const nonce = serialFrom(randomBytes(16));
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA_256 }),
      hashedMessage: new OctetString({ valueHex: imprint.buffer }),
    }),
    nonce: new Integer({ valueHex: nonce.buffer }),
    certReq: true,
  });
  const token = tokenIn(await asked(authority, request.toSchema().toBER(false)));
  await requireFor(token, imprint, nonce, bytes);
  return token;
}

async function asked(authority: URL, request: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const answer = await fetch(authority, {
      method: 'POST',
      body: request,
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      signal: AbortSignal.timeout(WITHIN_MS),
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > MOST_BYTES) throw new Error(`${bytes.length} bytes`);
    return bytes;
  } catch (error) {
    throw refused(`no answer of ${authority.host}: ${(error as Error).message}`, error);
  }
}

function tokenIn(answer: Uint8Array<ArrayBuffer>): ContentInfo {
  try {
    const { status, timeStampToken: token } = TimeStampResp.fromBER(answer);
    // Granted, or granted with changes (RFC 3161 section 2.4.2).
    if (token && Number(status.status) <= 1) return token;
    throw new Error(`status ${status.status}`);
  } catch (error) {
    throw refused(`no token: ${(error as Error).message}`, error);
  }
}

/** RFC 3161 section 2.2: the token must be signed, speak of what was sent, and carry its nonce. */
async function requireFor(
  token: ContentInfo,
  imprint: Uint8Array,
  nonce: Uint8Array,
  bytes: ArrayBuffer,
): Promise<void> {
  try {
    const signed = new SignedData({ schema: token.content });
    const content = signed.encapContentInfo.eContent?.getValue();
    if (signed.encapContentInfo.eContentType !== TST_INFO || !content) throw new Error('not a TSTInfo');
    const info = TSTInfo.fromBER(content);
    const stamped = info.messageImprint.hashedMessage.valueBlock.valueHexView;
    if (!Buffer.from(stamped).equals(imprint)) throw new Error('it stamps something else');
    const returned = info.nonce?.valueBlock.valueHexView;
    if (!returned || !Buffer.from(returned).equals(nonce)) throw new Error('it is for another request');
    if (!(await signed.verify({ signer: 0, data: bytes, checkChain: false })))
      throw new Error('its signature does not hold');
    // A time that is stated with a certificate that was over by then states nothing.
    for (const certificate of signed.certificates ?? [])
      if (certificate instanceof Certificate && certificate.notAfter.value < info.genTime)
        throw new Error(`its certificate ended on ${certificate.notAfter.value.toISOString()}`);
  } catch (error) {
    throw refused(`not a token for this request: ${(error as Error).message}`, error);
  }
}
