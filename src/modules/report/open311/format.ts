import { xmlText } from '#kernel/values/xml-text.js';

/** What GeoReport v2 answers: the same tree as JSON or as XML. */
export type Format = 'json' | 'xml';
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

export const MEDIA_TYPES = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
} as const satisfies Record<Format, string>;

/** Lists stand under their name, each item under the singular of it. */
const SINGULAR: Readonly<Record<string, string>> = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  values: 'value',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
};

const element = (name: string, value: Value): string => {
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map((item) => element(SINGULAR[name] ?? 'item', item));
    return `<${name}>${items.join('')}</${name}>`;
  }
  if (value === null || value === '') return `<${name}/>`;
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([part, inner]) => element(part, inner));
    return `<${name}>${parts.join('')}</${name}>`;
  }
  return `<${name}>${xmlText(String(value))}</${name}>`;
};

/** `root`: name of the document in XML; JSON has none. */
export const rendered = (format: Format, root: string, value: Value): string =>
  format === 'json'
    ? JSON.stringify(value)
    : `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`;
