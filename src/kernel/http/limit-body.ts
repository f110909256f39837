import type { Context as HonoContext } from 'hono';
import { AppError } from '../errors.js';

/** Bytes that the body is said to have; null where nobody says it. */
export function statedBytes({ req: { raw } }: HonoContext): number | null {
  const stated = raw.headers.get('content-length');
  return stated === null || raw.headers.has('transfer-encoding') ? null : Number(stated);
}

/**
 * Refuses a body of more bytes than that: at once where its length is stated, else when it has come so far. Nothing is
 * gathered here, so that a body of unknown length may be read as it comes.
 */
export function limitBody(c: HonoContext, maxBytes: number): void {
  const { body } = c.req.raw;
  if (!body) return;
  const tooLarge = () => new AppError('tooLarge', `body over ${maxBytes} bytes`);
  const stated = statedBytes(c);
  if (stated !== null) {
    if (stated > maxBytes) throw tooLarge();
    return;
  }
  let size = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      size += chunk.length;
      if (size > maxBytes) controller.error(tooLarge());
      else controller.enqueue(chunk);
    },
  });
  const { signal } = c.req.raw;
  c.req.raw = new Request(c.req.raw, {
    // Whoever sends may be in the middle of a piece: what is refused is left alone, not cancelled.
    body: body.pipeThrough(counted, { signal, preventCancel: true }),
    duplex: 'half',
  } as RequestInit);
}

/** Why a body could not be read: what the reading itself found, or this. */
export const unreadable = (cause: unknown, message: string): AppError =>
  cause instanceof AppError ? cause : new AppError('invalidInput', message, { cause });
