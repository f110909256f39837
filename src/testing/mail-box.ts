import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface MailBox {
  /** What MAIL_URL is to be. */
  url: string;
  /** Everything that was taken, in its order. */
  mails: Email[];
  stop(): Promise<void>;
}

interface Trouble extends Error {
  responseCode?: number;
}

/**
 * A mail server that takes every mail for this machine, except: none for refused@…, and to those for silent@… it hangs up
 * when it has their words.
 */
export async function mailBox(account?: { user: string; password: string }): Promise<MailBox> {
  const mails: Email[] = [];
  const server = new SMTPServer({
    authOptional: account === undefined,
    disabledCommands: account ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, callback) =>
      username === account?.user && password === account?.password
        ? callback(null, { user: username })
        : callback(new Error('no such account')),
    onRcptTo: ({ address }, _session, callback) => {
      if (!address.startsWith('refused@')) return callback();
      const trouble: Trouble = new Error('no such mailbox');
      trouble.responseCode = 550;
      callback(trouble);
    },
    onData: (stream, { envelope, id }, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        if (envelope.rcptTo[0]?.address.startsWith('silent@')) {
          for (const connection of server.connections) if (connection.id === id) connection.close();
          return;
        }
        mails.push(await PostalMime.parse(Buffer.concat(chunks)));
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const who = account ? `${account.user}:${account.password}@` : '';
  return {
    url: `smtp://${who}127.0.0.1:${port}`,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
