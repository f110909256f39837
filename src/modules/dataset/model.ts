import { createHash } from 'node:crypto';
import { z } from 'zod';
import { dateIn } from '#kernel/clock.js';

export const STATES = ['draft', 'checked', 'asked', 'decided', 'published', 'withdrawn'] as const;
export type DatasetState = (typeof STATES)[number];
export const ACTIONS = [
  'edit',
  'receive',
  'check',
  'ask',
  'publish',
  'sendBack',
  'withdraw',
  'reopen',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What may happen next. New content of a published dataset goes out at once: the decision was about the dataset. */
const NEXT = {
  draft: ['edit', 'receive', 'check'],
  checked: ['edit', 'receive', 'ask', 'publish', 'sendBack'],
  asked: [],
  decided: [],
  published: ['edit', 'receive', 'withdraw'],
  withdrawn: ['reopen'],
} as const satisfies Record<DatasetState, readonly Action[]>;
/** What was read from another catalogue is changed there; here it can only be withdrawn. */
export const mayHappen = ({ state, source }: Pick<Dataset, 'state' | 'source'>, action: Action): boolean =>
  (NEXT[state] as readonly Action[]).includes(action) && (source.kind !== 'harvest' || action === 'withdraw');

/** A draft that never went out can be thrown away. */
export const mayDiscard = ({
  state,
  source,
  publishedAt,
}: Pick<Dataset, 'state' | 'source' | 'publishedAt'>): boolean =>
  (state === 'draft' || state === 'checked') && publishedAt === null && source.kind !== 'harvest';

export const REQUEST_STATES = ['new', 'listed', 'answered', 'hidden'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** Where the content comes from. */
export const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('register'), register: z.string() }),
  z.object({ kind: z.literal('plan') }),
  z.object({ kind: z.literal('figures') }),
  z.object({ kind: z.literal('upload') }),
  z.object({
    kind: z.literal('harvest'),
    /** Which catalogue it was read from, and its id and page there. */
    harvest: z.uuid(),
    id: z.string(),
    page: z.string(),
    publisher: z.string(),
    /** When it last changed there, as far as that is said. */
    modified: z.string().nullable().default(null),
    files: z.array(z.object({ key: z.string(), name: z.string(), format: z.string(), url: z.string() })),
    /** It is there no more: why it is withdrawn. */
    isGone: z.boolean(),
  }),
]);
export type Source = z.infer<typeof Source>;
export type Harvested = Extract<Source, { kind: 'harvest' }>;
export const SOURCE_KINDS = ['register', 'plan', 'figures', 'upload', 'harvest'] as const;
/** Content that is made anew whenever it is asked for. */
export const isLive = ({ source: { kind } }: Pick<Dataset, 'source'>): boolean =>
  kind === 'register' || kind === 'plan' || kind === 'figures';

/** `kind`: its term in the ADMS vocabulary of licence types. */
export const LICENCES = {
  'CC-BY-4.0': {
    title: 'CC BY 4.0',
    url: 'https://creativecommons.org/licenses/by/4.0/',
    kind: 'Attribution',
  },
  'CC0-1.0': {
    title: 'CC0 1.0',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    kind: 'PublicDomain',
  },
  'PDL-1.0': {
    title: '公共データ利用規約 第1.0版（PDL1.0）',
    url: 'https://www.digital.go.jp/resources/open_data/public_data_license_v1.0',
    kind: 'Attribution',
  },
  'CC-BY': {
    title: 'CC BY（版は公開元のとおり）',
    url: 'https://opendefinition.org/licenses/cc-by/',
    kind: 'Attribution',
  },
  'GSTU-2.0': {
    title: '政府標準利用規約（第2.0版）',
    url: 'https://www.kantei.go.jp/jp/singi/it2/densi/kettei/gl2_betten_1.pdf',
    kind: 'Attribution',
  },
  GSTU: {
    title: '政府標準利用規約（版は公開元のとおり）',
    url: 'https://www.digital.go.jp/resources/open_data',
    kind: 'Attribution',
  },
} as const;
export type Licence = keyof typeof LICENCES;
export const isLicence = (text: string): text is Licence => Object.hasOwn(LICENCES, text);
/** What a town gives its own data out under; the others come with what is taken over. */
export const OWN_LICENCES = ['CC-BY-4.0', 'CC0-1.0', 'PDL-1.0'] as const satisfies readonly Licence[];
export const isOwnLicence = (text: string): text is (typeof OWN_LICENCES)[number] =>
  (OWN_LICENCES as readonly string[]).includes(text);

