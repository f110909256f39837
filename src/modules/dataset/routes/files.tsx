import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { OversizedFile } from '#kernel/files/oversized-file.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { fileFaultText } from '#modules/register/api.js';
import { partsOf } from '../model.js';
import type { Received } from '../service/editing.js';
import type { DatasetServices } from '../services.js';
import { text } from '../typed-about.js';
import { type PartFaults, partFaults, type TypedPart, typedPart } from '../typed-part.js';
import { PartPage } from '../views/part-page.js';
import { reasonsAgainst } from '../views/reasons.js';
import { RecallPage } from '../views/recall-page.js';
import { createDatasetDesk, Params, Seen, VersionNumber } from './dataset-open.js';

const MOST_MB = 20;
const MOST_FILE = MOST_MB * 1024 * 1024;
const PartParams = Params.extend({ part: z.string().max(40) });
const VersionParams = Params.extend({ version: VersionNumber });
const RECALL = '/staff/datasets/:id/versions/:version/recall';
const UPLOAD = { maxFileBytes: MOST_FILE, maxBytes: MOST_FILE + 1024 * 1024 };

/** The file that was sent, or what is wrong with it. */
function sentFile(t: Translator, body: UploadBody): File | string {
  const part: unknown = Array.isArray(body.file) ? body.file[0] : body.file;
  if (part instanceof OversizedFile) return t('dataset.fileLarge');
  // A browser sends a file without a name where none was chosen.
  return part instanceof File && part.name !== '' ? part : t('dataset.fileMissing');
}

const uploadOf = async (file: File) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });

const PROBLEMS = {
  same: 'dataset.fileSame',
  noPart: 'dataset.partMissing',
  nameTaken: 'dataset.partNameTaken',
} as const;

/** Null: it was kept. */
function problemOf(t: Translator, received: Received): string | null {
  if (received.kind === 'kept') return null;
  if (received.kind === 'unreadable') return fileFaultText(t, received.problem, MOST_MB);
  if (received.kind === 'unfit')
    return t('dataset.fileUnfit', { reasons: reasonsAgainst(t, received.report) });
  return t(PROBLEMS[received.kind]);
}

