#!/usr/bin/env node
// The door of the command line: builds when needed and hands over to the pinned Node, whatever runs this.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepare } from '../scripts/prepare.js';

prepare();
const root = fileURLToPath(new URL('..', import.meta.url));
const { status } = spawnSync(
  `${root}node_modules/.bin/node`,
  ['--enable-source-maps', `${root}dist/command.js`, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
