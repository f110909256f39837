import { AppError } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { normalizeText } from '#kernel/values/japanese-text.js';
import type { Area } from '../service/redact-pdf.js';
import type { RecordsServices } from '../services.js';
import { NOTHING } from '../typed.js';
import { RedactPage } from '../views/redact-page.js';
import { FileParams, textOf } from './input.js';

/** Words and areas of one copy. */
const MOST = 100;

const linesOf = (text: string): string[] =>
  normalizeText(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const AREA =
  /^(\d{1,4})[:\s]+(\d{1,4}(?:\.\d+)?)[,、\s]+(\d{1,4}(?:\.\d+)?)[,、\s]+(\d{1,4}(?:\.\d+)?)[,、\s]+(\d{1,4}(?:\.\d+)?)$/;

/** 1: 20, 35, 80, 10; null for anything else. */
function areaIn(line: string): Area | null {
  const [, ...parts] = AREA.exec(line.normalize('NFKC')) ?? [];
  const [page = 0, left = 0, top = 0, width = 0, height = 0] = parts.map(Number);
  return page > 0 && width > 0 && height > 0 ? { page, left, top, width, height } : null;
}

/** Copies with parts blacked out, to be given out. */
export const redactionRoutes = ({ desk }: RecordsServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/staff/records/documents/:document/versions/:version/files/:file/redact',
    permission: 'records.keep',
    journal: 'none',
    input: { params: FileParams },
    handle: async ({ context, page, params, html }) => {
      const name = await desk.redactable(context, params.document, params.version, params.file);
      const action = `${page.base}${page.path}`;
      return html(
        <RedactPage page={page} name={name} document={params.document} action={action} typed={NOTHING} />,
      );
    },
  }),
  route({
    method: 'post',
    path: '/staff/records/documents/:document/versions/:version/files/:file/redact',
    permission: 'records.keep',
    journal: ['document.redacted'],
    input: { params: FileParams, form: FormBody },
    handle: async ({ context, page, params, body, html, file }) => {
      const { t } = page;
      const { document, version, file: of } = params;
      const name = await desk.redactable(context, document, version, of);
      const [words, lines] = [linesOf(textOf(body, 'words')), linesOf(textOf(body, 'areas'))];
      const areas = lines.map(areaIn);
      const again = async (errors: Record<string, string>) => {
        const values = { words: textOf(body, 'words'), areas: textOf(body, 'areas') };
        const action = `${page.base}${page.path}`;
        return html(
          <RedactPage
            page={page}
            name={name}
            document={document}
            action={action}
            typed={{ values, errors }}
          />,
          422,
        );
      };
      const wrong = areas.indexOf(null);
      if (wrong >= 0) return again({ areas: t('records.redact.areaWrong', { line: wrong + 1 }) });
      if (words.length + areas.length === 0) return again({ words: t('records.redact.nothing') });
      if (words.length > MOST || areas.length > MOST)
        return again({ words: t('records.redact.tooMany', { limit: MOST }) });
      try {
        const redaction = { words, areas: areas.filter((area) => area !== null) };
        const copy = await desk.redact(context, document, version, of, redaction);
        return file(copy.bytes, 'application/pdf', { saveAs: copy.name.replace(/\.pdf$/, '_黒塗り.pdf') });
      } catch (error) {
        const missing = error instanceof AppError ? error.fields.words : undefined;
        if (missing === undefined) throw error;
        return again({ words: t('records.redact.missing', { words: missing }) });
      }
    },
  }),
];
