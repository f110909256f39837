import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHIPPED_CATALOG } from '../create-kernel.js';
import { readMunicipalities } from './municipalities.js';

let catalog: string;
beforeEach(async () => {
  catalog = await mkdtemp(join(tmpdir(), 'yakuba-catalog-'));
  for (const slug of ['imari', 'nara-city']) {
    await cp(join(SHIPPED_CATALOG, slug, 'municipality.yaml'), join(catalog, slug, 'municipality.yaml'));
  }
});
afterEach(() => rm(catalog, { recursive: true, force: true }));

async function withHosts(slug: string, hosts: string): Promise<void> {
  const file = join(catalog, slug, 'municipality.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, `${text.replace(/^hosts:.*\n/m, '')}\nhosts: ${hosts}\n`);
}

test('a folder with definitions but without its municipality is named', async () => {
  await cp(join(SHIPPED_CATALOG, 'imari', 'municipality.yaml'), join(catalog, 'kyoto', 'plan', 'plan.yaml'));
  await expect(readMunicipalities(catalog)).rejects.toThrow(
    'kyoto/municipality.yaml is not there, but kyoto/plan/plan.yaml is',
  );
});

describe('host names of municipalities', () => {
  test('lead to the one that has them', async () => {
    await withHosts('imari', '[www.city.imari.example, imari.example]');
    const municipalities = await readMunicipalities(catalog);
    expect(municipalities.byHost('imari.example')?.slug).toBe('imari');
    expect(municipalities.byHost('nara.example')).toBeUndefined();
  });

  test.each([
    'Www.city.example',
    'https://www.city.example',
    'www.city.example:8080',
    'www.city.example/',
    'city',
    '',
  ])('%j is refused: no browser sends it so', async (host) => {
    await withHosts('imari', `["${host}"]`);
    await expect(readMunicipalities(catalog)).rejects.toThrow(/imari\/municipality\.yaml.*host name/);
  });

  test('belong to one of them, once', async () => {
    await withHosts('imari', '[city.example]');
    await withHosts('nara-city', '[city.example]');
    await expect(readMunicipalities(catalog)).rejects.toThrow(/nara-city.*imari has the same host name/);
    await withHosts('nara-city', '[www.city.example, www.city.example]');
    await expect(readMunicipalities(catalog)).rejects.toThrow(/nara-city has the same host name/);
  });
});
