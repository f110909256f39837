import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { characterCount, normalizeText } from '#kernel/values/japanese-text.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { sealPicture } from '../document-files.js';
import { unitName } from '../service/deps.js';
import type { RecordsServices } from '../services.js';
import { NOTHING, type Typed } from '../typed.js';
import { SealsPage, SealUsesPage } from '../views/seal-pages.js';
import { unitChoices } from './choices.js';
import { textOf } from './input.js';
import { type ReadFiles, readFiles } from './uploads.js';

const MOST_NAME = 100;
const ListQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });

/** The official seals: what waits for them, their uses, their pictures. */
export function sealRoutes(kernel: Kernel, { sealing }: RecordsServices): RouteDefinition[] {
  const sealsPage = async (context: Context, page: PageContext, typed: Typed = NOTHING, came?: ReadFiles) => (
    <SealsPage
      page={page}
      data={await sealing.waiting(context)}
      units={unitChoices(kernel, context, 'records.seal')}
      unitOf={(unit) => unitName(context, unit)}
      typed={typed}
      came={came}
    />
  );

  return [
    route({
      method: 'get',
      path: '/staff/records/seals',
      permission: 'records.seal',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) => html(await sealsPage(context, page)),
    }),
    route({
      method: 'get',
      path: '/staff/records/seals/uses',
      permission: 'records.seal',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const after = readTimePlace(query.after);
        const { lines, seals, names, next } = await sealing.uses(context, after);
        const here = `${page.base}/staff/records/seals/uses`;
        return html(
          <SealUsesPage
            page={page}
            lines={lines}
            seals={seals}
            names={names}
            nextHref={next ? `${here}?after=${encodeURIComponent(placeText(next.at, next.id))}` : undefined}
            isFirst={after === undefined}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/seals',
      permission: 'records.seal',
      journal: ['seal.added'],
      input: { upload: UploadBody, maxFileBytes: 2 * 1024 * 1024, maxBytes: 10 * 1024 * 1024 },
      handle: async ({ context, page, body, html, redirect }) => {
        const { t } = page;
        const came = await readFiles(kernel, context, body, sealPicture('-'));
        const [picture] = came.ids;
        const title = normalizeText(textOf(body, 'title')).trim();
        const unit = unitChoices(kernel, context, 'records.seal').find(
          ({ value }) => value === textOf(body, 'unit'),
        )?.value;
        const errors = {
          ...(title === '' && { title: t('dispatch.seals.nameMissing') }),
          ...(characterCount(title) > MOST_NAME && { title: t('records.error.long', { limit: MOST_NAME }) }),
          ...(!unit && { unit: t('records.error.unit') }),
        };
        const faults =
          came.errors.length > 0 || picture ? came.errors : [{ code: 'forms.error.required.file' as const }];
        if (Object.keys(errors).length > 0 || faults.length > 0 || !unit || !picture) {
          const values = { title: textOf(body, 'title'), unit: textOf(body, 'unit') };
          const typed = { values, errors };
          return html(await sealsPage(context, page, typed, { ...came, errors: faults }), 422);
        }
        await sealing.add(context, { title, unit, from: came.holder, file: picture });
        return redirect('/staff/records/seals', { kind: 'success', key: 'dispatch.seals.added' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/seals/:seal/retire',
      permission: 'records.seal',
      journal: ['seal.retired'],
      input: { params: z.object({ seal: z.uuid() }), form: FormBody },
      handle: async ({ context, params, redirect }) => {
        await sealing.retire(context, params.seal);
        return redirect('/staff/records/seals', { kind: 'success', key: 'dispatch.seals.retiredDone' });
      },
    }),
  ];
}
