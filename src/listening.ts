import { createServer, type Server } from 'node:net';
import type { Config } from '#kernel/config.js';
import { OperatorError } from '#kernel/errors.js';

/** The port cannot be listened on; the message is the one sentence that the operator needs. */
export class PortInUse extends OperatorError {
  constructor(message: string) {
    super(message);
    this.name = 'PortInUse';
  }
}

const REFUSALS: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) => `Port ${port} is in use. Stop what listens there, or set PORT to another one.`,
  EACCES: (_, port) => `Port ${port} may not be used by this account. Set PORT to 1024 or above.`,
  EADDRNOTAVAIL: (host) => `HOST ${host} is not an address of this machine.`,
  ENOTFOUND: (host) => `HOST ${host} is not an address of this machine.`,
};

/** Throws PortInUse. */
export function listen<Listener extends Server>(
  server: Listener,
  { port, host }: Pick<Config, 'port' | 'host'>,
): Promise<Listener> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const refusal = REFUSALS[error.code ?? ''];
      reject(refusal ? new PortInUse(refusal(host, port)) : error);
    });
    server.listen(port, host, () => resolve(server));
  });
}

/** Throws PortInUse before anything is made that takes time. */
export async function requireFreePort(config: Pick<Config, 'port' | 'host'>): Promise<void> {
  const server = await listen(createServer(), config);
  await new Promise((resolve) => server.close(resolve));
}
