import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { applyEdit } from '../edits/apply-edit.js';
import type { Edit } from '../edits/edit.js';
import { thirdParty, within } from '../edits/part-form.js';
import { fieldPlace } from '../edits/places.js';
import { whereUsed } from '../edits/uses.js';
import { blockEdit, libraryItems } from '../library.js';
import type { DraftDocument } from '../model.js';
import { fieldWords, pageWords } from '../parts/words.js';
import type { AuthoringService } from '../service.js';
import { KindsPage } from '../views/kinds-page.js';
import { OutlinePage } from '../views/outline-page.js';
import { RemovePage } from '../views/remove-page.js';
import { ThirdPartyPage } from '../views/third-party-page.js';
import { FORM_ROOTS, FormParams, own, ProcedureParams, Seen, SeenForm, seenIn } from './input.js';

const MoveForm = z.object({ seen: Seen, move: z.string().max(200) });
const SubjectQuery = z.object({ page: z.string().max(60).optional(), field: z.string().max(60).optional() });
const LibraryForm = z.object({ seen: Seen, page: z.string().max(60), block: z.string().max(200) });

type Subject = { kind: 'page' | 'field'; id: string };

/** The draft as a whole, and what is done to its pages and questions without writing anything. */
export function outlineRoutes(service: AuthoringService): RouteDefinition[] {
  const opened = async (context: Context, { procedure, third }: FormParams) =>
    seenIn((await service.open(context, procedure)).draft, third);
  const editOrConflict = async (
    context: Context,
    { procedure, third }: FormParams,
    seen: number,
    edits: Edit[],
  ) => {
    const saved = await service.edit(context, procedure, seen, within(third, edits));
    return saved.kind === 'saved'
      ? ({ kind: 'success', key: 'authoring.saved' } as const)
      : ({
          kind: 'warning',
          key: saved.kind === 'conflict' ? 'authoring.conflict.title' : 'authoring.notSaved',
        } as const);
  };

  return [
    route({
      method: 'get',
      path: '/staff/authoring/:procedure',
      permission: 'procedure.author',
      journal: 'none',
      input: { params: ProcedureParams },
      handle: async ({ context, page, params, html, redirect }) => {
        // Published or given up since: what there is stands among the versions, if it may be seen.
        const open = await service.open(context, params.procedure).catch((error: unknown) => {
          if (error instanceof AppError && error.code === 'notFound') return null;
          throw error;
        });
        return open ? html(<OutlinePage page={page} open={open} />) : redirect(own(params, '/versions'));
      },
    }),
    route({
      method: 'get',
      path: '/staff/authoring/:procedure/in/:third',
      permission: 'procedure.author',
      journal: 'none',
      input: { params: ProcedureParams.extend({ third: z.string().max(60) }) },
      handle: async ({ context, page, params, html }) => {
        const open = await service.open(context, params.procedure);
        const part = thirdParty(open.draft.document, params.third);
        if (!part) throw notFound(`part ${params.third} of ${params.procedure}`);
        return html(
          <ThirdPartyPage page={page} open={open} part={part} draft={seenIn(open.draft, part.id)} />,
        );
      },
    }),
    ...FORM_ROOTS.flatMap((root) => [
      route({
        method: 'post',
        path: `${root}/move`,
        permission: 'procedure.author',
        journal: ['definition.saved'],
        input: { params: FormParams, form: MoveForm },
        handle: async ({ context, params, body, redirect }) => {
          const [what, way, id = ''] = body.move.split(':');
          const by = way === 'up' ? -1 : 1;
          const edit: Edit =
            what === 'page' ? { kind: 'movePage', page: id, by } : { kind: 'moveField', id, by };
          const flash = await editOrConflict(context, params, body.seen, [edit]);
          return redirect(own(params, `#${what === 'page' ? 'page' : 'field'}-${id}`), flash);
        },
      }),
      route({
        method: 'get',
        path: `${root}/remove`,
        permission: 'procedure.author',
        journal: 'none',
        input: { params: FormParams, query: SubjectQuery },
        handle: async ({ context, page, params, query, html }) => {
          const draft = await opened(context, params);
          const subject = subjectOf(draft.document, query);
          return html(
            <RemovePage
              page={page}
              draft={draft}
              subject={{ ...subject, title: titleOf(page.t, draft.document, subject) }}
              uses={usesOf(draft.document, subject)}
            />,
          );
        },
      }),
      route({
        method: 'post',
        path: `${root}/remove`,
        permission: 'procedure.author',
        journal: ['definition.saved'],
        input: { params: FormParams, form: SubjectQuery.extend({ seen: Seen }) },
        handle: async ({ context, params, body, redirect }) => {
          const edit: Edit =
            body.page === undefined
              ? { kind: 'removeField', id: body.field ?? '', cascade: true }
              : { kind: 'removePage', page: body.page, cascade: true };
          return redirect(own(params), await editOrConflict(context, params, body.seen, [edit]));
        },
      }),
      route({
        method: 'get',
        path: `${root}/kinds`,
        permission: 'procedure.author',
        journal: 'none',
        input: { params: FormParams, query: z.object({ page: z.string().max(60) }) },
        handle: async ({ context, page, params, query, html }) => {
          const draft = await opened(context, params);
          const into = draft.document.form.pages.find(({ id }) => id === query.page);
          if (!into) throw notFound(`page ${query.page} of ${params.procedure}`);
          const library = libraryItems(page.t, await service.library());
          return html(<KindsPage page={page} draft={draft} into={into} library={library} />);
        },
      }),
      route({
        method: 'post',
        path: `${root}/library`,
        permission: 'procedure.author',
        journal: ['definition.saved'],
        input: { params: FormParams, form: LibraryForm },
        handle: async ({ context, params, body, redirect }) => {
          const draft = await opened(context, params);
          const edit = blockEdit(draft.document, await service.library(), body);
          if (!edit) throw notFound(`block ${body.block}`);
          return redirect(
            own(params, '#questions'),
            await editOrConflict(context, params, body.seen, [edit]),
          );
        },
      }),
    ]),
    route({
      method: 'post',
      path: '/staff/authoring/:procedure/discard',
      permission: 'procedure.author',
      journal: ['definition.discarded'],
      input: { params: ProcedureParams, form: SeenForm },
      handle: async ({ context, params, body, redirect }) => {
        await service.discard(context, params.procedure, body.seen);
        return redirect('/staff/authoring', { kind: 'success', key: 'authoring.discard.done' });
      },
    }),
  ];
}

