import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import {
  type Dataset,
  datasetSubject,
  LICENCES,
  partsOf,
  RESOURCE_FORMATS,
  type Resource,
  type Version,
} from '../model.js';
import { folded } from '../search/fold.js';
import {
  catalogRevision,
  countDownload,
  downloadsByResource,
  listDatasets,
  withdrawnDatasets,
} from '../store/datasets.js';
import { newestVersions, type VersionPage, versionPage } from '../store/versions.js';
import { type DatasetDeps, inTenant, unitName } from './deps.js';
import type { Content, Sources } from './sources.js';

/** A published dataset, with all that lists and searches ask of it. */
export interface Published {
  dataset: Dataset;
  resources: Resource[];
  /** The newest version of each of its files. */
  versions: ReadonlyMap<string, Version>;
  unitTitle: string;
  /** Whose data it is: the section, or who published what was taken over. */
  publisher: string;
  /** When its content last changed, where it comes from. */
  freshAt: Temporal.Instant;
  /** When its words or its content last changed. */
  modifiedAt: Temporal.Instant;
  /** Milliseconds of the epoch, by which ten thousand are put in order. */
  order: { modified: number; created: number };
  /** Folded values by the names of CKAN's search index. */
  fields: Readonly<Record<string, readonly string[]>>;
  /** All words that a search without a field looks through, folded. */
  text: string;
}

export interface Catalog {
  revision: number;
  items: readonly Published[];
  byName: ReadonlyMap<string, Published>;
  byId: ReadonlyMap<string, Published>;
  byResource: ReadonlyMap<string, { published: Published; resource: Resource }>;
}

const changedThere = ({ source }: Dataset): Temporal.Instant | null =>
  source.kind === 'harvest' && source.modified ? Temporal.Instant.from(source.modified) : null;

/** What is sent; `counted` once it is on its way. */
export type Fetched = Content & { counted: () => Promise<void> };

/**
 * What is published of a municipality, in memory: ten thousand datasets are some ten megabytes, and any search is one
 * walk over them. A number in the database tells every process when what it holds is old.
 */
