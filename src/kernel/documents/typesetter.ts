import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { AppError } from '../errors.js';
import { fontFiles } from './fonts.js';
import { charactersWithoutGlyph, replaceCharacters } from './glyphs.js';

export interface PdfDocument {
  /** A .typ file beside the code, or its text. It imports "/base.typ" and reads `data` and `meta`. */
  template: URL | string;
  /** Plain data, as JSON.stringify writes it. It reaches the template as a file, never as source. */
  data: object;
  /** Pictures by name, found by the template as file-image(name): letters, digits, dots and hyphens. */
  files?: Record<string, Uint8Array | string>;
  meta: { title: string; author: string; date: Temporal.PlainDate };
  /**
   * What to do with a character that the document fonts cannot print. `refuse` (for what certifies
   * something): invalidInput that names the characters. `mark`: 〓, as Japanese printers do.
   */
  missingGlyph?: 'refuse' | 'mark';
}

export interface Typesetter {
  /** PDF/A-2b with embedded fonts; the same document gives the same bytes. */
  renderPdf(document: PdfDocument): Promise<Uint8Array>;
}

/** The folder that templates see as "/": base.typ lies in it, the rest is put there in memory only. */
const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** Fixed: the only Typst source that this file writes. */
const MAIN = `#import "/base.typ": setup
#show: setup
#include "/template.typ"
`;

const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]*$/;
const GETA = '〓';
/** The exporter names missing characters a few at a time. */
const MAX_ROUNDS = 50;
/** Renders after which an unused part of the memory of the compiler is dropped. */
const KEPT_RENDERS = 10;

/** Typst, opened at the first use (some 100 ms) and kept. One compiler works for one document at a time. */
export function createTypesetter(): Typesetter {
  let opening: Promise<NodeCompiler> | undefined;
  return {
    async renderPdf(document) {
      opening ??= openCompiler();
      const compiler = await opening;
      const template = await templateText(document.template);
      // From here on synchronous: two documents never meet in the shared folder.
      return typeset(compiler, template, document);
    },
  };
}

async function openCompiler(): Promise<NodeCompiler> {
  const fontBlobs = await Promise.all(fontFiles().map((file) => readFile(file)));
  return NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs }] });
}

async function templateText(template: URL | string): Promise<string> {
  return typeof template === 'string' ? template : readFile(template, 'utf8');
}

function typeset(compiler: NodeCompiler, template: string, document: PdfDocument): Uint8Array {
  const { meta, missingGlyph = 'refuse' } = document;
  let data = JSON.stringify(document.data);
  let metaText = JSON.stringify({ title: meta.title, author: meta.author, date: meta.date.toString() });
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const result = attempt(compiler, template, data, metaText, document.files ?? {});
    if (result instanceof Uint8Array) return result;
    if (missingGlyph === 'refuse') {
      throw new AppError('invalidInput', `no glyph for ${result.join(' ')}`, {
        userMessage: `この文字は文書に印刷できません：${result.join('、')}`,
      });
    }
    const marked = replaceCharacters(data, result, GETA);
    const markedMeta = replaceCharacters(metaText, result, GETA);
    if (marked === data && markedMeta === metaText) {
      throw new AppError(
        'internal',
        `the template itself prints characters without a glyph: ${result.join(' ')}`,
      );
    }
    data = marked;
    metaText = markedMeta;
  }
  throw new AppError(
    'internal',
    `${meta.title}: characters without a glyph remain after ${MAX_ROUNDS} rounds`,
  );
}

/** The finished file, or the characters that no font has. */
function attempt(
  compiler: NodeCompiler,
  template: string,
  data: string,
  meta: string,
  files: Record<string, Uint8Array | string>,
): Uint8Array | string[] {
  const shadows: Record<string, Uint8Array | string> = {
    'template.typ': template,
    'data.json': data,
    'meta.json': meta,
  };
  for (const [name, content] of Object.entries(files)) {
    if (!FILE_NAME.test(name)) throw new AppError('internal', `not a file name for a document: ${name}`);
    shadows[`files/${name}`] = content;
  }
  try {
    for (const [path, content] of Object.entries(shadows))
      compiler.mapShadow(join(ROOT, path), Buffer.from(content));
    const compiled = compiler.compile({ mainFileContent: MAIN });
    if (!compiled.result) throw brokenTemplate(compiler, compiled.takeDiagnostics() ?? compiled.takeError());
    return new Uint8Array(compiler.pdf(compiled.result, { pdfStandard: 'a-2b' }));
  } catch (error) {
    const missing = charactersWithoutGlyph(error);
    if (missing.length > 0) return missing;
    if (error instanceof AppError) throw error;
    throw new AppError('internal', 'the document could not be exported as PDF', { cause: error });
  } finally {
    for (const path of Object.keys(shadows)) compiler.unmapShadow(join(ROOT, path));
    compiler.evictCache(KEPT_RENDERS);
  }
}

function brokenTemplate(compiler: NodeCompiler, error: NodeError | null): AppError {
  const found = error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'no diagnostics';
  return new AppError('internal', `the template does not compile: ${found}`);
}
