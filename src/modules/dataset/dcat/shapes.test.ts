import { existsSync, readFileSync } from 'node:fs';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { expect, test } from 'vitest';
import { pinnedClock } from '#kernel/clock.js';
import { anonymousContext } from '#kernel/context.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readMunicipalities } from '#kernel/tenancy/municipalities.js';
import { publishedAt } from '../fixtures.js';
import {
  GROUP_IDS,
  isFrequency,
  isLicence,
  RESOURCE_FORMATS,
  type ResourceFormat,
  resource,
} from '../model.js';
import type { Published } from '../service/catalog.js';
import { catalogQuads } from './quads.js';
import { toTurtle } from './write.js';

const SHAPES = new URL('../../../../../shared/data/standards/dcat-ap/', import.meta.url);
const NOW = '2026-11-20T01:00:00Z';

async function turtle(): Promise<string> {
  const municipality = (await readMunicipalities(SHIPPED_CATALOG)).bySlug('nara-city');
  if (!municipality) throw new Error('no nara-city');
  const formats = Object.keys(RESOURCE_FORMATS) as ResourceFormat[];
  const resources = formats.map((one) => resource('d', one, `名称 "<&>"`, one, { isTable: false }));
  const full = publishedAt(
    Temporal.Instant.from(NOW),
    'full',
    { titleEn: 'Full', tags: ['a b', '"\\'], groups: GROUP_IDS, contact: '窓口' },
    resources,
  );
  const frequencies = ['continuous', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'].filter(isFrequency);
  const licences = ['CC0-1.0', 'PDL-1.0', 'CC-BY', 'GSTU-2.0', 'GSTU'].filter(isLicence);
  const address = 'https://data.example.jp/a b.csv';
  const theirs = publishedAt(Temporal.Instant.from(NOW), 'theirs', { tags: ['x'], groups: ['health'] }, [
    resource('t', 'at-1', '名称', 'other', { isTable: false, address }),
  ]);
  const harvested: Published = {
    ...theirs,
    dataset: {
      ...theirs.dataset,
      source: {
        kind: 'harvest',
        harvest: theirs.dataset.id,
        id: 'p1',
        page: 'https://data.example.jp/dataset/p1',
        publisher: '奈良県 "<&>"',
        modified: null,
        files: [],
        isGone: false,
      },
    },
  };
  const items = [
    full,
    harvested,
    ...frequencies.map((frequency) =>
      publishedAt(
        Temporal.Instant.from(NOW),
        frequency,
        { frequency, tags: ['x'], groups: ['health'] },
        resources,
      ),
    ),
    ...licences.map((licence) =>
      publishedAt(
        Temporal.Instant.from(NOW),
        licence.toLowerCase(),
        { licence, tags: ['x'], groups: ['health'] },
        resources,
      ),
    ),
  ];
  const context = anonymousContext({ clock: pinnedClock(NOW) }, municipality);
  const empty = new Map();
  const catalog = { revision: 1, items, byName: empty, byId: empty, byResource: empty };
  return toTurtle(catalogQuads(context, 'https://example.jp/nara-city', catalog));
}

test.skipIf(!existsSync(SHAPES)).each(['3.0.0_shapes', '3.0.0_range', '3.0.0_shapes_recommended'])(
  'all that can be said of a dataset passes %s of DCAT-AP',
  async (file) => {
    const data = new Store(new Parser().parse(await turtle()));
    const shapes = new Store(new Parser().parse(readFileSync(new URL(`${file}.ttl`, SHAPES), 'utf8')));
    const { results } = await new Validator(shapes).validate(data);
    // What time the data is about nobody states, nor a point in the middle of the municipality.
    const unstated = ['dc/terms/temporal', 'dcat#bbox', 'dcat#centroid'];
    const faults = results
      .filter(({ path }) => !unstated.some((name) => path?.value.endsWith(name)))
      .map(({ path, focusNode, message }) => [
        path?.value,
        focusNode?.value,
        message.map(({ value }) => value),
      ]);
    expect(faults).toEqual([]);
  },
);