/** The files of a dataset of files: handed in, named, taken away. */
export function fileRoutes(services: DatasetServices): RouteDefinition[] {
  const { editing, parts } = services;
  const desk = createDatasetDesk(services);
  const opened = async (context: Context, id: string) => (await editing.open(context, id)).dataset;

  async function partPage(
    context: Context,
    page: PageContext,
    { id, part }: { id: string; part?: string },
    typed: TypedPart,
    {
      faults = {},
      fileFault,
      problem,
    }: { faults?: PartFaults; fileFault?: string; problem?: MessageKey } = {},
  ) {
    const dataset = await opened(context, id);
    return (
      <PartPage
        page={page}
        dataset={dataset}
        part={part === undefined ? undefined : parts.partOf(dataset, part)}
        typed={typed}
        faults={faults}
        fileFault={fileFault}
        problem={problem}
      />
    );
  }

  return [
    route({
      method: 'post',
      path: '/staff/datasets/:id/file',
      permission: 'dataset.edit',
      journal: ['dataset.received'],
      input: { params: Params, upload: UploadBody, ...UPLOAD },
      handle: async ({ context, page, params: { id }, body, html, redirect }) => {
        const part = typeof body.part === 'string' ? body.part : undefined;
        const file = sentFile(page.t, body);
        const problem =
          typeof file === 'string'
            ? file
            : problemOf(page.t, await editing.receive(context, id, await uploadOf(file), part));
        if (problem === null)
          return redirect(`/staff/datasets/${id}`, { kind: 'success', key: 'dataset.fileKept' });
        return html(await desk(context, page, id, { id: 'file', text: problem }, { chosenPart: part }), 422);
      },
    }),
    route({
      method: 'get',
      path: '/staff/datasets/:id/versions/:version',
      permission: 'dataset.edit',
      journal: 'none',
      input: { params: VersionParams },
      handle: async ({ context, params, file }) => {
        const { bytes, mediaType, name } = await editing.version(context, params.id, params.version);
        return file(bytes, mediaType, { saveAs: name });
      },
    }),
    route({
      method: 'get',
      path: RECALL,
      permission: 'dataset.publish',
      journal: 'none',
      input: { params: VersionParams },
      handle: async ({ context, page, params: { id, version }, html }) => {
        const found = await parts.openToRecall(context, id, version);
        return html(<RecallPage page={page} {...found} reason="" error={undefined} />);
      },
    }),
    route({
      method: 'post',
      path: RECALL,
      permission: 'dataset.publish',
      journal: ['dataset.versionRecalled'],
      input: { params: VersionParams, form: FormBody },
      handle: async ({ context, page, params: { id, version }, body, html, redirect }) => {
        const reason = text(body, 'reason').replace(/\r\n?/g, '\n');
        try {
          await parts.recall(context, id, version, reason);
        } catch (error) {
          // That it is the last one the page says by itself.
          const isLast = error instanceof AppError && error.code === 'notAllowedNow';
          if (!isLast && !(error instanceof AppError && error.code === 'invalidInput')) throw error;
          const found = await parts.openToRecall(context, id, version);
          const wrong = isLast ? undefined : page.t('dataset.recallReasonMissing');
          return html(<RecallPage page={page} {...found} reason={reason} error={wrong} />, 422);
        }
        return redirect(`/staff/datasets/${id}`, { kind: 'success', key: 'dataset.recalled' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/datasets/:id/files/new',
      permission: 'dataset.edit',
      journal: 'none',
      input: { params: Params },
      handle: async ({ context, page, params, html }) => {
        await editing.openToChange(context, params.id);
        return html(await partPage(context, page, params, typedPart({})));
      },
    }),
    route({
      method: 'post',
      path: '/staff/datasets/:id/files/new',
      permission: 'dataset.edit',
      journal: ['dataset.received'],
      input: { params: Params, upload: UploadBody, ...UPLOAD },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const typed = typedPart(body);
        const faults = partFaults(typed, partsOf(await opened(context, params.id)));
        const file = sentFile(page.t, body);
        const isWhole = typeof file !== 'string' && Object.keys(faults).length === 0;
        const fileFault =
          typeof file === 'string'
            ? file
            : isWhole
              ? problemOf(page.t, await editing.receive(context, params.id, await uploadOf(file), typed))
              : null;
        if (isWhole && fileFault === null)
          return redirect(`/staff/datasets/${params.id}`, { kind: 'success', key: 'dataset.fileKept' });
        const wrong = { faults, ...(fileFault !== null && { fileFault }) };
        return html(await partPage(context, page, params, typed, wrong), 422);
      },
    }),
    route({
      method: 'get',
      path: '/staff/datasets/:id/files/:part',
      permission: 'dataset.edit',
      journal: 'none',
      input: { params: PartParams },
      handle: async ({ context, page, params, html }) => {
        const { name, description } = parts.partOf(
          await editing.openToChange(context, params.id),
          params.part,
        );
        return html(await partPage(context, page, params, { name, description }));
      },
    }),
    ...(['describe', 'remove'] as const).map((what) =>
      route({
        method: 'post',
        path: `/staff/datasets/:id/files/:part${what === 'remove' ? '/remove' : ''}`,
        permission: 'dataset.edit',
        journal: ['dataset.changed'],
        input: { params: PartParams, form: FormBody },
        handle: async ({ context, page, params, body, html, redirect, parse }) => {
          const { id, part: key } = params;
          const typed = typedPart(body);
          const named = partsOf(await opened(context, id));
          const faults = what === 'describe' ? partFaults(typed, named, key) : {};
          if (Object.keys(faults).length > 0)
            return html(await partPage(context, page, params, typed, { faults }), 422);
          const { seen } = parse('body', Seen, body);
          try {
            if (what === 'remove') await parts.remove(context, id, seen, key);
            else await parts.describe(context, id, seen, { key, ...typed });
          } catch (error) {
            if (!(error instanceof AppError && error.code === 'conflict')) throw error;
            const problem = 'dataset.changedMeanwhile';
            return html(await partPage(context, page, params, typed, { problem }), 422);
          }
          return redirect(`/staff/datasets/${id}`, { kind: 'success', key: 'dataset.saved' });
        },
      }),
    ),
  ];
}
