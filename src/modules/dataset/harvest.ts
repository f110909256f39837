import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { OutboundFault } from '#kernel/outbound/get-json.js';
import { type LicenceRefusal, licenceSaid } from './licence-words.js';
import {
  type About,
  FREQUENCIES,
  FREQUENCY_IDS,
  type Frequency,
  type Harvested,
  isGroup,
  isResourceFormat,
  type Licence,
  type ResourceFormat,
} from './model.js';
import { liesAt } from './own-addresses.js';

/* What package_search of a CKAN answers, as far as it is taken over. */

export const HARVEST_STATES = ['active', 'stopped'] as const;
export type HarvestState = (typeof HARVEST_STATES)[number];

export type HarvestFault =
  | OutboundFault
  /** JSON, but not what package_search answers. */
  | 'notCkan'
  /** The same datasets again and again. */
  | 'repeats'
  | 'tooMany'
  | 'tooLong'
  /** It has nothing any more, where it had something. */
  | 'empty'
  | LicenceRefusal
  | 'unreadable'
  | 'nameTaken'
  /** It was itself read from another catalogue. */
  | 'harvested'
  /** It is ours: no trouble, and counted by itself; a report on file may still call it one. */
  | 'own';

export interface HarvestReport {
  at: string;
  seen: number;
  added: number;
  changed: number;
  gone: number;
  /** How many of them are ours, and so not taken; no trouble. */
  own?: number;
  /** Everything was read: only then what is not there is withdrawn here. */
  isWhole: boolean;
  /** The first of them, and how many there are. */
  faults: { fault: HarvestFault; name: string }[];
  faultCount: number;
}

export interface Harvest {
  id: string;
  title: string;
  prefix: string;
  address: string;
  unit: string;
  state: HarvestState;
  /** Of what was entered. */
  revision: number;
  report: HarvestReport | null;
  wantedAt: Temporal.Instant | null;
  readAt: Temporal.Instant | null;
  createdAt: Temporal.Instant;
}
export const harvestSubject = (id: string): string => `harvest/${id}`;

const words = (most: number) =>
  z
    .string()
    .nullish()
    .transform((text) => (text ?? '').trim().slice(0, most));
const Named = z.object({ name: words(100), title: words(200), display_name: words(200) }).partial();

export const Answer = z.object({
  success: z.literal(true),
  result: z.object({ count: z.number().int().min(0), results: z.array(z.unknown()) }),
});

const RemoteFile = z.object({
  id: words(100),
  name: words(200),
  description: words(200),
  format: words(40),
  url: z.string(),
});
/** What CKAN's forms and GIS call formats that we call otherwise. */
const SAME_FORMAT: Readonly<Record<string, ResourceFormat>> = {
  shp: 'shapefile',
  shape: 'shapefile',
  'application/geo+json': 'geojson',
  'text/csv': 'csv',
  'application/pdf': 'pdf',
};
function formatOf(said: string): ResourceFormat {
  const format = said.toLowerCase().replace(/^\./, '');
  return isResourceFormat(format) ? format : (SAME_FORMAT[format] ?? 'other');
}

export const RemotePackage = z.object({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  title: words(200),
  notes: words(4000),
  metadata_modified: words(40),
  url: words(500),
  license_id: words(60),
  license_title: words(1000),
  license_url: words(300),
  rights: words(1000),
  author: words(200),
  maintainer: words(200),
  organization: Named.nullish(),
  tags: z.array(Named).nullish(),
  groups: z.array(Named).nullish(),
  resources: z.array(RemoteFile).nullish(),
  extras: z
    .array(z.object({ key: z.string(), value: z.unknown() }))
    .nullish()
    .catch(null),
});
export type RemotePackage = z.infer<typeof RemotePackage>;

/** Extras in which CKAN's forms and harvesters put what may be done with it. */
const RIGHTS =
  /^((access_?)?rights|licen[cs]e(_?(note|text|terms))?|terms(_of_use)?|利用条件|利用規約|権利.*)$/i;

