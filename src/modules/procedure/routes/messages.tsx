import { z } from 'zod';
import type { FieldError, Raw } from '#forms/fields/field-type.js';
import { files } from '#forms/fields/file/files.js';
import { sentForm } from '#forms/uploads.js';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { type RouteDefinition, type RouteRequest, route, UploadBody } from '#kernel/http/route.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { messageFiles } from '../message-files.js';
import { MESSAGE_LIMIT } from '../model.js';
import { appended } from '../replies/model.js';
import { CHOSEN_REPLY, PUT_IN } from '../replies/views/reply-pages.js';
import type { ProcedureServices } from '../services.js';
import { CaseMessagesPage, MyMessagesPage } from '../views/conversation.js';
import { CaseParams, PAGE_WITH_FILES, textOf } from './input.js';

const FileParams = CaseParams.extend({ message: z.uuid(), file: z.uuid() });

const faultIn = ({ t }: PageContext, text: string, missing: string): string | null => {
  if (text === '') return missing;
  return characterCount(text) > MESSAGE_LIMIT ? t('message.tooLong', { max: MESSAGE_LIMIT }) : null;
};

/** What came with a message: the ids of its files, or what is wrong with them. */
interface ReadFiles {
  ids: string[];
  raw: Raw;
  errors: readonly FieldError[];
}

/** How the office's page is shown again. */
interface Shown {
  typed?: NonNullable<Parameters<typeof CaseMessagesPage>[0]['typed']>;
  status?: 200 | 422;
  replyError?: string;
}

/** What applicant and staff write to each other about a case. */
export function messageRoutes({ messages, replies, work }: ProcedureServices): RouteDefinition[] {
  async function readFiles(context: Context, id: string, body: UploadBody): Promise<ReadFiles> {
    const { sent, errors: received } = await messages.receive(context, id, sentForm(body));
    const raw = { '': sent.getAll('files').filter((text) => typeof text === 'string') };
    const parsed = files.parse(raw, messageFiles('-'));
    const errors = [...(received.files ?? []), ...(parsed.ok ? [] : parsed.errors)];
    return { ids: parsed.ok ? (parsed.value ?? []).map(({ file }) => file) : [], raw, errors };
  }

  const download = (side: 'my' | 'staff') =>
    route({
      method: 'get',
      path: `/${side}/cases/:case/messages/:message/files/:file`,
      permission: side === 'staff' ? 'case.read' : 'case.readOwn',
      journal: 'none',
      input: { params: FileParams },
      handle: async ({ context, params, file }) => {
        const { bytes, mediaType, name } = await messages.file(
          context,
          params.case,
          params.message,
          params.file,
        );
        return file(bytes, mediaType, { saveAs: name });
      },
    });

  const staffPage = async (
    { context, page, html, redirect }: RouteRequest<unknown, unknown, unknown>,
    id: string,
    { typed, status = 200, replyError }: Shown = {},
  ): Promise<Response> => {
    const opened = await work.open(context, id);
    if (opened.kind === 'closed') return redirect(`/staff/cases/${id}`);
    return html(
      <CaseMessagesPage
        page={page}
        caseId={id}
        hasAccount={opened.data.case.applicant !== null}
        data={await messages.ofCase(context, id)}
        replies={{
          choices: await replies.choices(context, opened.data.case.unit, 'message'),
          error: replyError,
        }}
        {...(typed && { typed })}
      />,
      status,
    );
  };

  /** The page again, with the chosen reply template after what was typed. Files that came are kept. */
  async function withReply(request: RouteRequest<unknown, unknown, unknown>, id: string, body: UploadBody) {
    const { context, page } = request;
    const opened = await work.open(context, id);
    const chosen =
      opened.kind === 'open' &&
      (await replies.filled(context, opened.data, 'message', textOf(body, CHOSEN_REPLY)));
    const written = textOf(body, 'message');
    const text = chosen ? appended(written, chosen) : written;
    const typed = { message: { text, files: await readFiles(context, id, body) } };
    return chosen
      ? staffPage(request, id, { typed })
      : staffPage(request, id, { typed, status: 422, replyError: page.t('reply.chooseFirst') });
  }

  return [
    route({
      method: 'get',
      path: '/my/cases/:case/messages',
      permission: 'case.readOwn',
      journal: 'none',
      input: { params: CaseParams },
      handle: async ({ context, page, params, html }) =>
        html(
          <MyMessagesPage
            page={page}
            caseId={params.case}
            data={await messages.mine(context, params.case)}
          />,
        ),
    }),
    route({
      method: 'post',
      path: '/my/cases/:case/messages',
      permission: 'case.readOwn',
      journal: ['case.messageSent'],
      input: { params: CaseParams, upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const written = textOf(body, 'text');
        const error = faultIn(page, written.trim(), page.t('message.missing'));
        const came = await readFiles(context, params.case, body);
        if (error !== null || came.errors.length > 0) {
          const data = await messages.mine(context, params.case);
          const typed = { text: written, ...(error !== null && { error }), files: came };
          return html(<MyMessagesPage page={page} caseId={params.case} data={data} typed={typed} />, 422);
        }
        await messages.writeToOffice(context, params.case, written.trim(), came.ids);
        return redirect(`/my/cases/${params.case}/messages`, { kind: 'success', key: 'message.sent' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/cases/:case/messages',
      permission: 'case.read',
      journal: ['case.viewed'],
      input: { params: CaseParams },
      handle: (request) => staffPage(request, request.params.case),
    }),
    route({
      method: 'post',
      path: '/staff/cases/:case/messages',
      permission: 'case.work',
      journal: ['case.messageSent', 'case.noted', 'case.viewed'],
      input: { params: CaseParams, upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        if (textOf(body, PUT_IN.name) === PUT_IN.value) return withReply(request, params.case, body);
        const isNote = textOf(body, 'kind') === 'note';
        const written = textOf(body, isNote ? 'note' : 'message');
        const missing = page.t(isNote ? 'casework.note.missing' : 'casework.message.missing');
        const error = faultIn(page, written.trim(), missing);
        const came = await readFiles(context, params.case, body);
        if (error !== null || came.errors.length > 0) {
          const typed = { text: written, ...(error !== null && { error }), files: came };
          return staffPage(request, params.case, {
            typed: { [isNote ? 'note' : 'message']: typed },
            status: 422,
          });
        }
        const kind = isNote ? 'note' : 'toApplicant';
        await messages.write(context, params.case, kind, written.trim(), came.ids);
        return redirect(`/staff/cases/${params.case}/messages`, {
          kind: 'success',
          key: isNote ? 'casework.note.saved' : 'casework.message.sent',
        });
      },
    }),
    download('my'),
    download('staff'),
  ];
}
