import { connect } from 'node:net';
import { UnfitFile } from './rules.js';

/** Looks for malware; throws UnfitFile `infected`, and `notScanned` when nobody could look. */
export type Scan = (bytes: Uint8Array) => Promise<void>;

const CHUNK = 64 * 1024;
const LIMIT_MS = 30_000;

/** Sends files to clamd by its INSTREAM command (clamd(8)): chunks with their length in front, a zero at the end. */
export const createClamavScan =
  ({ host, port }: { host: string; port: number }): Scan =>
  async (bytes) => {
    const answer = await ask(host, port, bytes).catch((cause: unknown) => {
      throw new UnfitFile('notScanned', { cause });
    });
    if (/\bOK\0?$/.test(answer.trim())) return;
    throw new UnfitFile(/\bFOUND\0?$/.test(answer.trim()) ? 'infected' : 'notScanned', {
      cause: new Error(`clamd: ${answer}`),
    });
  };

function ask(host: string, port: number, bytes: Uint8Array): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect({ host, port });
  let answer = '';
  socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error(`clamd is silent for ${LIMIT_MS} ms`)));
  socket.on('connect', () => {
    socket.write('zINSTREAM\0');
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const chunk = bytes.subarray(at, at + CHUNK);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      socket.write(length);
      socket.write(chunk);
    }
    socket.write(Buffer.alloc(4));
  });
  socket.on('data', (data: Buffer) => {
    answer += data.toString('utf8');
  });
  socket.on('end', () => resolve(answer.replaceAll('\0', '')));
  socket.on('error', reject);
  return promise.finally(() => socket.destroy());
}

export const noScan: Scan = async () => {};
