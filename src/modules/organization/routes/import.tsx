import { type RouteDefinition, type RouteRequest, route, UploadBody } from '#kernel/http/route.js';
import type { OrganizationService } from '../service.js';
import { ImportPage } from '../views/import-page.js';

const PATH = '/staff/organization/import';
const MAX_FILE = 1024 * 1024;

/** A file of postings: looked at first, then taken in as a whole or not at all. */
export function importRoutes(service: OrganizationService): RouteDefinition[] {
  const sent = async (body: UploadBody): Promise<Uint8Array | null> => {
    if (body.file instanceof File && body.file.size > 0) return new Uint8Array(await body.file.arrayBuffer());
    return typeof body.lines === 'string' && body.lines !== '' ? new TextEncoder().encode(body.lines) : null;
  };
  const upload = { upload: UploadBody, maxFileBytes: MAX_FILE, maxBytes: 8 * MAX_FILE };
  const missing = ({ page, html }: Pick<RouteRequest<unknown, unknown, unknown>, 'page' | 'html'>) =>
    html(<ImportPage page={page} error={page.t('organization.import.missing')} />, 422);

  return [
    route({
      method: 'get',
      path: PATH,
      permission: 'organization.manage',
      journal: 'none',
      input: {},
      handle: ({ page, html }) => html(<ImportPage page={page} />),
    }),
    route({
      method: 'post',
      path: PATH,
      permission: 'organization.manage',
      journal: 'none',
      input: upload,
      handle: async (request) => {
        const { context, page, body, html } = request;
        const content = await sent(body);
        if (!content) return missing(request);
        const reading = await service.previewImport(context, content);
        const isRight =
          reading.kind === 'lines' && reading.lines.every(({ faults }) => Object.keys(faults).length === 0);
        return html(<ImportPage page={page} reading={reading} isRight={isRight} />, isRight ? 200 : 422);
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/take`,
      permission: 'organization.manage',
      journal: ['organization.posted', 'organization.postingEnded'],
      input: upload,
      handle: async (request) => {
        const { context, page, body, html, redirect } = request;
        const content = await sent(body);
        if (!content) return missing(request);
        const reading = await service.takeIn(context, content);
        if (reading.kind === 'lines' && reading.lines.length === 0)
          return redirect('/staff/organization', { kind: 'success', key: 'organization.import.done' });
        return html(<ImportPage page={page} reading={reading} />, 422);
      },
    }),
  ];
}
