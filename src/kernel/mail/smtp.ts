import type { NodemailerError } from 'nodemailer';
import type { MailConfig } from '../config.js';
import { DEFAULT_LOCALE, localize } from '../i18n/locales.js';
import type { Municipality } from '../tenancy/municipality.js';
import { contentOf, type Mailer, type MailFault, MailNotSent } from './mail.js';

const ANSWER_WITHIN_MS = 15_000;

/** Sends by the configured server (RFC 5321), a connection for each mail; STARTTLS wherever the server offers it. */
export function createMailer({ server, senderOf }: MailConfig): Mailer {
  const addressOf = ({ slug }: Municipality) => senderOf.get(slug) ?? senderOf.get('') ?? null;
  return {
    serves: (municipality) => server !== null && addressOf(municipality) !== null,

    async send(municipality, mail, key) {
      const address = addressOf(municipality);
      if (server === null || address === null)
        throw new MailNotSent('unreachable', new Error('no mail server is set'));
      // Loaded with the first mail: the start needs it for nothing.
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({
        url: server.href,
        connectionTimeout: ANSWER_WITHIN_MS,
        greetingTimeout: ANSWER_WITHIN_MS,
        socketTimeout: ANSWER_WITHIN_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const domain = address.slice(address.indexOf('@') + 1);
      let fault: MailFault = 'unreachable';
      try {
        // Until it has answered once, nothing can have gone.
        await transport.verify();
        fault = 'unsure';
        await transport.sendMail({
          ...contentOf(mail),
          from: { name: localize(municipality.name, mail.locale ?? DEFAULT_LOCALE), address },
          messageId: `<${key}@${domain}>`,
        });
      } catch (error) {
        throw new MailNotSent(answered(error) ?? fault, error);
      } finally {
        transport.close();
      }
    },
  };
}

/** What the server's answer means (RFC 5321, 4.2.1); null when it gave none. */
function answered(error: unknown): MailFault | null {
  const { command, responseCode } = error as NodemailerError;
  if (responseCode === undefined) return null;
  return responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA') ? 'refused' : 'unreachable';
}
