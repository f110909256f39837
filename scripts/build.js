// Compiles src to dist (tsc), bundles styles and islands (Vite), and copies what the compiler leaves out.
// Types are checked by `npm run check`, not here. Then makes what a first start begins with.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { binaries, root, run } from './prepare.js';

/** Files that run beside the code: migrations and document templates. */
const COPIED = /\.(sql|typ|mjs)$/;

/**
 * Runs a command of what was just built on data of its own, which lie beside it.
 * @param {string} command
 * @param {string} folder
 */
function makeData(command, folder) {
  execFileSync(node, [join(dist, 'command.js'), command], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: join(dist, folder), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const node = join(binaries, 'node');
const dist = join(root, 'dist');
// Built aside and put in place at once, so that what runs from dist never meets half of it.
const next = join(root, `dist-next-${process.pid}`);
const old = join(root, `dist-old-${process.pid}`);

try {
  run(node, [
    join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    'tsconfig.build.json',
    '--noCheck',
    '--outDir',
    next,
  ]);
  run(node, [
    join(root, 'node_modules/vite/bin/vite.js'),
    ...['build', '--logLevel', 'warn', '--outDir', join(next, 'assets')],
  ]);
  for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (COPIED.test(file)) cpSync(join(root, 'src', file), join(next, file));
  }
  try {
    renameSync(dist, old);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  renameSync(next, dist);
  // PostgreSQL's own making, all migrations and the demo town take seconds; a copy of what they leave takes none.
  makeData('migrate', 'new-database');
  makeData('prepare', 'demo-data');
} finally {
  rmSync(next, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
}
