import { z } from 'zod';
import { FILE_PROBLEM_WORDS } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { OversizedFile } from '#kernel/files/oversized-file.js';
import { FormBody, type RouteDefinition, type RouteRequest, route, UploadBody } from '#kernel/http/route.js';
import { type DraftChoices, EMPTY, linksIn, readDraft, type TypedDraft, typedOf } from '../draft-form.js';
import { SHORTEST_WORD } from '../model/draft.js';
import { FILE_RULES, MOST_FILES } from '../service/drafting.js';
import type { DecisionService } from '../service.js';
import { FormPage } from '../views/form-page.js';
import { DraftParams, inWords, MAX_BYTES, PATH, Seen, textFields, typedDraft } from './input.js';

type Answer = Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>;
const MEGABYTE = 1024 * 1024;
/** A file that is too large is read to its end up to here, so that the answer is a page with what was typed. */
const MOST_SENT_BYTES = 1024 * MEGABYTE;

/** Writing a draft: the form, the route as it would be, attachments. */
export function draftingRoutes({ reading, drafting, related }: DecisionService): RouteDefinition[] {
  /** `of`: the draft that is written on; what another module put up keeps its kind and unit. */
  const choices = async (context: Context, of?: string): Promise<DraftChoices> => {
    const places = await reading.places(context);
    const kept = of === undefined ? null : (await reading.open(context, of)).draft;
    const isKept = ({ id }: { id: string }) => id === kept?.unit && kept.subject !== null;
    return {
      ...places,
      kinds: reading.kinds(context).filter(({ id, byHand }) => byHand || id === kept?.kind),
      own: [...places.own, ...places.units.filter((unit) => isKept(unit) && !places.own.includes(unit))],
    };
  };
  const show = async (
    { context, page, html }: Answer,
    typed: TypedDraft,
    more: { id?: string; revision?: number; faults?: Record<string, string>; find?: string } = {},
  ) => {
    const offered = await choices(context, more.id);
    const read = readDraft(typed, offered, today(context.clock));
    const route = read.ok ? await reading.preview(context, read.terms) : null;
    const draft = more.id === undefined ? null : await reading.open(context, more.id);
    const find = more.find ?? null;
    const links = await related.choices(context, {
      chosen: linksIn(typed.links),
      find: find ?? '',
      not: more.id,
    });
    return html(
      <FormPage
        page={page}
        choices={offered}
        typed={typed}
        errors={more.faults ?? {}}
        route={route}
        related={{ ...links, find }}
        draft={draft && { view: draft, revision: more.revision ?? draft.draft.revision }}
      />,
      more.faults ? 422 : 200,
    );
  };

  /** Looks for documents, as the form asked: what was typed stays as it is. Null: it asked for something else. */
  const searched = (
    request: Answer,
    body: FormBody,
    typed: TypedDraft,
    at: { id?: string; revision?: number },
  ) => {
    const find = typed.find.trim();
    if (body.next !== 'search' && !(body.next === 'enter' && find !== '')) return null;
    const isShort = find.split(/\s+/u).every((word) => word.length < SHORTEST_WORD);
    return show(
      request,
      typed,
      isShort ? { ...at, faults: { find: request.page.t('draftLinks.error.find') } } : { ...at, find },
    );
  };

  return [
    route({
      method: 'get',
      path: `${PATH}/new`,
      permission: 'decision.draft',
      journal: 'none',
      input: {},
      handle: async (request) => {
        const { own } = await choices(request.context);
        return show(request, {
          ...EMPTY,
          unit: own[0]?.id ?? '',
        });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/new`,
      permission: 'decision.draft',
      journal: ['decision.drafted'],
      input: { form: FormBody, maxBytes: MAX_BYTES },
      handle: async (request) => {
        const { context, page, body, redirect } = request;
        const typed = typedDraft(body);
        const found = searched(request, body, typed, {});
        if (found) return found;
        const read = readDraft(typed, await choices(context), today(context.clock));
        if (!read.ok) return show(request, typed, { faults: inWords(page.t, read.faults) });
        const id = await drafting.begin(context, read.terms, read.content);
        return redirect(`${PATH}/${id}/edit`, { kind: 'success', key: 'decision.form.saved' });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:draft/edit`,
      permission: 'decision.draft',
      journal: 'none',
      input: { params: DraftParams },
      handle: async (request) => {
        const { context, params, redirect } = request;
        const { draft, may } = await reading.open(context, params.draft);
        if (!may.has('edit')) return redirect(`${PATH}/${params.draft}`);
        return show(request, typedOf(draft), { id: draft.id });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:draft/edit`,
      permission: 'decision.draft',
      journal: ['decision.changed', 'decision.sent'],
      input: { params: DraftParams, form: FormBody, maxBytes: MAX_BYTES },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const typed = typedDraft(body);
        const { revision } = Seen.catch({ revision: 0 }).parse(body);
        const found = searched(request, body, typed, { id: params.draft, revision });
        if (found) return found;
        const again = (faults: Record<string, string>) =>
          show(request, typed, { id: params.draft, revision, faults });
        const read = readDraft(typed, await choices(context, params.draft), today(context.clock));
        if (!read.ok) return again(inWords(page.t, read.faults));
        const saved = await drafting.save(context, params.draft, {
          seen: revision,
          terms: read.terms,
          content: read.content,
        });
        if (saved === 'moved') return again({ title: page.t('decision.error.changedElsewhere') });
        if (body.next !== 'send')
          return redirect(`${PATH}/${params.draft}/edit`, { kind: 'success', key: 'decision.form.saved' });
        const sent = await drafting.send(context, params.draft, revision + 1);
        if (sent === 'spoiled')
          return redirect(`${PATH}/${params.draft}/edit`, { kind: 'warning', key: 'marks.spoiled.notSent' });
        return redirect(`${PATH}/${params.draft}`, { kind: 'success', key: 'decision.form.sent' });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:draft/files`,
      permission: 'decision.draft',
      journal: ['decision.fileAdded', 'decision.changed'],
      input: {
        params: DraftParams,
        upload: UploadBody,
        maxFileBytes: FILE_RULES.maxBytes,
        maxBytes: MOST_SENT_BYTES,
      },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const { draft } = await reading.open(context, params.draft);
        const fields = textFields(body);
        const isTyped = Object.hasOwn(fields, 'title');
        const typed = isTyped ? typedDraft(fields) : typedOf(draft);
        const seen = Seen.safeParse(fields).data?.revision ?? draft.revision;
        const again = (faults: Record<string, string>) =>
          show(request, typed, { id: draft.id, revision: seen, faults });
        const sent = [body.file ?? []].flat().filter((part) => typeof part !== 'string');
        const file = sent.find((part) => part instanceof OversizedFile || part.size > 0);
        if (!file) return again({ file: page.t('decision.files.missing') });
        const bytes = file instanceof OversizedFile ? 'tooLarge' : new Uint8Array(await file.arrayBuffer());
        const problem = await drafting.attach(context, params.draft, { name: file.name, bytes });
        if (problem === 'tooMany')
          return again({ file: page.t('decision.files.tooMany', { max: MOST_FILES }) });
        if (problem) {
          const words = { name: file.name, size: FILE_RULES.maxBytes / MEGABYTE };
          return again({ file: page.t(FILE_PROBLEM_WORDS[problem], words) });
        }
        // The file is there; what was typed beside it is saved, or shown again with what is wrong.
        if (isTyped) {
          const read = readDraft(typed, await choices(context, draft.id), today(context.clock));
          if (!read.ok) return again(inWords(page.t, read.faults));
          const saved = await drafting.save(context, params.draft, {
            seen,
            terms: read.terms,
            content: read.content,
          });
          if (saved === 'moved') return again({ title: page.t('decision.error.changedElsewhere') });
        }
        return redirect(`${PATH}/${params.draft}/edit`, { kind: 'success', key: 'decision.files.added' });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:draft/files/:file/remove`,
      permission: 'decision.draft',
      journal: ['decision.fileRemoved'],
      input: { params: DraftParams.extend({ file: z.uuid() }) },
      handle: async ({ context, params, redirect }) => {
        await drafting.detach(context, params.draft, params.file);
        return redirect(`${PATH}/${params.draft}/edit`, { kind: 'success', key: 'decision.files.removed' });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:draft/files/:file`,
      permission: 'decision.take',
      journal: 'none',
      input: { params: DraftParams.extend({ file: z.uuid() }) },
      handle: async ({ context, params, file, redirect }) => {
        const found = await reading.file(context, params.draft, params.file);
        return found
          ? file(found.bytes, found.mediaType, { saveAs: found.name })
          : redirect(`${PATH}/${params.draft}`, { kind: 'warning', key: 'marks.spoiled.notOpened' });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:draft/redraft`,
      permission: 'decision.draft',
      journal: ['decision.drafted', 'decision.fileAdded'],
      input: { params: DraftParams },
      handle: async ({ context, params, redirect }) => {
        const id = await drafting.redraft(context, params.draft);
        return redirect(`${PATH}/${id}/edit`, { kind: 'success', key: 'decision.form.redrafted' });
      },
    }),
  ];
}
