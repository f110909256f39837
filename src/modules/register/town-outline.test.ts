import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readMunicipalities } from '#kernel/tenancy/municipalities.js';
import { readCommonRegisters, readRegisters } from './catalog.js';
import { readGeometry } from './geometry.js';
import { readOutline } from './town-outline.js';

const municipalities = await readMunicipalities(SHIPPED_CATALOG);
const common = await readCommonRegisters(SHIPPED_CATALOG);

test.each([
  ['imari', 'the hall', 33.2647, 129.8808, null],
  ['imari', 'the bay', 33.335, 129.82, 'outside'],
  ['imari', 'a quay, some 120 metres off the line', 33.3365, 129.8295, null],
  ['imari', 'a shore that the line cuts off by some 210 metres', 33.35, 129.842, null],
  ['imari', 'Arita', 33.2107, 129.8491, 'outside'],
  ['nara-city', 'the hall', 34.6851, 135.8048, null],
  ['nara-city', 'Yamatokoriyama, within the box of the town', 34.6, 135.78, 'outside'],
  ['kashihara', 'the hall', 34.5092, 135.7925, null],
  ['kashihara', 'Yamatotakada', 34.53, 135.756, 'outside'],
  ['katsuragi', 'the hall', 34.4892, 135.7267, null],
  ['katsuragi', 'Taishi beyond the mountains', 34.518, 135.665, 'outside'],
  ['nara-pref', 'the office', 34.6853, 135.8327, null],
  ['nara-pref', 'a village in the south', 33.989, 135.793, null],
  ['nara-pref', 'Osaka, within the box of the prefecture', 34.6, 135.6, 'outside'],
] as const)('%s knows by its own file of %s', async (slug, _, lat, lon, hint) => {
  const municipality = municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  const { area, outline } = await readRegisters(SHIPPED_CATALOG, municipality, common);
  const point = { type: 'Point', coordinates: [lon, lat] };
  expect(outline).not.toBeNull();
  expect(readGeometry(point, ['point'], { box: area, boundary: outline })).toMatchObject({ ok: true, hint });
});

const folder = await mkdtemp(join(tmpdir(), 'yakuba-outline-'));
afterAll(() => rm(folder, { recursive: true }));
const BOX = [135.66, 34.46, 135.76, 34.54] as const;

/** Katsuragi's file with something in it changed. */
async function faultsWith(from: string | RegExp, to: string): Promise<string> {
  const text = await readFile(join(SHIPPED_CATALOG, 'katsuragi/registers/outline.yaml'), 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  await writeFile(join(folder, 'outline.yaml'), changed);
  const faults = await readOutline(folder, 'outline.yaml', BOX).then(
    (read) => read.faults,
    ({ faults }) => faults,
  );
  return JSON.stringify(faults);
}

test.each([
  ['an open ring', ', [135.7145, 34.5193],\n      ]', ']', /areas.*0.*the ring is open/],
  ['latitude first', /\[(135\.\d+), (34\.\d+)\]/g, '[$2, $1]', /swapped; expected \[longitude, latitude\]/],
  ['a ring that crosses itself', '[135.7411, 34.4706]', '[135.70, 34.55]', /crosses itself near \[135\.7/],
  [
    'a hall elsewhere',
    'hall: [135.7267, 34.4892]',
    'hall: [135.8, 34.5]',
    /"hall".*135\.8,34\.5\] lies outside/,
  ],
  ['the outline of another town', /\[135\.7/g, '[135.8', /expected within area of adopted.yaml/],
  ['terms that are no address', /licence: .*/, 'licence: 自由', /licence/],
])('%s is told by file and place', async (_, from, to, message) => {
  const faults = await faultsWith(from, to);
  expect(faults).toMatch(message);
  expect(faults).toContain('outline.yaml');
});