export function createCatalogs(deps: DatasetDeps, sources: Sources) {
  const kept = new Map<string, Catalog>();

  function publishedOf(
    context: Context,
    dataset: Dataset,
    versions: ReadonlyMap<string, Version> = new Map(),
  ): Published {
    const { about, name, unit, id } = dataset;
    const resources = sources.resourcesOf(context, dataset, versions);
    const unitTitle = unitName(context, unit);
    const publisher = dataset.source.kind === 'harvest' ? dataset.source.publisher : unitTitle;
    const formats = [...new Set(resources.map(({ format }) => RESOURCE_FORMATS[format].label))];
    const modifiedAt = dataset.updatedAt;
    const createdAt = dataset.publishedAt ?? dataset.createdAt;
    const plain: Record<string, readonly string[]> = {
      id: [id],
      name: [name],
      title: [about.title, about.titleEn],
      notes: [about.notes],
      tags: about.tags,
      groups: about.groups,
      organization: [unit],
      owner_org: [unit],
      author: [publisher],
      license_id: [about.licence],
      license: [LICENCES[about.licence].title],
      res_format: formats,
      res_name: resources.map((one) => one.name),
      res_description: resources.map(({ description = '' }) => description),
      frequency: [about.frequency],
      metadata_created: [createdAt.toString()],
      metadata_modified: [modifiedAt.toString()],
      state: ['active'],
      type: ['dataset'],
      dataset_type: ['dataset'],
      private: ['false'],
      capacity: ['public'],
    };
    const fields = Object.fromEntries(
      Object.entries(plain).map(([field, values]) => [field, values.filter(Boolean).map(folded)]),
    );
    const words = [
      'title',
      'name',
      'notes',
      'tags',
      'groups',
      'organization',
      'author',
      'res_name',
      'res_description',
      'res_format',
    ];
    return {
      dataset,
      resources,
      versions,
      unitTitle,
      publisher,
      freshAt: changedThere(dataset) ?? dataset.contentAt ?? modifiedAt,
      modifiedAt,
      order: { modified: modifiedAt.epochMilliseconds, created: createdAt.epochMilliseconds },
      fields,
      text: words.flatMap((field) => fields[field] ?? []).join('\n'),
    };
  }

  async function read(context: Context): Promise<Catalog> {
    const tenant = tenantOf(context);
    const known = kept.get(tenant);
    const found = await inTenant(deps, context, async (tx) => {
      const revision = await catalogRevision(tx);
      if (known?.revision === revision) return null;
      return {
        revision,
        datasets: await listDatasets(tx, { state: 'published' }),
        versions: await newestVersions(tx),
      };
    });
    if (!found && known) return known;
    const items = (found?.datasets ?? []).map((dataset) =>
      publishedOf(context, dataset, found?.versions.get(dataset.id)),
    );
    const catalog: Catalog = {
      revision: found?.revision ?? 0,
      items,
      byName: new Map(items.map((one) => [one.dataset.name, one])),
      byId: new Map(items.map((one) => [one.dataset.id, one])),
      byResource: new Map(
        items.flatMap((published) =>
          published.resources.map((resource) => [resource.id, { published, resource }] as const),
        ),
      ),
    };
    kept.set(tenant, catalog);
    return catalog;
  }

  async function find(context: Context, nameOrId: string): Promise<Published> {
    const { byName, byId } = await read(context);
    const found = byName.get(nameOrId) ?? byId.get(nameOrId);
    if (!found) throw notFound(datasetSubject(nameOrId));
    return found;
  }

  async function resourceOf(context: Context, name: string, key: string) {
    const published = await find(context, name);
    const resource = published.resources.find((one) => one.key === key);
    if (!resource) throw notFound(`resource ${key} of dataset ${name}`);
    return { published, resource };
  }

  const counted = (context: Context, { id }: Dataset, key: string): Promise<void> =>
    inTenant(deps, context, (tx) => countDownload(tx, id, key, today(context.clock)));

  return {
    read,
    find,
    resourceOf,
    /** A file of a published dataset. */
    async fetch(context: Context, name: string, key: string): Promise<Fetched> {
      const { published, resource } = await resourceOf(context, name, key);
      const content = await sources.contentOf(context, published.dataset, resource);
      return { ...content, counted: () => counted(context, published.dataset, key) };
    },
    /** A version that went out once. */
    async fetchVersion(context: Context, name: string, number: number): Promise<Fetched> {
      const { dataset } = await find(context, name);
      const { version, bytes } = await sources.fileOf(context, dataset, number);
      // What never went out, was taken back or taken away is fetched by nobody.
      if (
        !version.releasedAt ||
        version.recalled ||
        !partsOf(dataset).some(({ key }) => key === version.part)
      )
        throw notFound(`version ${number} of dataset ${dataset.id}`);
      const content = await sources.harmless(context, dataset, version, bytes);
      return { ...content, counted: () => counted(context, dataset, `v${number}`) };
    },
    /** What was public and is no more, the last ones first. */
    withdrawn: (context: Context, limit: number) =>
      inTenant(deps, context, (tx) => withdrawnDatasets(tx, limit)),
    /** What the page of a dataset shows besides. */
    more: (
      context: Context,
      dataset: Dataset,
      before: number | undefined,
    ): Promise<VersionPage & { downloads: ReadonlyMap<string, number> }> =>
      inTenant(deps, context, async (tx) => {
        const keys = partsOf(dataset).map(({ key }) => key);
        const { versions, next } = await versionPage(tx, dataset.id, { before, areOut: true });
        return {
          versions: versions.filter(({ part }) => keys.includes(part)),
          next,
          downloads: await downloadsByResource(tx, dataset.id),
        };
      }),
  };
}
export type Catalogs = ReturnType<typeof createCatalogs>;
