import type { Context } from '#kernel/context.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { type OwnCatalog, ownCatalog } from '#testing/own-catalog.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';

export const CITY = 'nara-city';

const field = (id: string, ja: string, more = '', optional = true) =>
  `  - ask: { id: ${id}, kind: text, label: ${ja}, optional: ${optional}, sensitivity: ordinary, maxLength: 100 }\n${more}`;
const register = (id: string, ja: string, more: string, fields: string) => `id: ${id}
title: ${ja}
unit: information-policy
key: [code]
label: name
retention: { years: null, basis: 条例 }
${more}
fields:
${field('code', '番号', '    filter: true\n', false)}${field('name', '名称', '    filter: true\n    search: true\n')}${fields}`;

/** Words that nobody but staff may ever read. */
export const SECRET = '内緒の持ち主';

/** A town with a register of trees that everybody sees, one without public places, and one for staff only. */
const FILES = {
  'nara-city/registers/trees.yaml': register(
    'trees',
    '樹木',
    'place: { kinds: [point, line, polygon] }',
    `  - ask: { id: kind, kind: choice, label: 種類, optional: true, sensitivity: ordinary, options: [{ value: cherry, label: 桜 }, { value: pine, label: 松 }] }
    filter: true
  - ask: { id: height, kind: number, label: 高さ, optional: true, sensitivity: ordinary, decimals: 1, unit: m }
    filter: true
  - ask: { id: plantedOn, kind: date, label: 植えた日, optional: true, sensitivity: ordinary, eras: false }
    filter: true
  - ask: { id: phone, kind: phone, label: 連絡先, optional: true, sensitivity: ordinary }
  - ask: { id: girth, kind: number, label: 幹の太さ, optional: true, sensitivity: ordinary, decimals: 1, unit: m }
  - ask: { id: isOld, kind: yesNo, label: 古木, optional: true, sensitivity: ordinary }
  - ask: { id: seenOn, kind: date, label: 見た日, optional: true, sensitivity: ordinary, eras: false }
  - ask: { id: note, kind: longText, label: 備考, optional: true, sensitivity: ordinary, maxLength: 2000 }
  - ask: { id: uses, kind: choices, label: 用途, optional: true, sensitivity: ordinary, options: [{ value: shade, label: 日陰 }] }
${field('keeper', '世話人', '    notPublic: 個人の名前のため\n')}${field('owner', '持ち主', '    filter: true\n    search: true\n    notPublic: 個人の名前のため\n')}`,
  ),
  'nara-city/registers/wells.yaml': register(
    'wells',
    '井戸',
    'place: { kinds: [point], notPublic: 防犯のため }',
    field('note', '備考'),
  ),
  'nara-city/registers/alarms.yaml': register(
    'alarms',
    '警報器',
    'notPublic: 内部の台帳のため\nstaff: unit\nplace: { kinds: [point, polygon] }',
    field('note', '備考'),
  ),
};

export interface MapTown {
  app: TestApp;
  /** Keeps all registers. */
  keeper: Context;
  add(id: string, key: string, geometry: object | null, values?: Record<string, unknown>): Promise<string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

export async function mapTown(): Promise<MapTown> {
  const catalog: OwnCatalog = await ownCatalog(FILES);
  const app = await testApp({ settings: { CATALOG_DIR: catalog.folder } });
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no municipality ${CITY}`);
  const keeper = contextAt(
    municipality,
    {
      kind: 'staff',
      id: '00000000-0000-7000-8000-000000000001',
      name: '',
      grants: [{ role: 'section-head', unit: null }],
    },
    TEST_NOW,
  );
  return {
    app,
    keeper,
    add: async (id, key, geometry, values = {}) => {
      const saved = await app.modules.register.api.create(keeper, id, {
        values: { code: key, name: `${id} ${key}`, ...values },
        geometry,
      });
      if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
      return saved.id;
    },
    get: async (path, headers = {}) => app.request(`/${CITY}${path}`, { headers }),
    stop: async () => {
      await app.stop();
      await catalog.remove();
    },
  };
}

export const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] });
/** Near the middle of the town. */
export const MIDDLE = [135.8048, 34.6851] as const;
