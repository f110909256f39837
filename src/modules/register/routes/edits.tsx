import { z } from 'zod';
import { readPage } from '#forms/page-reading.js';
import { sentForm } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import { COUNTED } from '../entries.js';
import { isWorking } from '../model.js';
import { formOfField, ROW_PAGE } from '../row-form.js';
import { MOST_EDITED, type Selection } from '../service/edits.js';
import type { RegisterServices } from '../services.js';
import { EditFormPage, type EditFormPageProps, EditPage, EditsPage } from '../views/edit-pages.js';
import { REFRESH_SECONDS } from '../views/import-parts.js';
import { listQuery } from '../views/list-address.js';
import { totalText } from '../views/texts.js';
import { inTurn } from './in-turn.js';
import { readListQuery, wholeQuery } from './list-query.js';
import { RegisterParams } from './lists.js';

const EditParams = z.object({ id: z.uuid() });
/** No page of a list has more. */
const MOST_TICKED = 100;
const TICKED = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,9})$/;

const DONE_WORDS = {
  confirm: 'registerList.edit.confirmed',
  discard: 'register.import.discarded',
  undo: 'register.import.undone',
} as const;

const textIn = (body: FormBody, name: string): string => String(sentForm(body).getAll(name)[0] ?? '').trim();

/** Rows that were ticked; none: all that the list shows. */
function tickedIn(body: FormBody): { id: string; version: number }[] {
  return sentForm(body)
    .getAll('_selected')
    .slice(0, MOST_TICKED)
    .flatMap((text) => {
      const [, id, version] = TICKED.exec(String(text)) ?? [];
      return id === undefined ? [] : [{ id, version: Number(version) }];
    });
}