/** The licence that is stated, else why it is not taken over. */
export function licenceOf({
  license_id,
  license_title,
  license_url,
  rights,
  extras,
}: RemotePackage): Licence | LicenceRefusal {
  const besides = (extras ?? []).flatMap(({ key, value }) =>
    RIGHTS.test(key) && typeof value === 'string' ? [value] : [],
  );
  return licenceSaid([license_url, license_id, license_title], [rights, ...besides]);
}
/** What is said of it there, for the report; all of it where that is the trouble. */
export function licenceText(
  { license_id, license_title, license_url }: RemotePackage,
  refusal: LicenceRefusal,
): string {
  const said = [license_id, license_title, license_url].filter(Boolean);
  return (refusal === 'licenceMixed' ? said : said.slice(0, 1)).join('／');
}

/**
 * Why it is not taken from there: only who published a dataset is asked for it. Two catalogues that read each other would
 * else take back what is their own, under new names, every night.
 */
export function secondHand(
  { url, resources, extras }: RemotePackage,
  own: readonly string[],
): 'harvested' | 'own' | null {
  const isOurs = (address: string) => liesAt(address, own);
  if (isOurs(url) || (resources?.length && resources.every((file) => isOurs(file.url)))) return 'own';
  return extras?.some(({ key, value }) => key === 'harvest_source_url' && value) ? 'harvested' : null;
}

const MOST_TITLE = 200;
/** By its code in the EU's authority table, alone or as the end of its address. */
const frequencyOf = (said: string): Frequency =>
  FREQUENCY_IDS.find((one) => said.toUpperCase().split('/').at(-1) === FREQUENCIES[one].code) ?? 'irregular';

/** CKAN writes instants in UTC without a zone. Null for what is none. */
function instantText(said: string): string | null {
  try {
    return Temporal.Instant.from(/(z|[+-]\d\d:?\d\d)$/i.test(said) ? said : `${said}Z`).toString();
  } catch {
    return null;
  }
}

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Name here: the prefix, what its name has of letters, and what tells it apart whatever it is called there. */
export const nameHere = (prefix: string, { name, id }: Pick<RemotePackage, 'name' | 'id'>): string => {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return [prefix, ...(plain ? [plain] : []), keyOf(id).slice(0, 6)].join('-');
};

/** Its page where it comes from: the one that it states, when that is of the same catalogue, else where CKAN has it. */
const pageOf = (address: string, { url, name }: RemotePackage): string =>
  new URL(
    isWebAddress(url) && url.startsWith(`${address}/`)
      ? url
      : `${address}/dataset/${encodeURIComponent(name)}`,
  ).href;

/** A dataset of theirs as one of ours. */
export function takenOver(
  { id: harvest, address, title }: Pick<Harvest, 'id' | 'address' | 'title'>,
  remote: RemotePackage,
  licence: Licence,
): { about: About; source: Harvested } {
  const said = (key: string): string => {
    const value = remote.extras?.find((one) => one.key === key)?.value;
    return typeof value === 'string' ? value.trim() : '';
  };
  const section = remote.organization?.title || remote.author;
  // A section says nothing without its town; an organization may be named after it.
  const publisher = section && !section.includes(title) ? `${title} ${section}` : section || title;
  const files = (remote.resources ?? []).flatMap((file) => {
    if (!isWebAddress(file.url)) return [];
    return [
      {
        key: `at-${keyOf(file.id || file.url)}`,
        name: file.name || file.description || remote.title || remote.name,
        format: formatOf(file.format),
        url: new URL(file.url).href,
      },
    ];
  });
  return {
    source: {
      kind: 'harvest',
      harvest,
      id: remote.id,
      page: pageOf(address, remote),
      publisher,
      modified: instantText(remote.metadata_modified),
      files: [...new Map(files.map((file) => [file.key, file])).values()].slice(0, 100),
      isGone: false,
    },
    about: {
      title: remote.title || remote.name,
      titleEn: said('title_en').slice(0, MOST_TITLE),
      notes: remote.notes || remote.title || remote.name,
      licence,
      frequency: frequencyOf(said('frequency')),
      contact: remote.maintainer,
      tags: (remote.tags ?? [])
        .flatMap((tag) => tag.display_name || tag.name || [])
        .slice(0, 20)
        .map((tag) => tag.slice(0, 50)),
      groups: (remote.groups ?? []).map(({ name = '' }) => name).filter(isGroup),
      isAboutPeople: false,
      traits: [],
    },
  };
}
