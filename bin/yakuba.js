#!/usr/bin/env node
// The door of the command line: builds when needed and hands over to the pinned Node, whatever runs this.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { binaries, nodeFlags, prepare, root } from '../scripts/prepare.js';

prepare();
const command = spawn(
  join(binaries, 'node'),
  [...nodeFlags, join(root, 'dist/command.js'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
// A terminal sends Ctrl-C to both processes; other signals reach only this one.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => command.kill(signal));
command.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
