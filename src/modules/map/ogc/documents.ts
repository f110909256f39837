import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import {
  type Box,
  filesIn,
  type Geometry,
  isPublicField,
  type KeptRegister,
  type RegisterField,
  type Row,
} from '#modules/register/api.js';
import { SCHEMA_TYPE } from './schema.js';

/* What OGC API – Features says in JSON (17-069r4, chapter 7; GeoJSON: chapter 8). */

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const CONFORMANCE = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf';
const FILTERING = 'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf';
export const CONFORMS_TO = [
  ...['core', 'oas30', 'html', 'geojson'].map((name) => `${CONFORMANCE}/${name}`),
  ...['queryables', 'queryables-query-parameters'].map((name) => `${FILTERING}/${name}`),
];
const QUERYABLES = 'http://www.opengis.net/def/rel/ogc/1.0/queryables';

export const JSON_TYPE = 'application/json';
export const GEOJSON_TYPE = 'application/geo+json';
export const HTML_TYPE = 'text/html';
export const OPENAPI_TYPE = 'application/vnd.oai.openapi+json;version=3.0';
/** Part 2 asks for it in every answer with features. */
export const CONTENT_CRS = `<${CRS84}>`;

export interface Link {
  href: string;
  rel: string;
  type: string;
  title?: string;
}

/** The same thing as JSON (or GeoJSON) and as a page, one of them being what was asked for. */
export function bothForms(href: string, isHtml: boolean, jsonType: string, t: Translator): Link[] {
  const at = (format: string) => `${href}${href.includes('?') ? '&' : '?'}f=${format}`;
  const json = { href: at('json'), type: jsonType, title: 'JSON' };
  const html = { href: at('html'), type: HTML_TYPE, title: t('map.ogc.page') };
  return isHtml
    ? [
        { ...html, rel: 'self' },
        { ...json, rel: 'alternate' },
      ]
    : [
        { ...json, rel: 'self' },
        { ...html, rel: 'alternate' },
      ];
}

export const landing = (root: string, title: string, description: string, t: Translator) => ({
  title,
  description,
  links: [
    ...bothForms(root, false, JSON_TYPE, t),
    { href: `${root}/api?f=json`, rel: 'service-desc', type: OPENAPI_TYPE, title: t('map.ogc.api') },
    { href: `${root}/api?f=html`, rel: 'service-doc', type: HTML_TYPE, title: t('map.ogc.api') },
    { href: `${root}/conformance`, rel: 'conformance', type: JSON_TYPE, title: t('map.ogc.conformance') },
    { href: `${root}/collections`, rel: 'data', type: JSON_TYPE, title: t('map.ogc.collections') },
  ],
});

/** `box`: where its features lie; null where there are none, then no extent is said. */
export function collection(root: string, { register }: KeptRegister, box: Box | null, t: Translator) {
  const here = `${root}/collections/${register.id}`;
  const items = t('map.ogc.items');
  return {
    id: register.id,
    title: localize(register.title, t.locale),
    ...(register.description && { description: localize(register.description, t.locale) }),
    ...(box && { extent: { spatial: { bbox: [box], crs: CRS84 } } }),
    itemType: 'feature',
    crs: [CRS84],
    links: [
      { href: `${here}/items?f=json`, rel: 'items', type: GEOJSON_TYPE, title: items },
      { href: `${here}/items?f=html`, rel: 'items', type: HTML_TYPE, title: items },
      { href: `${here}/queryables`, rel: QUERYABLES, type: SCHEMA_TYPE, title: t('map.ogc.queryables') },
      ...bothForms(here, false, JSON_TYPE, t),
    ],
  };
}

export interface Feature {
  type: 'Feature';
  id: string;
  geometry: Geometry | null;
  properties: Record<string, unknown>;
}

/** A row with all that everybody may read of it; files by the addresses at which everybody gets them. */
export function feature(root: string, { register }: KeptRegister, { id, geometry, values }: Row): Feature {
  const files = `${root.replace(/\/ogc$/, '')}/registers/${register.id}/${id}/files`;
  const said = (field: RegisterField): unknown => {
    const found = filesIn(field, values);
    return found.length > 0 ? found.map(({ file }) => `${files}/${file}`) : (values[field.ask.id] ?? null);
  };
  const fields = register.fields.filter(isPublicField);
  return {
    type: 'Feature',
    id,
    geometry,
    properties: Object.fromEntries(fields.map((field) => [field.ask.id, said(field)])),
  };
}
