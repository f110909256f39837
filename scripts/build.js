// Compiles src to dist (tsc), bundles styles and islands (Vite), and copies what the compiler leaves out.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules/.bin', name);
const run = (command, args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

/** Files that run beside the code: migrations and document templates. */
const COPIED = /\.(sql|typ)$/;

rmSync(join(root, 'dist'), { recursive: true, force: true });
run(bin('node'), [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json']);
run(bin('node'), [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
for (const file of readdirSync(join(root, 'src'), { recursive: true })) {
  if (COPIED.test(file)) cpSync(join(root, 'src', file), join(root, 'dist', file));
}
