import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import { mayHappen } from '../defining/approval.js';
import {
  type DraftDocument,
  fieldIn,
  withFieldBack,
  withFieldMoved,
  withoutField,
} from '../defining/draft.js';
import {
  type FieldControl,
  readField,
  type TypedField,
  typedField,
  typedOfField,
} from '../defining/typed-field.js';
import {
  type GeneralFaults,
  readGeneral,
  type TypedGeneral,
  typedGeneral,
  typedOfDocument,
} from '../defining/typed-general.js';
import type { OpenDraft } from '../service/defining.js';
import type { RegisterServices } from '../services.js';
import { FieldPage } from '../views/defining/field-page.js';
import { GeneralPage } from '../views/defining/general-page.js';
import { OutlinePage } from '../views/defining/outline-page.js';
import { problemText } from '../views/defining/words.js';
import { draftPath as hrefOf, Seen, SeenForm } from './draft-input.js';
import { RegisterParams } from './lists.js';

const FieldParams = RegisterParams.extend({ field: z.string().max(60) });
const MoveForm = SeenForm.extend({
  move: z.string().regex(/^(up|down|retire|back):[A-Za-z0-9]{1,60}$/),
});
const MAX_BYTES = 256 * 1024;

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>;

const seenIn = (body: FormBody): number => Seen.catch(0).parse(body.seen);

const isClosed = ({ draft }: OpenDraft): boolean => !mayHappen(draft.state, 'edit');
const closed = ({ redirect }: Pick<RouteRequest<unknown, unknown, unknown>, 'redirect'>, register: string) =>
  redirect(hrefOf(register), { kind: 'info', key: 'registerCheck.closed' });

/** What a button of the outline does to a document. */
function moved(document: DraftDocument, base: OpenDraft['base'], move: string): DraftDocument {
  const [what, field = ''] = move.split(':');
  if (what === 'retire') return withoutField(document, field);
  if (what === 'back') return base ? withFieldBack(document, base, field) : document;
  return withFieldMoved(document, field, what === 'up' ? 'up' : 'down');
}

