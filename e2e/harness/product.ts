import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaries, nodeFlags, root } from '../../scripts/prepare.js';

/** The built product as a process of its own, as `npm start` runs it. */
export interface Product {
  url: string;
  pid: number;
  dataDir: string;
  /** Milliseconds from start to the line that says it is ready. */
  readyAfterMs: number;
  output(): string;
  /** Ends it as Ctrl-C does; the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  killHard(): Promise<void>;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

type Settings = Record<string, string>;

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A folder for data; removed by what it returns as second. */
export async function temporaryFolder(): Promise<[path: string, remove: () => Promise<void>]> {
  const folder = await mkdtemp(join(tmpdir(), 'yakuba-e2e-'));
  return [folder, () => rm(folder, { recursive: true, force: true })];
}

function spawnCommand(args: readonly string[], settings: Settings): ChildProcess {
  // Nothing of the outer environment may decide how the product behaves, except where programs are.
  const { PATH = '', HOME = '', LANG = 'C.UTF-8' } = process.env;
  return spawn(join(binaries, 'node'), [...nodeFlags, join(root, 'dist/command.js'), ...args], {
    cwd: root,
    env: { PATH, HOME, LANG, LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collect(process: ChildProcess): { stdout: string; stderr: string; exited: Promise<number | null> } {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    process[name]?.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const exited = new Promise<number | null>((resolve) => process.once('close', (code) => resolve(code)));
  return Object.assign(texts, { exited });
}

/** Runs one command of the built product to its end. */
export async function runCommand(args: readonly string[], settings: Settings): Promise<Ended> {
  const texts = collect(spawnCommand(args, settings));
  const code = await texts.exited;
  return { code, stdout: texts.stdout, stderr: texts.stderr };
}

/** Starts the built product on a free port, with data of its own where none are named; resolves when it is ready. */
export async function startProduct(settings: Settings = {}): Promise<Product> {
  const [folder, remove] = await temporaryFolder();
  const dataDir = settings.DATA_DIR ?? join(folder, 'data');
  const port = settings.PORT ?? String(await freePort());
  const startedAt = performance.now();
  const process = spawnCommand(['serve'], { ...settings, DATA_DIR: dataDir, PORT: port, HOST: '127.0.0.1' });
  const texts = collect(process);
  const output = () => texts.stdout + texts.stderr;
  await new Promise<void>((resolve, reject) => {
    const look = () => /is ready at/.test(texts.stdout) && resolve();
    process.stdout?.on('data', look);
    void texts.exited.then((code) =>
      reject(new Error(`the product ended with ${code} before it was ready:\n${output()}`)),
    );
  });
  return {
    url: `http://localhost:${port}`,
    pid: process.pid ?? 0,
    dataDir,
    readyAfterMs: performance.now() - startedAt,
    output,
    stop: async () => {
      process.kill('SIGTERM');
      const code = await texts.exited;
      await remove();
      return code;
    },
    killHard: async () => {
      process.kill('SIGKILL');
      await texts.exited;
    },
  };
}
