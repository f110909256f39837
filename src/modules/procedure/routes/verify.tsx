import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import { createRateLimit } from '#kernel/http/rate-limit.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { parseVerificationCode } from '#kernel/values/verification-code.js';
import type { ProcedureServices } from '../services.js';
import { VerificationPage, VerifyPage } from '../views/verify-pages.js';

/** Nobody checks more papers than this by hand; who tries codes is slowed down. */
const CHECKS_PER_MINUTE = 60;

const FormQuery = z.object({ code: z.string().max(200).optional() });
const Params = z.object({ code: z.string().max(200) });

/** Anybody who holds a document may check it. */
export function verifyRoutes({ clock }: Kernel, { verify }: ProcedureServices): RouteDefinition[] {
  const isWithinLimit = createRateLimit(CHECKS_PER_MINUTE, clock);
  return [
    route({
      method: 'get',
      path: '/verify',
      permission: 'public',
      journal: 'none',
      input: { query: FormQuery },
      handle: ({ page, query: { code }, html, redirect }) => {
        if (code === undefined) return html(<VerifyPage page={page} />);
        const parsed = parseVerificationCode(code);
        if (parsed.ok) return redirect(`/verify/${parsed.value}`);
        const error = page.t(code.trim() === '' ? 'procedure.verify.enter' : 'procedure.verify.mistyped');
        return html(<VerifyPage page={page} typed={code} error={error} />, 422);
      },
    }),
    route({
      method: 'get',
      path: '/verify/:code',
      permission: 'public',
      journal: ['certificate.verified'],
      input: { params: Params },
      handle: async ({ context, page, params, html, hono }) => {
        if (!isWithinLimit(callerAddress(hono)))
          throw new AppError('tooManyRequests', 'too many codes checked');
        const result = await verify.verify(context, params.code);
        if (result.kind === 'mistyped') {
          return html(
            <VerifyPage page={page} typed={params.code} error={page.t('procedure.verify.mistyped')} />,
            422,
          );
        }
        return html(<VerificationPage page={page} result={result} head={context.municipality.head.title} />);
      },
    }),
  ];
}
