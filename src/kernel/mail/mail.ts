import type { Locale } from '../i18n/locales.js';
import type { Municipality } from '../tenancy/municipality.js';

export interface Mail {
  to: string;
  subject: string;
  /** Its language, in which the sender is named; Japanese unless stated. */
  locale?: Locale;
  text: string;
  attachments?: readonly { name: string; mediaType: string; bytes: Uint8Array }[];
}

/**
 * Why a mail did not go. `refused`: the server takes no mail for this address. `unreachable`: the server did not answer,
 * or not as it should. `unsure`: the words were given over and no answer came; it may have arrived.
 */
export const MAIL_FAULTS = ['refused', 'unreachable', 'unsure'] as const;
export type MailFault = (typeof MAIL_FAULTS)[number];

export class MailNotSent extends Error {
  readonly fault: MailFault;

  constructor(fault: MailFault, cause: unknown) {
    super(`mail not sent: ${fault}`, { cause });
    this.name = 'MailNotSent';
    this.fault = fault;
  }
}

export interface Mailer {
  /** Whether mail of this municipality can be sent from here. */
  serves(municipality: Municipality): boolean;
  /**
   * Gives it to the mail server. The same `key` gets the same Message-ID (RFC 5322, 3.6.4), so that a mail sent twice can be
   * told for one. Throws MailNotSent.
   */
  send(municipality: Municipality, mail: Mail, key: string): Promise<void>;
}

/** A mail that is not sent yet (RFC 5322): the mail program of the office opens it, and whoever opens it sends it. */
export async function draftOf(mail: Mail): Promise<Uint8Array> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail({ ...contentOf(mail), headers: { 'X-Unsent': '1' } });
  if (!Buffer.isBuffer(message)) throw new Error('nodemailer gave a stream where a buffer was asked for');
  return message;
}

export const contentOf = ({ to, subject, text, attachments = [] }: Mail) => ({
  // As an object it is one address whatever stands in it, never a list.
  to: { name: '', address: to },
  subject,
  text,
  textEncoding: 'base64' as const,
  attachments: attachments.map(({ name, mediaType, bytes }) => ({
    filename: name,
    contentType: mediaType,
    content: Buffer.from(bytes),
  })),
});
