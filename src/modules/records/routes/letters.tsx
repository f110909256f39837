import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import { createRateLimit } from '#kernel/http/rate-limit.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { parseVerificationCode } from '#kernel/values/verification-code.js';
import type { RecordsServices } from '../services.js';
import { LetterCheckPage, LetterFoundPage, MyLetterPage, MyLettersPage } from '../views/letter-pages.js';
import { DocumentParams } from './input.js';

/** Nobody checks more papers than this by hand; who tries codes is slowed down. */
const CHECKS_PER_MINUTE = 60;
const ListQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });

/** Outgoing documents for those to whom they go, and for whoever holds one. */
export function letterRoutes(
  { clock }: Pick<Kernel, 'clock'>,
  { letters, disclosureCopies }: RecordsServices,
): RouteDefinition[] {
  const isWithinLimit = createRateLimit(CHECKS_PER_MINUTE, clock);
  return [
    route({
      method: 'get',
      path: '/my/letters',
      permission: 'records.receiveOwn',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const after = readTimePlace(query.after);
        const { lines, next } = await letters.list(context, after);
        const nextHref = next
          ? `${page.base}/my/letters?after=${encodeURIComponent(placeText(next.at, next.id))}`
          : undefined;
        return html(
          <MyLettersPage page={page} lines={lines} nextHref={nextHref} isFirst={after === undefined} />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/my/letters/:document',
      permission: 'records.receiveOwn',
      journal: 'none',
      input: { params: DocumentParams },
      handle: async ({ context, page, params, html }) =>
        html(
          <MyLetterPage
            page={page}
            line={await letters.open(context, params.document)}
            copies={await disclosureCopies.ofLetter(context, params.document)}
          />,
        ),
    }),
    route({
      method: 'get',
      path: '/my/letters/:document/copies/:file',
      permission: 'records.receiveOwn',
      journal: ['disclosure.copyOpened'],
      input: { params: DocumentParams.extend({ file: z.uuid() }) },
      handle: async ({ context, params, file }) => {
        const copy = await disclosureCopies.fileOfLetter(context, params.document, params.file);
        return file(copy.bytes, copy.mediaType, { saveAs: copy.name });
      },
    }),
    route({
      method: 'get',
      path: '/my/letters/:document/letter.pdf',
      permission: 'records.receiveOwn',
      journal: ['document.received'],
      input: { params: DocumentParams },
      handle: async ({ context, params, file }) => {
        const { bytes, mediaType, name } = await letters.file(context, params.document);
        return file(bytes, mediaType, { saveAs: name });
      },
    }),
    route({
      method: 'get',
      path: '/verify-letter',
      permission: 'public',
      journal: 'none',
      input: { query: z.object({ code: z.string().max(200).optional() }) },
      handle: ({ page, query: { code }, html, redirect }) => {
        if (code === undefined) return html(<LetterCheckPage page={page} />);
        const parsed = parseVerificationCode(code);
        if (parsed.ok) return redirect(`/verify-letter/${parsed.value}`);
        return html(
          <LetterCheckPage page={page} typed={code} error={page.t('letter.check.mistyped')} />,
          422,
        );
      },
    }),
    route({
      method: 'get',
      path: '/verify-letter/:code',
      permission: 'public',
      journal: ['document.verified'],
      input: { params: z.object({ code: z.string().max(200) }) },
      handle: async ({ context, page, params, html, hono }) => {
        if (!isWithinLimit(callerAddress(hono)))
          throw new AppError('tooManyRequests', 'too many codes checked');
        const found = await letters.verify(context, params.code);
        if (found.kind === 'mistyped')
          return html(
            <LetterCheckPage page={page} typed={params.code} error={page.t('letter.check.mistyped')} />,
            422,
          );
        return html(<LetterFoundPage page={page} found={found} />);
      },
    }),
  ];
}
