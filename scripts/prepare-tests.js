// Runs before `npm test`, on any Node ≥ 20: packages, build, and the programs that tests drive.
import { join } from 'node:path';
import { binaries, prepare, root, run } from './prepare.js';

try {
  prepare();
  run(join(binaries, 'node'), [join(root, 'scripts/system-packages.ts')]);
} catch (error) {
  console.error(`Not ready: ${/** @type {Error} */ (error).message.split('\n')[0]}`);
  process.exitCode = 1;
}