/** How often content is renewed: code of the EU's authority table "frequency", and after how many days it is late. */
export const FREQUENCIES = {
  continuous: { code: 'CONT', days: null },
  daily: { code: 'DAILY', days: 3 },
  weekly: { code: 'WEEKLY', days: 10 },
  monthly: { code: 'MONTHLY', days: 38 },
  quarterly: { code: 'QUARTERLY', days: 100 },
  yearly: { code: 'ANNUAL', days: 380 },
  irregular: { code: 'IRREG', days: null },
} as const;
export type Frequency = keyof typeof FREQUENCIES;
export const isFrequency = (text: string): text is Frequency => Object.hasOwn(FREQUENCIES, text);

/** Groups are the thirteen themes of the EU's authority table "data-theme", which DCAT-AP asks for. */
export const GROUPS = {
  agriculture: 'AGRI',
  economy: 'ECON',
  education: 'EDUC',
  energy: 'ENER',
  environment: 'ENVI',
  government: 'GOVE',
  health: 'HEAL',
  international: 'INTR',
  justice: 'JUST',
  regions: 'REGI',
  society: 'SOCI',
  technology: 'TECH',
  transport: 'TRAN',
} as const;
export type Group = keyof typeof GROUPS;
export const isGroup = (text: string): text is Group => Object.hasOwn(GROUPS, text);
export const GROUP_IDS = Object.keys(GROUPS).filter(isGroup);
export const FREQUENCY_IDS = Object.keys(FREQUENCIES).filter(isFrequency);

/** What is said of a dataset. */
export interface About {
  title: string;
  titleEn: string;
  notes: string;
  licence: Licence;
  frequency: Frequency;
  contact: string;
  tags: string[];
  groups: Group[];
  /** Rows are about people: groups of equal rows must be large enough. */
  isAboutPeople: boolean;
  /** Columns by which somebody could be recognised, together. */
  traits: string[];
}

/** One of the files of which a dataset of files consists, each with versions of its own. */
export interface Part {
  key: string;
  name: string;
  description: string;
}
/** The file that a dataset begins with; the addresses of its formats have no key in them, and are nobody else's after it. */
export const MAIN = 'main';
export const MOST_PARTS = 20;

export interface Dataset {
  id: string;
  name: string;
  state: DatasetState;
  unit: string;
  source: Source;
  about: About;
  parts: readonly Part[];
  fileVersion: number;
  revision: number;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  publishedAt: Temporal.Instant | null;
  contentAt: Temporal.Instant | null;
}

/** A dataset of one file keeps no list of them. */
export const filesKept = ({ parts }: Pick<Dataset, 'parts'>): readonly Part[] =>
  parts.length === 0 ? [{ key: MAIN, name: '', description: '' }] : parts;

/** Its files in their order; the first is called as the dataset until it has a name of its own. */
export const partsOf = (dataset: Pick<Dataset, 'parts' | 'about'>): readonly Part[] =>
  filesKept(dataset).map((part) => ({ ...part, name: part.name || dataset.about.title }));

/** Whether the file of a version was taken away since: then nobody gets it any more. */
export const isPartGone = (dataset: Dataset, { part }: Version): boolean =>
  dataset.source.kind === 'upload' && !filesKept(dataset).some(({ key }) => key === part);

/** Two files of a dataset are told apart by their names wherever one is chosen. */
export const isNameTaken = (parts: readonly Part[], name: string, key?: string): boolean => {
  const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  return parts.some((part) => part.key !== key && plain(part.name) === plain(name));
};

export interface Version {
  version: number;
  part: string;
  file: string;
  name: string;
  mediaType: string;
  format: string;
  size: number;
  rows: number | null;
  /** SHA-256, hexadecimal. */
  digest: string;
  by: string;
  at: Temporal.Instant;
  /** When it first went out; null: never, it is for staff only. */
  releasedAt: Temporal.Instant | null;
  /** Taken back from the public since, by whom and why. */
  recalled: { at: Temporal.Instant; by: string; reason: string } | null;
}
export const MOST_REASON = 1000;

