import type { About, Resource } from './model.js';
import type { Published } from './service/catalog.js';

export type { About } from './model.js';
export type { NewDataset } from './service/editing.js';

/** A published dataset of files, as the catalogue holds it; nothing of it is indexed. */
export function publishedAt(
  at: Temporal.Instant,
  name: string,
  about: Partial<About>,
  resources: Resource[] = [],
): Published {
  return {
    dataset: {
      id: '019a9f00-0000-7000-8000-000000000001',
      name,
      state: 'published',
      unit: 'office',
      source: { kind: 'upload' },
      about: {
        title: name,
        titleEn: '',
        notes: name,
        licence: 'CC-BY-4.0',
        frequency: 'irregular',
        contact: '',
        tags: [],
        groups: [],
        isAboutPeople: false,
        traits: [],
        ...about,
      },
      fileVersion: 1,
      revision: 1,
      createdAt: at,
      updatedAt: at,
      publishedAt: at,
      contentAt: at,
    },
    resources,
    version: {
      version: 1,
      file: '019a9f00-0000-7000-8000-000000000002',
      name: 'data.csv',
      mediaType: 'text/csv',
      format: 'csv',
      size: 10,
      rows: 1,
      digest: '00'.repeat(32),
      by: 'staff/x',
      at,
    },
    unitTitle: '情報政策課',
    modifiedAt: at,
    order: { modified: at.epochMilliseconds, created: at.epochMilliseconds },
    fields: {},
    text: '',
  };
}
