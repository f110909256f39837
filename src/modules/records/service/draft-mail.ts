import { randomUUID } from 'node:crypto';

export interface DraftMail {
  to: string;
  subject: string;
  text: string;
  attachment: { name: string; mediaType: string; bytes: Uint8Array };
}

/** Bytes of one encoded word: in Base64 with its frame it stays within the 75 characters of RFC 2047. */
const WORD_BYTES = 42;

/** RFC 2047: a header in any script, never broken within a character. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of text.replace(/[\r\n]+/g, ' ')) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}

const base64Lines = (bytes: Uint8Array | string): string =>
  (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');

/** RFC 5987: a file name in any script. */
const extended = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** A mail that is not sent yet (RFC 5322): the mail program of the office opens it, and whoever opens it sends it. */
export function draftMail({ to, subject, text, attachment }: DraftMail): string {
  const boundary = `part-${randomUUID()}`;
  return [
    'X-Unsent: 1',
    `To: ${to.replace(/[\r\n]/g, '')}`,
    `Subject: ${encodedWords(subject)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(text),
    `--${boundary}`,
    `Content-Type: ${attachment.mediaType}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename*=UTF-8''${extended(attachment.name)}`,
    '',
    base64Lines(attachment.bytes),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}