export interface DataRequest {
  id: string;
  state: RequestState;
  words: string;
  answer: string | null;
  at: Temporal.Instant;
}

export const RESOURCE_FORMATS = {
  csv: { label: 'CSV', mediaType: 'text/csv; charset=utf-8', ending: 'csv' },
  xlsx: {
    label: 'XLSX',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
  },
  json: { label: 'JSON', mediaType: 'application/json', ending: 'json' },
  geojson: { label: 'GeoJSON', mediaType: 'application/geo+json', ending: 'geojson' },
  shapefile: { label: 'SHP', mediaType: 'application/zip', ending: 'zip' },
  zip: { label: 'ZIP', mediaType: 'application/zip', ending: 'zip' },
  parquet: { label: 'Parquet', mediaType: 'application/vnd.apache.parquet', ending: 'parquet' },
  ttl: { label: 'RDF', mediaType: 'text/turtle; charset=utf-8', ending: 'ttl' },
  pdf: { label: 'PDF', mediaType: 'application/pdf', ending: 'pdf' },
  xml: { label: 'XML', mediaType: 'application/xml', ending: 'xml' },
  html: { label: 'HTML', mediaType: 'text/html', ending: 'html' },
  other: { label: 'OTHER', mediaType: 'application/octet-stream', ending: 'bin' },
} as const;
export type ResourceFormat = keyof typeof RESOURCE_FORMATS;
export const isResourceFormat = (text: string): text is ResourceFormat =>
  Object.hasOwn(RESOURCE_FORMATS, text);

/** One file of a dataset: part of its address, its id for programs, what it is. */
export interface Resource {
  key: string;
  id: string;
  name: string;
  format: ResourceFormat;
  /** What stands in it, where that is said. */
  description?: string;
  /** Which file of the dataset it is made of; the main one when absent. */
  part?: string;
  /** Columns of this standard of the register; all public fields when absent. */
  standard?: string;
  /** Where it lies, when that is not here. */
  address?: string;
  /** Whether rows of it can be asked for. */
  isTable: boolean;
}

/** Files have no rows of their own: the same file of a dataset has the same id for ever (RFC 9562, version 8). */
export function resourceId(dataset: string, key: string): string {
  const bytes = createHash('sha256').update(`${dataset}/${key}`).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export const resource = (
  dataset: string,
  key: string,
  name: string,
  format: ResourceFormat,
  more: Omit<Resource, 'key' | 'id' | 'name' | 'format'>,
): Resource => ({ key, id: resourceId(dataset, key), name, format, ...more });

/** When new content is due; null where it comes by itself or when there is some. */
export function dueOn({ about, source, contentAt, state }: Dataset): Temporal.Instant | null {
  const { days } = FREQUENCIES[about.frequency];
  if (days === null || source.kind !== 'upload' || state !== 'published' || !contentAt) return null;
  return contentAt.add({ hours: 24 * days });
}
export const isLate = (dataset: Dataset, now: Temporal.Instant): boolean => {
  const due = dueOn(dataset);
  return due !== null && Temporal.Instant.compare(due, now) < 0;
};

/** Day on which content of the latest period was due that passed without any; null while nothing is late. */
export function overdueSince(dataset: Dataset, now: Temporal.Instant): Temporal.PlainDate | null {
  const first = dueOn(dataset);
  const { days } = FREQUENCIES[dataset.about.frequency];
  if (first === null || days === null || !isLate(dataset, now)) return null;
  const periods = Math.floor(now.since(first).total('hours') / (24 * days));
  return dateIn(first.add({ hours: 24 * days * periods }));
}

export const datasetSubject = (id: string): string => `dataset/${id}`;
export const requestSubject = (id: string): string => `dataset-request/${id}`;
/** Holder of the files of a dataset. */
export const fileHolder = (id: string): string => `dataset/${id}`;
/** Kind of draft in the table of authority. */
export const DECISION_KIND = 'dataset';
