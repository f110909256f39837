import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from '../db/database.js';
import {
  BrokenDefinitions,
  type DefinitionFault,
  definitionFiles,
  readDefinition,
} from '../definitions/read.js';
import { Municipality, type Unit } from './municipality.js';

/** The municipalities that this installation serves, by slug, host name and code. */
export class Municipalities {
  readonly all: readonly Municipality[];
  constructor(all: readonly Municipality[]) {
    this.all = all;
  }
  bySlug(slug: string): Municipality | undefined {
    return this.all.find((municipality) => municipality.slug === slug);
  }
  byHost(host: string): Municipality | undefined {
    return this.all.find((municipality) => municipality.hosts.includes(host));
  }
  /** From now on these are its units, for everybody who holds the municipality: whoever keeps the organisation says so. */
  keepUnits(municipality: Municipality, units: readonly Unit[]): void {
    municipality.units = [...units];
  }
}

function unitFaults(municipality: Municipality): { path: (string | number)[]; message: string }[] {
  const ids = municipality.units.map(({ id }) => id);
  return municipality.units.flatMap(({ id, parent }, index) => [
    ...(ids.indexOf(id) === index
      ? []
      : [{ path: ['units', index, 'id'], message: `the unit "${id}" stands twice` }]),
    ...(parent === undefined || ids.includes(parent)
      ? []
      : [{ path: ['units', index, 'parent'], message: `there is no unit "${parent}"` }]),
  ]);
}

/** What is no municipality's. */
const COMMON = 'common';

/** Reads {slug}/municipality.yaml of every folder of the catalogue that has definitions. Throws BrokenDefinitions. */
export async function readMunicipalities(root: string): Promise<Municipalities> {
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const faults: DefinitionFault[] = [];
  const all: Municipality[] = [];
  for (const { name } of folders.sort((a, b) => a.name.localeCompare(b.name))) {
    const files = await definitionFiles(root, name);
    if (name === COMMON || files.length === 0) continue;
    const own = `${name}/municipality.yaml`;
    if (!files.includes(own)) {
      faults.push({ file: own, path: '', message: `is not there, but ${files[0]} is` });
      continue;
    }
    const file = await readDefinition(root, own, Municipality);
    faults.push(...unitFaults(file.value).map(({ path, message }) => file.fault(path, message)));
    if (file.value.slug !== name) faults.push(file.fault(['slug'], `the folder is called "${name}"`));
    const twin = all.find(({ code }) => code === file.value.code);
    if (twin) faults.push(file.fault(['code'], `${twin.slug} has the same code`));
    for (const [index, host] of file.value.hosts.entries()) {
      const other = [...all, file.value].find(({ hosts }) => hosts.indexOf(host) !== -1);
      if (other !== file.value || file.value.hosts.indexOf(host) !== index) {
        faults.push(file.fault(['hosts', index], `${other?.slug} has the same host name`));
      }
    }
    all.push(file.value);
  }
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return new Municipalities(all);
}

/** Makes every served municipality known to the database; codes never change, slugs may. */
export async function registerMunicipalities(database: Database, { all }: Municipalities): Promise<void> {
  for (const { code, slug } of all) {
    await sql`
      INSERT INTO tenant (code, slug) VALUES (${code}, ${slug})
      ON CONFLICT (code) DO UPDATE SET slug = excluded.slug`.execute(database.owner);
  }
}
