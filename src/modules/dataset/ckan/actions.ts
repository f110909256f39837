import type { Context } from '#kernel/context.js';
import type { PublicTable } from '#modules/register/api.js';
import { GROUP_IDS, type Group, isGroup, RESOURCE_FORMATS, type Resource } from '../model.js';
import { BadQuery } from '../search/parse-query.js';
import { search } from '../search/search.js';
import type { Catalog, Catalogs, Published } from '../service/catalog.js';
import type { Sources } from '../service/sources.js';
import { groupOf, groupTitle, organizationOf, packageOf, resourceOf, tagOf } from './answers.js';
import { searchTable } from './datastore.js';
import { badSearch, flagIn, type Given, idIn, invalid, listIn, missing, numberIn, textIn } from './input.js';

export interface Asking {
  context: Context;
  given: Given;
  catalog: Catalog;
  /** Address of the municipality from outside. */
  base: string;
}
type Action = (asking: Asking) => unknown;

/** As CKAN's own bound (ckan.search.rows_max). */
const MOST_ROWS = 1000;
const MOST_LISTED = 10_000;

const packageNamed = ({ catalog, given }: Asking, ...names: string[]): Published => {
  const id = idIn(given, ...names);
  const found = catalog.byName.get(id) ?? catalog.byId.get(id);
  if (!found) throw missing();
  return found;
};

function paged<One>(given: Given, names: readonly One[]): One[] {
  const offset = numberIn(given, 'offset', 0, Number.MAX_SAFE_INTEGER);
  return names.slice(offset, offset + numberIn(given, 'limit', MOST_LISTED, MOST_LISTED));
}

const SORTS = ['name', 'title', 'package_count'] as const;

/** As CKAN puts groups and organisations in order: one field, then asc or desc; the number of datasets falls by itself. */
function inOrder<One extends { name: string; title: string; package_count: number }>(
  given: Given,
  all: readonly One[],
): One[] {
  const text = textIn(given, 'sort') || textIn(given, 'order_by') || 'title asc';
  const [, asked = text, way] = /^(\w+)(?:\s+(asc|desc))?$/i.exec(text.trim()) ?? [];
  const field = SORTS.find((one) => one === (asked === 'packages' ? 'package_count' : asked));
  if (!field) throw invalid('sort', `Cannot sort by field \`${asked}\``);
  const isFalling = way ? /desc/i.test(way) : field === 'package_count';
  const byField = (a: One, b: One): number => {
    const [x, y] = [a[field], b[field]];
    return typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'ja');
  };
  return all.toSorted((a, b) => (isFalling ? byField(b, a) : byField(a, b)));
}

