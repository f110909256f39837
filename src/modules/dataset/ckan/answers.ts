import type { Context } from '#kernel/context.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { FREQUENCIES, type Group, LICENCES, MAIN, RESOURCE_FORMATS, type Resource } from '../model.js';
import type { Published } from '../service/catalog.js';

/*
 * What CKAN 2.10 answers, member by member: its clients and harvesters read these names.
 * https://docs.ckan.org/en/2.10/api/
 */

const ja = translatorFor('ja');

/** CKAN writes instants in UTC without a zone, to the microsecond. */
const stamp = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 6 }).replace('Z', '');

export const downloadAddress = (base: string, name: string, { key, address }: Resource): string =>
  address ?? `${base}/data/${name}/${key}/download`;

export const organizationOf = (context: Context, unit: string, title: string) => ({
  id: unit,
  name: unit,
  title,
  type: 'organization',
  description: '',
  image_url: '',
  created: '2000-01-01T00:00:00.000000',
  is_organization: true,
  approval_status: 'approved',
  state: 'active',
  municipality_code: context.municipality.code,
});

export const groupTitle = (group: Group): string => ja(`data.group.${group}`);

export const groupOf = (group: Group) => ({
  id: group,
  name: group,
  title: groupTitle(group),
  display_name: groupTitle(group),
  description: '',
  image_display_url: '',
});

export const tagOf = (tag: string) => ({
  id: tag,
  name: tag,
  display_name: tag,
  state: 'active',
  vocabulary_id: null,
});

export function resourceOf(base: string, published: Published, one: Resource, position: number) {
  const { dataset, versions, modifiedAt } = published;
  const version = dataset.source.kind === 'upload' ? versions.get(one.part ?? MAIN) : undefined;
  const { label, mediaType } = RESOURCE_FORMATS[one.format];
  return {
    id: one.id,
    package_id: dataset.id,
    name: one.name,
    description: one.description ?? '',
    format: label,
    mimetype: mediaType.split(';')[0] ?? null,
    mimetype_inner: null,
    url: downloadAddress(base, dataset.name, one),
    url_type: null,
    resource_type: null,
    position,
    state: 'active',
    size: null,
    // The digest of what was kept last; live files are made when they are fetched.
    hash: version?.digest ?? '',
    cache_url: null,
    cache_last_updated: null,
    created: stamp(dataset.createdAt),
    last_modified: stamp(version?.at ?? dataset.contentAt ?? modifiedAt),
    metadata_modified: stamp(modifiedAt),
    datastore_active: one.isTable,
  };
}

export function packageOf(context: Context, base: string, published: Published) {
  const { dataset, resources, unitTitle, publisher, modifiedAt } = published;
  const { about, id, name, unit, createdAt, publishedAt } = dataset;
  const licence = LICENCES[about.licence];
  return {
    id,
    name,
    title: about.title,
    notes: about.notes,
    url: `${base}/data/${name}`,
    type: 'dataset',
    state: 'active',
    private: false,
    isopen: true,
    version: dataset.fileVersion > 0 ? String(dataset.fileVersion) : null,
    author: publisher,
    author_email: null,
    maintainer: about.contact || unitTitle,
    maintainer_email: null,
    license_id: about.licence,
    license_title: licence.title,
    license_url: licence.url,
    owner_org: unit,
    organization: organizationOf(context, unit, unitTitle),
    creator_user_id: null,
    metadata_created: stamp(publishedAt ?? createdAt),
    metadata_modified: stamp(modifiedAt),
    num_resources: resources.length,
    num_tags: about.tags.length,
    tags: about.tags.map(tagOf),
    groups: about.groups.map(groupOf),
    resources: resources.map((one, at) => resourceOf(base, published, one, at)),
    extras: [
      { key: 'frequency', value: FREQUENCIES[about.frequency].code },
      ...(dataset.source.kind === 'harvest'
        ? [
            { key: 'harvest_source_url', value: dataset.source.page },
            { key: 'harvest_publisher', value: dataset.source.publisher },
          ]
        : []),
      ...(about.titleEn ? [{ key: 'title_en', value: about.titleEn }] : []),
    ],
    relationships_as_subject: [],
    relationships_as_object: [],
  };
}
