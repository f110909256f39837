import type { Context } from '#kernel/context.js';
import type { Panel } from './dashboard.js';
import type { About, Resource, Source } from './model.js';
import type { Published } from './service/catalog.js';
import type { DatasetServices } from './services.js';

export type { About } from './model.js';
export type { NewDataset } from './service/editing.js';

/** A chart that has no place in a page yet. */
export type NewPanel = WithoutId<Panel>;
type WithoutId<One> = One extends unknown ? Omit<One, 'id'> : never;

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
      parts: [],
      fileVersion: 1,
      revision: 1,
      createdAt: at,
      updatedAt: at,
      publishedAt: at,
      contentAt: at,
    },
    resources,
    versions: new Map().set('main', {
      version: 1,
      part: 'main',
      file: '019a9f00-0000-7000-8000-000000000002',
      name: 'data.csv',
      mediaType: 'text/csv',
      format: 'csv',
      size: 10,
      rows: 1,
      digest: '00'.repeat(32),
      by: 'staff/x',
      at,
      releasedAt: at,
      recalled: null,
    }),
    unitTitle: '情報政策課',
    publisher: '情報政策課',
    freshAt: at,
    modifiedAt: at,
    order: { modified: at.epochMilliseconds, created: at.epochMilliseconds },
    fields: {},
    text: '',
  };
}

export const aboutData = (title: string, more: Partial<About> = {}): About => ({
  title,
  titleEn: '',
  notes: `${title}の一覧です。`,
  licence: 'CC-BY-4.0',
  frequency: 'continuous',
  contact: '',
  tags: [],
  groups: [],
  isAboutPeople: false,
  traits: [],
  ...more,
});

/** A dataset, checked and published; of a file where one is given. Its id. */
export async function publishDataset(
  { editing, publishing }: Pick<DatasetServices, 'editing' | 'publishing'>,
  context: Context,
  {
    name,
    unit = 'civic-affairs',
    about,
    source = { kind: 'upload' },
    file,
  }: { name: string; unit?: string; about: About; source?: Source; file?: string },
): Promise<string> {
  const made = await editing.create(context, { name, unit, source, about });
  if (!made) throw new Error(`${name} is taken`);
  if (file !== undefined) {
    const bytes = new TextEncoder().encode(file);
    const received = await editing.receive(context, made.id, { name: 'a.csv', bytes });
    if (received.kind !== 'kept') throw new Error(`${name}: ${received.kind}`);
  }
  for (const step of ['check', 'publish'] as const) {
    const { dataset } = await editing.open(context, made.id);
    await publishing[step](context, made.id, dataset.revision);
  }
  return made.id;
}
