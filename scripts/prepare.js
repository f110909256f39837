// Makes a fresh clone able to run, on any Node ≥ 20: installs what is missing, then builds what is stale.
// Plain JavaScript without packages, because it runs before there are any.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
/** The pinned Node and the tools of the project. */
export const binaries = join(root, 'node_modules/.bin');
/** Flags of the pinned Node under the product: those of `npm start`, which has them in its own line to be one process. */
export const nodeFlags = /** @type {{ scripts: { start: string } }} */ (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
).scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'));
const BUILT = join(root, 'dist/.built');

/**
 * Runs a program in the project, its tools first on the path; throws when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 */
export function run(command, args) {
  const path = [binaries, process.env.PATH].join(delimiter);
  execFileSync(command, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
}

/** npm writes this file last, after everything of the lock is in place. */
const INSTALLED = join(root, 'node_modules/.package-lock.json');
const changedAt = (/** @type {string} */ file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

function install() {
  if (changedAt(INSTALLED) >= changedAt(join(root, 'package-lock.json'))) return;
  console.log('Installing packages (npm ci) …');
  // Warnings about engines are about the machine's Node, which runs nothing but this.
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!existsSync(join(binaries, 'node'))) {
    throw new Error(
      'the pinned Node is not there: its install script was not run (is ignore-scripts set in your .npmrc?)',
    );
  }
}

/** @param {string} folder @returns {string[]} */
const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

/** Changes when any file that goes into dist changes. */
function sourceState() {
  const configuration = [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'vite.config.ts',
    'scripts/build.js',
  ];
  const sources = filesBelow(join(root, 'src')).filter((file) => !/\.test\.tsx?$/.test(file));
  const hash = createHash('sha256');
  for (const file of [...configuration.map((name) => join(root, name)), ...sources].sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${relative(root, file)} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function build({ always = false } = {}) {
  const state = sourceState();
  if (!always && existsSync(BUILT) && readFileSync(BUILT, 'utf8') === state) return;
  console.log('Building …');
  run(process.execPath, [join(root, 'scripts/build.js')]);
  writeFileSync(BUILT, state);
}

export function prepare() {
  install();
  build();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    install();
    if (!process.argv.includes('--install-only')) build({ always: process.argv.includes('--build') });
  } catch (error) {
    // What failed has already said so on the same terminal.
    console.error(`Not ready: ${/** @type {Error} */ (error).message.split('\n')[0]}`);
    process.exitCode = 1;
  }
}