function subjectOf(document: DraftDocument, query: z.infer<typeof SubjectQuery>): Subject {
  const subject: Subject =
    query.page === undefined ? { kind: 'field', id: query.field ?? '' } : { kind: 'page', id: query.page };
  const isThere =
    subject.kind === 'field'
      ? fieldPlace(document, subject.id) !== undefined
      : document.form.pages.some(({ id }) => id === subject.id);
  if (!isThere) throw notFound(`${subject.kind} ${subject.id}`);
  return subject;
}

function titleOf(t: Translator, document: DraftDocument, { kind, id }: Subject): string {
  if (kind === 'field') {
    const field = fieldPlace(document, id)?.field;
    return field ? fieldWords(t, field) : id;
  }
  const page = document.form.pages.find((one) => one.id === id);
  return page ? pageWords(t, page) : id;
}

/** What would go along, or stands in the way. */
function usesOf(document: DraftDocument, { kind, id }: Subject) {
  const edit: Edit =
    kind === 'field'
      ? { kind: 'removeField', id, cascade: true }
      : { kind: 'removePage', page: id, cascade: true };
  const edited = applyEdit(document, edit);
  if (!edited.ok) return edited.uses;
  return kind === 'field'
    ? whereUsed(document, id).filter(({ path }) =>
        edited.along.some((use) => use.path.join() === path.join()),
      )
    : edited.along;
}
