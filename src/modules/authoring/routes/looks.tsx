import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { mayHappen } from '../model.js';
import { CHANNELS } from '../parts/preview.js';
import { ja } from '../parts/texts.js';
import type { Comparing } from '../service/looking.js';
import type { AuthoringService } from '../service.js';
import { ComparePage } from '../views/compare-page.js';
import { PastPage } from '../views/past-page.js';
import { PreviewPage } from '../views/preview-page.js';
import { ReadingPage } from '../views/reading-page.js';
import { toYaml } from '../yaml.js';
import { FORM_ROOTS, FormParams, own, ProcedureParams, seenIn } from './input.js';

const version = z.string().max(20).optional();
const CompareQuery = z.object({ with: z.enum(['original']).optional(), from: version, to: version });

/** Looking at a definition: in every channel, beside another version, on past applications, as a file. */
export function lookRoutes(service: AuthoringService): RouteDefinition[] {
  return [
    ...FORM_ROOTS.map((root) =>
      route({
        method: 'get',
        path: `${root}/preview`,
        permission: 'procedure.author',
        journal: 'none',
        input: { params: FormParams, query: z.object({ channel: z.enum(CHANNELS).catch('web') }) },
        handle: async ({ context, page, params: { procedure, third }, query, html }) => {
          const open = await service.open(context, procedure);
          const seen = { ...open, draft: seenIn(open.draft, third) };
          // Who completes a part opens a link: there is no counter, paper or staff view of it.
          const channels = third === undefined ? CHANNELS : CHANNELS.slice(0, 1);
          const channel = channels.find((one) => one === query.channel) ?? 'web';
          const today = service.today(context);
          return html(
            <PreviewPage page={page} open={seen} channels={channels} channel={channel} today={today} />,
          );
        },
      }),
    ),
    route({
      method: 'get',
      path: '/staff/authoring/:procedure/preview.pdf',
      permission: 'procedure.author',
      journal: 'none',
      input: { params: ProcedureParams },
      handle: async ({ context, params, file }) =>
        file(await service.paper(context, params.procedure), 'application/pdf'),
    }),
    route({
      method: 'get',
      path: '/staff/authoring/:procedure/compare',
      permission: 'procedure.author',
      journal: 'none',
      input: { params: ProcedureParams, query: CompareQuery },
      handle: async ({ context, page, params, query, html }) => {
        const { title } = await service.versions(context, params.procedure);
        const what: Comparing =
          query.with === 'original'
            ? { kind: 'original' }
            : query.from !== undefined && query.to !== undefined
              ? { kind: 'versions', from: query.from, to: query.to }
              : { kind: 'draft' };
        const comparison = await service.compare(context, page.t, params.procedure, what);
        return html(
          <ComparePage
            page={page}
            id={params.procedure}
            title={title}
            comparison={comparison}
            isOriginal={what.kind === 'original'}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/authoring/:procedure/past',
      permission: 'procedure.author',
      journal: 'none',
      input: { params: ProcedureParams },
      handle: async ({ context, page, params, html }) => {
        const { draft, problems } = await service.open(context, params.procedure);
        return html(<PastPage page={page} draft={draft} problems={problems.length} tried={null} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/authoring/:procedure/past',
      permission: 'procedure.author',
      journal: ['definition.tried', 'case.viewed'],
      input: { params: ProcedureParams },
      handle: async ({ context, page, params, html }) => {
        const { draft } = await service.open(context, params.procedure);
        const tried = await service.tryOnPast(context, page.t, params.procedure);
        return html(<PastPage page={page} draft={draft} problems={0} tried={tried} />);
      },
    }),
    route({
      method: 'get',
      path: '/staff/authoring/:procedure/reading',
      permission: 'procedure.author',
      journal: 'none',
      input: { params: ProcedureParams },
      handle: async ({ context, page, params, html }) => {
        const { draft, may } = await service.open(context, params.procedure);
        const isOpen = may.write && mayHappen(draft.state, 'edit');
        return html(<ReadingPage page={page} draft={draft} isOpen={isOpen} />);
      },
    }),
    route({
      method: 'get',
      path: '/staff/authoring/:procedure/export.yaml',
      permission: 'procedure.author',
      journal: 'none',
      input: { params: ProcedureParams, query: z.object({ version }) },
      handle: async ({ context, page, params, query, file }) => {
        const wanted = query.version ?? null;
        const document = await service.document(context, params.procedure, wanted);
        const title = ja((document as { title?: string }).title) || params.procedure;
        const head = [
          page.t('authoring.export.head', { title, city: ja(context.municipality.name) }),
          wanted === null
            ? page.t('authoring.export.draft')
            : page.t('authoring.versions.nth', { version: wanted }),
        ];
        return file(toYaml(document, head), 'application/yaml', {
          saveAs: `${params.procedure}${wanted === null ? '' : `-${wanted}`}.yaml`,
        });
      },
    }),
    route({
      method: 'post',
      path: '/staff/authoring/:procedure/original-seen',
      permission: 'procedure.author',
      journal: ['definition.originalSeen'],
      input: { params: ProcedureParams },
      handle: async ({ context, params, redirect }) => {
        await service.originalSeen(context, params.procedure);
        return redirect(own(params, '/versions'), { kind: 'success', key: 'authoring.origin.seenDone' });
      },
    }),
  ];
}
