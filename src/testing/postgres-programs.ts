import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const DEBIAN_PROGRAMS = '/usr/lib/postgresql';
const DEBIAN_EXTENSIONS = '/usr/share/postgresql';
const OLDEST = 15;

/** Folder of the newest PostgreSQL server programs that have PostGIS beside them, or why there is none. */
export function postgresPrograms(): { bin: string } | { why: string } {
  const installed = existsSync(DEBIAN_PROGRAMS) ? readdirSync(DEBIAN_PROGRAMS) : [];
  const [newest] = installed
    .filter((version) => Number(version) >= OLDEST)
    .filter((version) => existsSync(join(DEBIAN_PROGRAMS, version, 'bin/postgres')))
    .filter((version) => existsSync(join(DEBIAN_EXTENSIONS, version, 'extension/postgis.control')))
    .sort((a, b) => Number(b) - Number(a));
  if (newest === undefined) {
    return {
      why: `no PostgreSQL server ${OLDEST} or newer with PostGIS is installed below ${DEBIAN_PROGRAMS}`,
    };
  }
  return { bin: join(DEBIAN_PROGRAMS, newest, 'bin') };
}
