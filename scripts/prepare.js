// Plain JavaScript for any Node ≥ 20: makes a fresh clone able to run. Installs what is missing, then builds what is stale.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const INSTALLED = join(root, 'node_modules/.yakuba-installed');
const BUILT = join(root, 'dist/.built');

const run = (command, args) =>
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });

const digest = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
};

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

const isCurrent = (mark, value) => existsSync(mark) && readFileSync(mark, 'utf8') === value;

function install() {
  const wanted = digest([join(root, 'package-lock.json')]);
  if (isCurrent(INSTALLED, wanted)) return;
  console.log('Installing packages …');
  run('npm', ['ci', '--no-audit', '--no-fund']);
  writeFileSync(INSTALLED, wanted);
}

function build() {
  const sources = filesBelow(join(root, 'src')).filter((file) => !/\.test\.tsx?$/.test(file));
  const newest = String(Math.max(...sources.map((file) => statSync(file).mtimeMs))) + sources.length;
  if (isCurrent(BUILT, newest)) return;
  const wanted = newest;
  run(process.execPath, [join(root, 'scripts/build.js')]);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(BUILT, wanted);
}

export function prepare() {
  install();
  build();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepare();