/** One field of many rows gets one value: chosen in a list, checked, said yes to, taken back. */
export function editRoutes({ reading, imports, edits }: RegisterServices): RouteDefinition[] {
  const { rights } = reading;

  /** Which rows are meant, from the list itself or as its pages send it on. */
  function selectionIn(
    { context, page }: Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page'>,
    register: string,
    body: FormBody,
  ) {
    const kept = rights.keptFor(context, register, 'register.edit');
    const ticked = tickedIn(body);
    const sent = Object.hasOwn(body, '_filter')
      ? Object.fromEntries(new URLSearchParams(textIn(body, '_filter')))
      : body;
    const { wish, errors, ...address } = readListQuery(page.t, kept, sent, (field) =>
      rights.sees(context, kept, field),
    );
    if (Object.keys(errors).length > 0)
      throw new AppError('invalidInput', `filter of register ${register}: ${Object.keys(errors).join(', ')}`);
    const selection: Selection =
      ticked.length > 0 ? { rows: ticked } : { wish: { ...wish, after: undefined, sort: undefined } };
    return { kept, selection, filter: listQuery(address).slice(1) };
  }

  async function formPage(
    request: Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>,
    register: string,
    body: FormBody,
    typed: Partial<Pick<EditFormPageProps, 'chosen' | 'fault'>> & { isWrong: boolean },
  ) {
    const { context, page, html } = request;
    const { kept, selection, filter } = selectionIn(request, register, body);
    const count = async (context: Context) =>
      'rows' in selection
        ? page.t.number(selection.rows.length)
        : selection.wish.text
          ? null
          : totalText(page.t, await reading.count(context, register, selection.wish));
    return html(
      <EditFormPage
        page={page}
        register={kept.register}
        fields={edits.fields(context, kept)}
        selected={'rows' in selection ? selection.rows.map(({ id, version }) => `${id}_${version}`) : []}
        filter={filter}
        count={await count(context)}
        chosen={typed.chosen ?? null}
        fault={typed.fault ?? null}
        why={textIn(body, '_why')}
        isCleared={textIn(body, '_clear') !== ''}
      />,
      typed.isWrong ? 422 : 200,
    );
  }

  return [
    route({
      method: 'get',
      path: '/staff/registers/:register/edits',
      permission: 'register.edit',
      journal: 'none',
      input: { params: RegisterParams },
      handle: async ({ context, page, params, html }) => {
        const { register } = rights.keptFor(context, params.register, 'register.edit');
        const past = await imports.list(context, params.register, 'edit');
        return html(<EditsPage page={page} register={register} past={past} />);
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/:register/edits/new',
      permission: 'register.edit',
      journal: 'none',
      input: { params: RegisterParams, query: FormBody },
      handle: (request) => {
        const { context, page, params } = request;
        const query = wholeQuery(request);
        const kept = rights.keptFor(context, params.register, 'register.edit');
        const field = edits.fields(context, kept).find(({ ask }) => ask.id === textIn(query, '_field'));
        const isAsked = Object.hasOwn(query, '_field');
        return formPage(request, params.register, query, {
          chosen: field ? { ask: field.ask, raw: {}, errors: {} } : null,
          fault: isAsked && !field ? { id: '_field', text: page.t('registerList.edit.fieldMissing') } : null,
          isWrong: isAsked && !field,
        });
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/edits',
      permission: 'register.edit',
      journal: ['register.editPrepared'],
      input: { params: RegisterParams, form: FormBody },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const { kept, selection } = selectionIn(request, params.register, body);
        const field = edits.fields(context, kept).find(({ ask }) => ask.id === textIn(body, '_field'));
        if (!field) throw new AppError('invalidInput', `no field ${textIn(body, '_field')} to change`);
        const form = formOfField(kept.register, field);
        const read = readPage(form, ROW_PAGE, sentForm(body), {}, { today: today(context.clock) });
        const { id } = field.ask;
        const chosen = { ask: field.ask, raw: read.raw, errors: read.errors };
        const again = (fault: EditFormPageProps['fault']) =>
          formPage(request, params.register, body, { chosen, fault, isWrong: true });
        const isCleared = textIn(body, '_clear') !== '';
        const value = read.answers[id] ?? null;
        if (!read.isComplete) return again(null);
        // A blank control alone empties nothing: that would be an accident too easily had.
        if ((value === null) !== isCleared)
          return again({
            id: '_clear',
            text: page.t(isCleared ? 'registerList.edit.both' : 'registerList.edit.neither'),
          });
        const edit = { field: id, value, why: textIn(body, '_why').slice(0, 500) || null };
        const prepared = await edits.prepare(context, params.register, edit, selection);
        if (prepared.ok) return redirect(`/staff/registers/edits/${prepared.id}`);
        return again({
          id: '_field',
          text:
            prepared.fault === 'none'
              ? page.t('registerList.edit.noRows')
              : page.t('registerList.edit.tooMany', { most: MOST_EDITED }),
        });
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/edits/:id',
      permission: 'register.edit',
      journal: 'none',
      input: { params: EditParams, query: z.object({ still: z.literal('1').optional().catch(undefined) }) },
      handle: async ({ context, page, params, query, html, hono }) => {
        const { one, kept, problem } = await imports.view(context, params.id, 'edit');
        const isStill = query.still !== undefined;
        // As with files: whoever does not want a page that changes under the hand stops it (WCAG 2.2.1).
        if (isWorking(one.state) && !isStill) hono.header('refresh', String(REFRESH_SECONDS));
        return html(
          <EditPage
            page={page}
            register={kept.register}
            one={one}
            isAllowed={problem === null}
            isStill={isStill}
          />,
        );
      },
    }),
    ...(['confirm', 'discard', 'undo'] as const).map((what) =>
      route({
        method: 'post',
        path: `/staff/registers/edits/:id/${what}`,
        permission: 'register.edit',
        journal: {
          confirm: ['register.editConfirmed', 'register.editDone', ...COUNTED] as const,
          discard: ['register.editDiscarded'] as const,
          undo: ['register.editUndone', ...COUNTED] as const,
        }[what],
        input: { params: EditParams },
        handle: async ({ context, page, params, redirect }) => {
          await inTurn(imports[what](context, params.id), page.t('registerList.edit.nothing'));
          const { one } = await imports.view(context, params.id, 'edit');
          const key = isWorking(one.state) ? 'register.import.started' : DONE_WORDS[what];
          return redirect(`/staff/registers/edits/${params.id}`, { kind: 'success', key });
        },
      }),
    ),
  ];
}
