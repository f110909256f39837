import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import { createRateLimit } from '#kernel/http/rate-limit.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import type { PickUpFault, TypedPickUp } from '../service/hand-over.js';
import type { ProcedureServices } from '../services.js';
import { KioskConfirmPage, KioskPage } from '../views/kiosk-pages.js';

/** A kiosk serves one person after the other; who tries codes is slowed down. */
const TRIES_PER_MINUTE = 30;

const PickUpForm = z.object({ number: z.string().max(60).default(''), code: z.string().max(60).default('') });

/** A certificate on paper for whoever has its two numbers: a screen in the hall, by keyboard or touch. */
export function kioskRoutes({ clock }: Kernel, { handOver }: ProcedureServices): RouteDefinition[] {
  const isWithinLimit = createRateLimit(TRIES_PER_MINUTE, clock);
  const again = (typed: TypedPickUp, fault: PickUpFault) => ({ typed, fault });
  return [
    route({
      method: 'get',
      path: '/kiosk',
      permission: 'public',
      journal: 'none',
      input: { query: z.object({ number: z.string().max(60).optional() }) },
      handle: ({ page, query, html }) =>
        html(<KioskPage page={page} typed={{ number: query.number ?? '', code: '' }} />),
    }),
    route({
      method: 'post',
      path: '/kiosk',
      permission: 'public',
      journal: 'none',
      input: { form: PickUpForm },
      handle: async ({ context, page, body, html, hono }) => {
        if (!isWithinLimit(callerAddress(hono)))
          throw new AppError('tooManyRequests', 'too many codes tried');
        const result = await handOver.atKiosk(context, body);
        return result.kind === 'fault'
          ? html(<KioskPage page={page} {...again(body, result.fault)} />, 422)
          : html(<KioskConfirmPage page={page} ready={result} />);
      },
    }),
    route({
      method: 'post',
      path: '/kiosk/document',
      permission: 'public',
      journal: ['certificate.handedOver'],
      input: { form: PickUpForm },
      handle: async ({ context, page, body, html, file, hono }) => {
        if (!isWithinLimit(callerAddress(hono)))
          throw new AppError('tooManyRequests', 'too many codes tried');
        const result = await handOver.print(context, body);
        return result.kind === 'fault'
          ? html(<KioskPage page={page} {...again(body, result.fault)} />, 422)
          : file(result.pdf, 'application/pdf');
      },
    }),
  ];
}
