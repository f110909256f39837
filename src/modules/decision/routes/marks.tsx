import { z } from 'zod';
import { type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import { readPlace } from '../model/mark.js';
import type { MarkedPage, Written } from '../service/marking.js';
import type { DecisionService } from '../service.js';
import { MarksPage, type TypedMark } from '../views/marks-page.js';
import { DraftParams, PATH, text } from './input.js';

const FileParams = DraftParams.extend({ file: z.uuid() });
const PageParams = FileParams.extend({ page: z.coerce.number().int().min(1).max(10_000) });
const MarkForm = z.object({ place: text, words: text, answers: text });
const LIMIT = 2_000;

type Answer = Pick<RouteRequest<unknown, unknown, unknown>, 'page' | 'html' | 'redirect'>;

/** The pages of an attached PDF, the marks on them, and a copy that shows them. */
export function markRoutes({ marking }: DecisionService): RouteDefinition[] {
  const spoiled = ({ redirect }: Pick<Answer, 'redirect'>, draft: string) =>
    redirect(`${PATH}/${draft}`, { kind: 'warning', key: 'marks.spoiled.notOpened' });
  const show = (
    { page, html }: Pick<Answer, 'page' | 'html'>,
    view: MarkedPage,
    typed?: TypedMark,
    errors: Record<string, string> = {},
  ) => html(<MarksPage page={page} view={view} typed={typed} errors={errors} />, typed ? 422 : 200);

  return [
    route({
      method: 'get',
      path: `${PATH}/:draft/files/:file/pages/:page`,
      permission: 'decision.take',
      journal: 'none',
      input: { params: PageParams },
      handle: async (request) => {
        const { context, params } = request;
        const view = await marking.page(context, params.draft, params.file, params.page);
        return view === 'spoiled' ? spoiled(request, params.draft) : show(request, view);
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:draft/files/:file/pages/:page`,
      permission: 'decision.take',
      journal: ['decision.marked'],
      input: { params: PageParams, form: MarkForm },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const { draft, file } = params;
        const here = `${PATH}/${draft}/files/${file}/pages/${params.page}`;
        const answers = /^\d{1,6}$/.test(body.answers) ? Number(body.answers) : null;
        const place = answers === null ? readPlace(body.place) : null;
        const wordsField = answers === null ? 'words' : `words-${answers}`;
        const errors: Record<string, string> = {};
        if (answers === null && place === null) errors.place = page.t('marks.error.place');
        if (body.words === '') errors[wordsField] = page.t('marks.error.words');
        if (body.words.length > LIMIT) errors[wordsField] = page.t('marks.error.tooLong', { max: LIMIT });
        const again = async (faults: Record<string, string>) => {
          const view = await marking.page(context, draft, file, params.page);
          return view === 'spoiled'
            ? spoiled(request, draft)
            : show(request, view, { ...body, answers }, faults);
        };
        const written: Written | null =
          answers !== null
            ? { words: body.words, place: null, answers }
            : place && { words: body.words, place, answers: null };
        if (Object.keys(errors).length > 0 || !written) return again(errors);
        const done = await marking.write(context, draft, { file, page: params.page, written });
        if (done === 'spoiled') return spoiled(request, draft);
        if (done === 'closed') return again({ [wordsField]: page.t('marks.error.closed') });
        return redirect(here, { kind: 'success', key: answers === null ? 'marks.made' : 'marks.answered' });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:draft/files/:file/marked`,
      permission: 'decision.take',
      journal: 'none',
      input: { params: FileParams },
      handle: async (request) => {
        const { context, page, params, file } = request;
        const copy = await marking.copy(context, params.draft, params.file, (mark) =>
          page.t('marks.answerLine', {
            who: [mark.unit, mark.title, mark.name].filter(Boolean).join(' '),
            at: page.t.dateTime(mark.at),
            words: mark.words,
          }),
        );
        if (copy === 'spoiled') return spoiled(request, params.draft);
        const saveAs = copy.name.replace(/\.pdf$/, page.t('marks.fileEnding'));
        return file(copy.bytes, 'application/pdf', { saveAs });
      },
    }),
  ];
}
