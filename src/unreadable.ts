import { maxHeaderSize } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * What Node's own reader of requests refuses, in words: a letter that no address may hold, as curl sends 避難 when it is
 * typed as it is, comes to nobody else.
 */
const UNREADABLE = [
  'この要求を読み取れません。アドレスの日本語や空白は、パーセント記号で書き換えてください（例：避難 は %E9%81%BF%E9%9B%A3）。',
  'curl では -G --data-urlencode "q=避難" とします。',
  'The request cannot be read. Percent-encode what is not ASCII in an address; with curl: -G --data-urlencode "q=避難".',
  '',
].join('\n');

const KILOBYTES = Math.floor(maxHeaderSize / 1024);
/** A Japanese letter in an address takes nine bytes. */
const TOO_LONG = [
  `アドレスが長すぎます（クッキーなどと合わせて${KILOBYTES}KBまで。日本語は1文字が9バイトになります）。さがす言葉や絞り込みの値を短くしてください。`,
  `The address is too long: with cookies and other header fields it may have ${KILOBYTES} KB, and a letter that is not ASCII takes up to 12 bytes. Use shorter words or values.`,
  '',
].join('\n');

const STATUSES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

const BODIES: Record<string, string> = { 400: UNREADABLE, 431: TOO_LONG };

/** For `clientError`: what Node answers of its own accord, with words for those that people meet. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy(error);
    return;
  }
  const status = STATUSES[error.code ?? ''] ?? '400 Bad Request';
  const body = BODIES[status.slice(0, 3)] ?? '';
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      'Connection: close',
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
