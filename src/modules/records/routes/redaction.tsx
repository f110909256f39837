import { AppError } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { normalizeText } from '#kernel/values/japanese-text.js';
import type { Misplaced } from '../service/redact-areas.js';
import type { Area } from '../service/redact-pdf.js';
import type { RecordsServices } from '../services.js';
import { NOTHING } from '../typed.js';
import { RedactPage } from '../views/redact-page.js';
import { FileParams, textOf } from './input.js';

/** Words and areas of one copy. */
const MOST = 100;
const MOST_PAGES = 10_000;

/** Lines with words in them, with their number as it was typed. */
const linesOf = (text: string): { line: number; text: string }[] =>
  normalizeText(text)
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '');

const AREA =
  /^(\d{1,4})[:\s]+(\d{1,4}(?:\.\d+)?)[,、\s]+(\d{1,4}(?:\.\d+)?)[,、\s]+(\d{1,4}(?:\.\d+)?)[,、\s]+(\d{1,4}(?:\.\d+)?)$/;

/** 1: 20, 35, 80, 10; null for anything else. */
function areaIn(line: string): Area | null {
  const [, ...parts] = AREA.exec(line.normalize('NFKC')) ?? [];
  const [page = 0, left = 0, top = 0, width = 0, height = 0] = parts.map(Number);
  return page > 0 && width > 0 && height > 0 ? { page, left, top, width, height } : null;
}

const misplacedWords = (t: Translator, line: number, misplaced: Misplaced): string =>
  misplaced.why === 'noPage'
    ? t('records.redact.noPage', { line, page: misplaced.page, pages: misplaced.pages })
    : t('records.redact.outside', {
        line,
        page: misplaced.page,
        width: misplaced.width,
        height: misplaced.height,
      });

/** The page that is to be shown: the one that was asked for by its button, or the one that stood there. */
function pageIn(body: FormBody): number {
  const asked = textOf(body, 'show');
  const number = Number((asked === 'typed' || asked === '' ? textOf(body, 'page') : asked).normalize('NFKC'));
  return Number.isInteger(number) && number >= 1 && number <= MOST_PAGES ? number : 1;
}

/** Copies with parts blacked out, to be given out. */
export const redactionRoutes = ({ desk, disclosureCopies }: RecordsServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/staff/records/documents/:document/versions/:version/files/:file/redact',
    permission: 'records.keep',
    journal: ['document.viewed'],
    input: { params: FileParams },
    handle: async ({ context, page, params, html }) => {
      const of = await desk.redactable(context, params.document, params.version, params.file, 1);
      const action = `${page.base}${page.path}`;
      const requests = await disclosureCopies.about(context, params.document);
      return html(
        <RedactPage
          {...{ page, of, document: params.document, action, requests }}
          areas={[]}
          typed={NOTHING}
        />,
      );
    },
  }),
  route({
    method: 'post',
    path: '/staff/records/documents/:document/versions/:version/files/:file/redact',
    permission: 'records.keep',
    journal: ['document.viewed', 'document.redacted', 'disclosure.copyAdded'],
    input: { params: FileParams, form: FormBody },
    handle: async ({ context, page, params, body, html, file, redirect }) => {
      const { t } = page;
      const { document, version, file: ofFile } = params;
      const requests = await disclosureCopies.about(context, document);
      const chosen = textOf(body, 'request');
      const request = requests.find(({ id }) => id === chosen);
      const words = linesOf(textOf(body, 'words')).map(({ text }) => text);
      const lines = linesOf(textOf(body, 'areas'));
      const areas = lines.map(({ text }) => areaIn(text));
      const again = async (errors: Record<string, string>) => {
        const values = { words: textOf(body, 'words'), areas: textOf(body, 'areas'), request: chosen };
        const action = `${page.base}${page.path}`;
        const of = await desk.redactable(context, document, version, ofFile, pageIn(body));
        return html(
          <RedactPage
            {...{ page, of, document, action, requests }}
            areas={areas.filter((area) => area !== null)}
            typed={{ values, errors }}
          />,
          Object.keys(errors).length > 0 ? 422 : 200,
        );
      };
      if (textOf(body, 'show') !== '') return again({});
      if (chosen !== '' && !request) return again({ request: t('copies.requestGone') });
      const wrong = areas.indexOf(null);
      const lineOf = (index: number) => lines[index]?.line ?? 0;
      if (wrong >= 0) return again({ areas: t('records.redact.areaWrong', { line: lineOf(wrong) }) });
      if (words.length + areas.length === 0) return again({ words: t('records.redact.nothing') });
      if (words.length > MOST || areas.length > MOST)
        return again({ words: t('records.redact.tooMany', { limit: MOST }) });
      try {
        const redaction = { words, areas: areas.filter((area) => area !== null) };
        const copy = await desk.redact(context, document, version, ofFile, redaction);
        if ('misplaced' in copy) {
          const line = lineOf(copy.misplaced.index);
          return again({ areas: misplacedWords(t, line, copy.misplaced) });
        }
        const saveAs = copy.name.replace(/\.pdf$/, '_黒塗り.pdf');
        if (!request) return file(copy.bytes, 'application/pdf', { saveAs });
        await disclosureCopies.keep(context, request.id, { name: saveAs, bytes: copy.bytes });
        return redirect(`/staff/records/disclosures/${request.id}#copies`, {
          kind: 'success',
          key: 'copies.added',
        });
      } catch (error) {
        const missing = error instanceof AppError ? error.fields.words : undefined;
        if (missing === undefined) throw error;
        return again({ words: t('records.redact.missing', { words: missing }) });
      }
    },
  }),
];
