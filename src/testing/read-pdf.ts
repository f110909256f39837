import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

function isMissing(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return false;
  } catch {
    return true;
  }
}

/** Tests that read PDF files back are skipped where poppler-utils is not installed. */
export const popplerMissing = isMissing();

async function withFile<Result>(pdf: Uint8Array, work: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'yakuba-pdf-'));
  try {
    const path = join(folder, 'document.pdf');
    await writeFile(path, pdf);
    return await work(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The text of the file, pages separated by form feeds. */
export const pdfText = (pdf: Uint8Array): Promise<string> =>
  withFile(pdf, async (path) => {
    await run('pdftotext', ['-enc', 'UTF-8', path, `${path}.txt`]);
    return readFile(`${path}.txt`, 'utf8');
  });

/** Names of the embedded fonts. */
export const pdfFonts = (pdf: Uint8Array): Promise<string[]> =>
  withFile(pdf, async (path) => {
    const { stdout } = await run('pdffonts', [path]);
    return stdout
      .split('\n')
      .slice(2)
      .filter(Boolean)
      .map((line) => line.split(' ')[0] ?? '');
  });

/** Number of pages. */
export const pdfPages = (pdf: Uint8Array): Promise<number> =>
  withFile(pdf, async (path) => {
    const { stdout } = await run('pdfinfo', [path]);
    return Number(/Pages:\s+(\d+)/.exec(stdout)?.[1]);
  });
