// Installs the programs that tests drive where that is possible without asking: Debian or Ubuntu, as root or with
// sudo that wants no password. Elsewhere it says what is missing; those tests are then skipped by name.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumProgram } from '../src/testing/chromium.ts';
import { postgresPrograms } from '../src/testing/postgres-programs.ts';

interface Program {
  name: string;
  packages: readonly string[];
  isPresent(): boolean;
}

const PROGRAMS: readonly Program[] = [
  { name: 'Chromium', packages: ['chromium'], isPresent: () => chromiumProgram() !== null },
  {
    name: 'PostgreSQL with PostGIS',
    packages: ['postgresql', 'postgresql-postgis'],
    isPresent: () => 'bin' in postgresPrograms(),
  },
  {
    name: 'pdftotext',
    packages: ['poppler-utils'],
    isPresent: () => existsSync('/usr/bin/pdftotext'),
  },
];

const succeeds = (command: string, args: readonly string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** The words before apt-get: none for root, sudo where it wants no password; null when neither is there. */
function privilege(): readonly string[] | null {
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : null;
}

function aptGet(words: readonly string[], args: readonly string[]): void {
  const [command = '', ...rest] = [
    ...words,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-q',
    ...args,
  ];
  execFileSync(command, rest, { stdio: ['ignore', 'inherit', 'inherit'] });
}

const missing = () => PROGRAMS.filter((program) => !program.isPresent());

function install(): void {
  const wanted = missing();
  if (wanted.length === 0 || !existsSync('/usr/bin/apt-get')) return;
  const words = privilege();
  if (words === null) return;
  console.log(`Installing ${wanted.map(({ name }) => name).join(', ')} (apt-get) …`);
  try {
    aptGet(words, ['update']);
  } catch {
    console.warn('apt-get update failed; trying with the package lists that are there.');
  }
  for (const { name, packages } of wanted) {
    try {
      aptGet(words, ['install', '-y', '--no-install-recommends', ...packages]);
    } catch (error) {
      console.warn(`${name} could not be installed: ${(error as Error).message}`);
    }
  }
}

install();
for (const { name, packages } of missing()) {
  console.warn(
    `${name} is not installed: the tests that need it are skipped, each by name. On Debian: apt-get install ${packages.join(' ')}`,
  );
}
