import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { AppError } from '../errors.js';
import type { PlainDocument } from './document.js';
import { fontFiles } from './fonts.js';
import { charactersWithoutGlyph, replaceCharacters } from './glyphs.js';
import { templateWords } from './template-fault.js';

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

/** Opens the compiler (some 100 ms). What it returns works for one document at a time and waits for nothing meanwhile. */
export async function openTypst(): Promise<(document: PlainDocument) => Uint8Array> {
  const fontBlobs = await Promise.all(fontFiles().map((file) => readFile(file)));
  const compiler = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs }] });
  // Synchronous: two documents never meet in the shared folder.
  return (document) => typeset(compiler, document);
}

function typeset(compiler: NodeCompiler, document: PlainDocument): Uint8Array {
  let { data, meta } = document;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const result = attempt(compiler, { ...document, data, meta });
    if (result instanceof Uint8Array) return result;
    if (document.missingGlyph === 'refuse') {
      throw new AppError('invalidInput', `no glyph for ${result.join(' ')}`, {
        userMessage: `この文字は文書に印刷できません：${result.join('、')}`,
      });
    }
    const marked = replaceCharacters(data, result, GETA);
    const markedMeta = replaceCharacters(meta, result, GETA);
    if (marked === data && markedMeta === meta) {
      throw new AppError(
        'internal',
        `the template itself prints characters without a glyph: ${result.join(' ')}`,
      );
    }
    data = marked;
    meta = markedMeta;
  }
  throw new AppError(
    'internal',
    `${document.title}: characters without a glyph remain after ${MAX_ROUNDS} rounds`,
  );
}

/** The finished file, or the characters that no font has. */
function attempt(
  compiler: NodeCompiler,
  { template, data, meta, files }: PlainDocument,
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

/** Words for whoever wrote the template stand in `fields.template`: each fault with its line. */
function brokenTemplate(compiler: NodeCompiler, error: NodeError | null): AppError {
  const found: readonly Diagnostic[] = error ? compiler.fetchDiagnostics(error) : [];
  const lines = found
    .filter(({ severity, path }) => severity === ERROR && path.endsWith('template.typ'))
    .map(({ message, range }) =>
      range ? `${range.start.line + 1}行目：${templateWords(message)}` : templateWords(message),
    );
  return new AppError('internal', `the template does not compile: ${JSON.stringify(found)}`, {
    fields: { template: lines.join('、') || 'no diagnostics' },
  });
}

const ERROR = 1;

/** What the compiler says about one place in a source. */
interface Diagnostic {
  message: string;
  path: string;
  range: { start: { line: number } } | null;
  severity: number;
}
