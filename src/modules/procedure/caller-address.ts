import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context as HonoContext } from 'hono';

/** The peer's address; the same for all where there is no connection (tests). */
export function callerAddress(hono: HonoContext): string {
  try {
    return getConnInfo(hono).remote.address ?? '';
  } catch {
    return '';
  }
}
