import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { PROVIDERS } from '../model.js';
import type { PaymentServices } from '../services.js';

const NoticeParams = z.object({ provider: z.enum(PROVIDERS) });
/** Notices are some kilobytes. */
const MAX_BYTES = 512 * 1024;

/** The body to the last byte, as its signature needs it, and no more of it than a notice has. */
async function rawBody(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new AppError('tooLarge', `a notice over ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Where providers tell what happened. An answer of 200 says that it is kept. */
export const noticeRoutes = ({ inbox }: PaymentServices): RouteDefinition[] => [
  route({
    method: 'post',
    path: '/payment/webhook/:provider',
    permission: 'public',
    journal: 'none',
    input: { params: NoticeParams },
    handle: async ({ context, params, header, hono, json }) => {
      try {
        await inbox.receive(context, params.provider, await rawBody(hono.req.raw), header);
      } catch (error) {
        if (error instanceof AppError && error.code === 'invalidInput')
          return hono.json({ error: 'the signature is wrong' }, 400);
        throw error;
      }
      return json({ received: true });
    },
  }),
];