/** Counts by value, the largest first. */
function counted(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

const FACETS: Record<string, (published: Published) => readonly string[]> = {
  organization: ({ dataset }) => [dataset.unit],
  owner_org: ({ dataset }) => [dataset.unit],
  groups: ({ dataset }) => dataset.about.groups,
  tags: ({ dataset }) => dataset.about.tags,
  license_id: ({ dataset }) => [dataset.about.licence],
  res_format: ({ resources }) => [...new Set(resources.map(({ format }) => RESOURCE_FORMATS[format].label))],
  frequency: ({ dataset }) => [dataset.about.frequency],
};

function facetsOf({ given, catalog }: Asking, matching: readonly Published[]) {
  const limit = Number(given['facet.limit'] ?? 50);
  const least = numberIn(given, 'facet.mincount', 1, MOST_LISTED);
  const titles = new Map(catalog.items.map(({ dataset, unitTitle }) => [dataset.unit, unitTitle]));
  const titleOf = (facet: string, value: string): string =>
    facet === 'organization' || facet === 'owner_org'
      ? (titles.get(value) ?? value)
      : facet === 'groups' && isGroup(value)
        ? groupTitle(value)
        : value;
  const facets: Record<string, Record<string, number>> = {};
  const search_facets: Record<string, unknown> = {};
  for (const facet of flagIn(given, 'facet', true) ? listIn(given, 'facet.field') : []) {
    const values = FACETS[facet];
    const counts = [...counted(matching.flatMap((published) => values?.(published) ?? []))]
      .filter(([, count]) => count >= least)
      .slice(0, Number.isInteger(limit) && limit >= 0 ? limit : MOST_LISTED);
    facets[facet] = Object.fromEntries(counts);
    search_facets[facet] = {
      title: facet,
      items: counts.map(([name, count]) => ({ name, display_name: titleOf(facet, name), count })),
    };
  }
  return { facets, search_facets };
}

/** Only the fields that `fl` names, where it names some. */
function chosenOf(given: Given, found: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = listIn(given, 'fl').flatMap((name) => name.split(/\s+/));
  if (names.length === 0 || names.includes('*')) return found;
  return Object.fromEntries(Object.entries(found).filter(([name]) => names.includes(name)));
}

function packageSearch(asking: Asking) {
  const { given, catalog, context, base } = asking;
  try {
    const found = search(catalog.items, {
      q: textIn(given, 'q') ?? '',
      // A list, or one text.
      fq: [...(textIn(given, 'fq') ? [textIn(given, 'fq') ?? ''] : []), ...listIn(given, 'fq_list')],
      sort: textIn(given, 'sort') || undefined,
      start: numberIn(given, 'start', 0, Number.MAX_SAFE_INTEGER),
      rows: numberIn(given, 'rows', 10, MOST_ROWS),
      now: context.clock.now(),
    });
    return {
      count: found.count,
      ...facetsOf(asking, found.matching),
      sort: textIn(given, 'sort') || 'score desc, metadata_modified desc',
      results: found.items.map((published) => chosenOf(given, packageOf(context, base, published))),
    };
  } catch (error) {
    if (error instanceof BadQuery) throw badSearch(error.message);
    throw error;
  }
}

const unitsOf = ({ catalog }: Asking): Map<string, { title: string; count: number }> => {
  const units = new Map<string, { title: string; count: number }>();
  for (const { dataset, unitTitle } of catalog.items)
    units.set(dataset.unit, { title: unitTitle, count: (units.get(dataset.unit)?.count ?? 0) + 1 });
  return new Map([...units].sort(([a], [b]) => (a < b ? -1 : 1)));
};
const groupsOf = ({ catalog }: Asking): Map<Group, number> => {
  const counts = counted(catalog.items.flatMap(({ dataset }) => dataset.about.groups));
  return new Map(GROUP_IDS.flatMap((group) => (counts.has(group) ? [[group, counts.get(group) ?? 0]] : [])));
};

const organization = (
  { context }: Asking,
  unit: string,
  { title, count }: { title: string; count: number },
) => ({
  ...organizationOf(context, unit, title),
  display_name: title,
  package_count: count,
  num_followers: 0,
});
const group = (id: Group, count: number) => ({
  ...groupOf(id),
  type: 'group',
  is_organization: false,
  approval_status: 'approved',
  state: 'active',
  package_count: count,
  num_followers: 0,
});
/** Those that are asked for by name, or all. */
function named<One extends { name: string }>(
  given: Given,
  parameter: string,
  all: readonly One[],
): readonly One[] {
  const names = listIn(given, parameter);
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}
/** Names, or all that is said of each. */
const listed = <One extends { name: string }>(given: Given, all: readonly One[]): One[] | string[] => {
  const shown = paged(given, all);
  return flagIn(given, 'all_fields', false) ? shown : shown.map(({ name }) => name);
};
const ofThem = ({ context, base, catalog, given }: Asking, test: (published: Published) => boolean) =>
  flagIn(given, 'include_datasets', false)
    ? {
        packages: catalog.items
          .filter(test)
          .slice(0, MOST_ROWS)
          .map((one) => packageOf(context, base, one)),
      }
    : {};

export function createActions(catalogs: Catalogs, sources: Sources) {
  /** Tables that were asked for lately; live ones are made anew after some seconds. */
  const tables = new Map<string, { table: PublicTable; until: number }>();
  const KEPT_MS = 10_000;
  const MOST_KEPT = 20;

  async function tableOf(asking: Asking, published: Published, resource: Resource) {
    const { context, catalog } = asking;
    const name = `${context.municipality.code}/${published.dataset.id}/${resource.key}/${catalog.revision}`;
    const now = context.clock.now().epochMilliseconds;
    const known = tables.get(name);
    if (known && known.until > now) return known.table;
    const table = await sources.tableOf(context, published.dataset, resource);
    tables.delete(name);
    tables.set(name, { table, until: now + KEPT_MS });
    for (const oldest of [...tables.keys()].slice(0, Math.max(0, tables.size - MOST_KEPT)))
      tables.delete(oldest);
    return table;
  }

  const ACTIONS: Record<string, Action> = {
    site_read: () => true,
    status_show: ({ base }) => ({
      ckan_version: '2.10.4',
      site_url: base,
      site_title: '',
      site_description: '',
      error_emails_to: null,
      locale_default: 'ja',
      extensions: ['datastore', 'dcat'],
    }),
    help_show: ({ given }) => {
      const name = textIn(given, 'name') ?? '';
      if (!Object.hasOwn(ACTIONS, name)) throw missing();
      return `https://docs.ckan.org/en/2.10/api/#ckan.logic.action.get.${name}`;
    },
    package_list: ({ catalog, given }) =>
      paged(
        given,
        catalog.items.map(({ dataset }) => dataset.name),
      ),
    current_package_list_with_resources: ({ catalog, given, context, base }) => {
      const offset = numberIn(given, 'offset', 0, Number.MAX_SAFE_INTEGER);
      return catalog.items
        .slice(offset, offset + numberIn(given, 'limit', MOST_ROWS, MOST_ROWS))
        .map((published) => packageOf(context, base, published));
    },
    package_search: packageSearch,
    package_show: (asking) => packageOf(asking.context, asking.base, packageNamed(asking, 'name_or_id')),
    resource_show: ({ catalog, given, base }) => {
      const found = catalog.byResource.get(idIn(given));
      if (!found) throw missing();
      const { published, resource } = found;
      return resourceOf(base, published, resource, published.resources.indexOf(resource));
    },
    group_list: (asking) => {
      const groups = [...groupsOf(asking)].map(([id, count]) => group(id, count));
      return listed(asking.given, inOrder(asking.given, named(asking.given, 'groups', groups)));
    },
    group_show: (asking) => {
      const id = idIn(asking.given);
      const count = isGroup(id) ? groupsOf(asking).get(id) : undefined;
      if (!isGroup(id) || count === undefined) throw missing();
      return { ...group(id, count), ...ofThem(asking, ({ dataset }) => dataset.about.groups.includes(id)) };
    },
    organization_list: (asking) => {
      const units = [...unitsOf(asking)].map(([id, unit]) => organization(asking, id, unit));
      return listed(asking.given, inOrder(asking.given, named(asking.given, 'organizations', units)));
    },
    organization_show: (asking) => {
      const id = idIn(asking.given);
      const unit = unitsOf(asking).get(id);
      if (!unit) throw missing();
      return { ...organization(asking, id, unit), ...ofThem(asking, ({ dataset }) => dataset.unit === id) };
    },
    tag_list: ({ catalog, given }) => {
      const tags = [...counted(catalog.items.flatMap(({ dataset }) => dataset.about.tags)).keys()].sort();
      const query = textIn(given, 'query');
      const found = query ? tags.filter((tag) => tag.includes(query)) : tags;
      return flagIn(given, 'all_fields', false) ? found.map(tagOf) : found;
    },
    tag_show: ({ catalog, given }) => {
      const id = idIn(given);
      if (!catalog.items.some(({ dataset }) => dataset.about.tags.includes(id))) throw missing();
      return tagOf(id);
    },
    datastore_search: async (asking) => {
      const id = idIn(asking.given, 'resource_id');
      const found = asking.catalog.byResource.get(id);
      if (!found?.resource.isTable) throw missing(`Resource "${id}" was not found.`);
      const { published, resource } = found;
      const table = await tableOf(asking, published, resource);
      return searchTable(
        table,
        asking.given,
        `${new URL(asking.base).pathname.replace(/\/$/, '')}/api/3/action/datastore_search`,
      );
    },
  };

  return {
    names: Object.keys(ACTIONS),
    /** Undefined for an action that is not known. */
    async answer(
      action: string,
      context: Context,
      base: string,
      given: Given,
    ): Promise<{ result: unknown } | undefined> {
      const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
      if (!run) return undefined;
      if ('callback' in given) throw invalid('callback', 'JSONP is not answered');
      return { result: await run({ context, given, base, catalog: await catalogs.read(context) }) };
    },
  };
}
export type Actions = ReturnType<typeof createActions>;