/** Definitions of registers while they are written. */
export function draftRoutes({ defining }: RegisterServices): RouteDefinition[] {
  function generalPage(
    { context, page, html }: Request,
    { draft }: Pick<OpenDraft, 'draft'>,
    typed: TypedGeneral,
    { faults = {}, isConflict = false }: { faults?: GeneralFaults; isConflict?: boolean } = {},
  ) {
    const isWrong = isConflict || Object.keys(faults).length > 0;
    return html(
      <GeneralPage
        page={page}
        draft={draft}
        typed={typed}
        faults={faults}
        units={defining.unitsFor(context)}
        standards={defining.standards()}
        isConflict={isConflict}
      />,
      isWrong ? 422 : 200,
    );
  }

  function fieldPage(
    { context, page, html }: Request,
    { draft }: Pick<OpenDraft, 'draft'>,
    field: string | null,
    typed: TypedField,
    {
      errors = {},
      isConflict = false,
    }: { errors?: Partial<Record<FieldControl, string>>; isConflict?: boolean } = {},
  ) {
    const isWrong = isConflict || Object.keys(errors).length > 0;
    return html(
      <FieldPage
        page={page}
        draft={draft}
        field={field}
        choices={defining.choices(context, field === null ? null : (fieldIn(draft.document, field) ?? null))}
        typed={typed}
        errors={errors}
        isConflict={isConflict}
      />,
      isWrong ? 422 : 200,
    );
  }

  /** A field of a draft; null is one that is new. */
  async function fieldOf(context: Context, register: string, id: string | null) {
    const opened = await defining.open(context, register);
    const field = id === null ? null : (fieldIn(opened.draft.document, id) ?? null);
    if (id !== null && field === null) throw notFound(`field ${id} of the draft of ${register}`);
    return { opened, field };
  }

  async function saveField(
    request: Request & Pick<RouteRequest<unknown, unknown, FormBody>, 'body' | 'redirect'>,
    register: string,
    id: string | null,
  ) {
    const { context, page, body, redirect } = request;
    const { opened, field } = await fieldOf(context, register, id);
    const typed = typedField(body);
    const choices = defining.choices(context, field);
    const read = readField(opened.draft.document, field, opened.base, typed, choices);
    if (!read.ok) {
      const errors = Object.entries(read.faults).map(([name, fault]) => [
        name,
        page.t(`registerDesk.fault.${fault}`),
      ]);
      return fieldPage(request, opened, id, typed, { errors: Object.fromEntries(errors) });
    }
    const problems = await defining.problemsWith(context, register, read.document);
    const own = problems.filter((problem) => problem.field === read.id);
    if (own.length > 0)
      return fieldPage(request, opened, id, typed, {
        errors: Object.fromEntries(own.map((problem) => [problem.control, problemText(page.t, problem)])),
      });
    const kept = await defining.save(context, register, seenIn(body), () => ({ document: read.document }));
    if (kept.kind === 'conflict') return fieldPage(request, kept, id, typed, { isConflict: true });
    return redirect(`${hrefOf(register)}#field-${read.id}`, { kind: 'success', key: 'registerDesk.saved' });
  }

  return [
    route({
      method: 'get',
      path: '/staff/registers/drafts/:register',
      permission: 'register.define',
      journal: 'none',
      input: { params: RegisterParams },
      handle: async ({ context, page, params, html }) =>
        html(<OutlinePage page={page} opened={await defining.open(context, params.register)} />),
    }),
    route({
      method: 'get',
      path: '/staff/registers/drafts/:register/general',
      permission: 'register.define',
      journal: 'none',
      input: { params: RegisterParams },
      handle: async (request) => {
        const opened = await defining.open(request.context, request.params.register);
        const { document, unit } = opened.draft;
        if (isClosed(opened)) return closed(request, request.params.register);
        return generalPage(request, opened, typedOfDocument(document, unit));
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/drafts/:register/general',
      permission: 'register.define',
      journal: ['register.draftSaved'],
      input: { params: RegisterParams, form: FormBody },
      handle: async (request) => {
        const { context, params, body, redirect } = request;
        const opened = await defining.open(context, params.register);
        const typed = typedGeneral(body);
        const units = defining.unitsFor(context).map(({ id }) => id);
        const read = readGeneral(opened.draft.document, typed, units, defining.standards());
        if (!read.ok) return generalPage(request, opened, typed, { faults: read.faults });
        const kept = await defining.save(context, params.register, seenIn(body), () => read);
        if (kept.kind === 'conflict') return generalPage(request, kept, typed, { isConflict: true });
        return redirect(hrefOf(params.register), { kind: 'success', key: 'registerDesk.saved' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/drafts/:register/fields/new',
      permission: 'register.define',
      journal: 'none',
      input: { params: RegisterParams },
      handle: async (request) => {
        const { opened } = await fieldOf(request.context, request.params.register, null);
        if (isClosed(opened)) return closed(request, request.params.register);
        return fieldPage(request, opened, null, typedOfField(opened.draft.document, null));
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/drafts/:register/fields/new',
      permission: 'register.define',
      journal: ['register.draftSaved'],
      input: { params: RegisterParams, form: FormBody, maxBytes: MAX_BYTES },
      handle: (request) => saveField(request, request.params.register, null),
    }),
    route({
      method: 'get',
      path: '/staff/registers/drafts/:register/fields/:field',
      permission: 'register.define',
      journal: 'none',
      input: { params: FieldParams },
      handle: async (request) => {
        const { register, field: id } = request.params;
        const { opened, field } = await fieldOf(request.context, register, id);
        if (isClosed(opened)) return closed(request, register);
        return fieldPage(request, opened, id, typedOfField(opened.draft.document, field));
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/drafts/:register/fields/:field',
      permission: 'register.define',
      journal: ['register.draftSaved'],
      input: { params: FieldParams, form: FormBody, maxBytes: MAX_BYTES },
      handle: (request) => saveField(request, request.params.register, request.params.field),
    }),
    route({
      method: 'post',
      path: '/staff/registers/drafts/:register/move',
      permission: 'register.define',
      journal: ['register.draftSaved'],
      input: { params: RegisterParams, form: MoveForm },
      handle: async ({ context, params: { register }, body, redirect }) => {
        const { base } = await defining.open(context, register);
        const kept = await defining.save(context, register, body.seen, (document) => ({
          document: moved(document, base, body.move),
        }));
        return redirect(
          `${hrefOf(register)}#fields`,
          kept.kind === 'conflict'
            ? { kind: 'warning', key: 'registerDesk.conflict' }
            : { kind: 'success', key: 'registerDesk.saved' },
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/drafts/:register/discard',
      permission: 'register.define',
      journal: ['register.draftDiscarded'],
      input: { params: RegisterParams, form: SeenForm },
      handle: async ({ context, params: { register }, body, redirect }) => {
        const kept = await defining.discard(context, register, body.seen);
        return kept.kind === 'conflict'
          ? redirect(hrefOf(register), { kind: 'warning', key: 'registerDesk.conflict' })
          : redirect('/staff/registers', { kind: 'success', key: 'registerDesk.discarded' });
      },
    }),
  ];
}
