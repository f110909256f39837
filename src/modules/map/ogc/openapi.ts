import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { filterKind, type KeptRegister, type RegisterField } from '#modules/register/api.js';
import { GEOJSON_TYPE, HTML_TYPE, JSON_TYPE } from './documents.js';
import { DEFAULT_LIMIT, MOST_ITEMS, queryables, temporalField } from './query.js';

const reference = (name: string) => ({ $ref: `#/components/${name}` });

const answer = (schema: object, type: string = JSON_TYPE) => ({
  200: {
    description: 'OK',
    content: { [type]: { schema }, [HTML_TYPE]: { schema: { type: 'string' } } },
  },
  400: reference('responses/Problem'),
  404: reference('responses/Problem'),
  500: reference('responses/Problem'),
});

const get = (operationId: string, summary: string, parameters: object[], responses: object) => ({
  get: { operationId, summary, parameters: [reference('parameters/f'), ...parameters], responses },
});

function fieldSchema({ ask }: RegisterField) {
  const kind = filterKind(ask);
  if (kind === 'number' || kind === 'yen' || kind === 'age') return { type: 'number' };
  if (kind === 'yesNo') return { type: 'boolean' };
  if (kind === 'date') return { type: 'string', format: 'date' };
  if (ask.kind === 'choice') return { type: 'string', enum: ask.options.map(({ value }) => value) };
  return { type: 'string', ...('maxLength' in ask && { maxLength: ask.maxLength }) };
}

const fieldParameter = (field: RegisterField, t: Translator) => ({
  name: field.ask.id,
  in: 'query',
  required: false,
  ...('label' in field.ask && { description: localize(field.ask.label, t.locale) }),
  schema: fieldSchema(field),
  style: 'form',
  explode: false,
});

function collectionPaths(kept: KeptRegister, t: Translator): Record<string, object> {
  const { register } = kept;
  const title = localize(register.title, t.locale);
  const day = temporalField(kept);
  const datetime = {
    ...PARAMETERS.datetime,
    description: `${PARAMETERS.datetime.description} Compared with ${day ? day.ask.id : 'the last change of the item'}.`,
  };
  const shared = ['limit', 'bbox', 'cursor'].map((name) => reference(`parameters/${name}`));
  const fields = queryables(kept).map((field) => fieldParameter(field, t));
  const here = `/collections/${register.id}`;
  return {
    [here]: get(`describe_${register.id}`, title, [], answer(reference('schemas/Collection'))),
    [`${here}/items`]: get(
      `items_${register.id}`,
      title,
      [...shared, datetime, ...fields],
      answer(reference('schemas/FeatureCollection'), GEOJSON_TYPE),
    ),
    [`${here}/items/{featureId}`]: get(
      `item_${register.id}`,
      title,
      [{ name: 'featureId', in: 'path', required: true, schema: { type: 'string' } }],
      answer(reference('schemas/Feature'), GEOJSON_TYPE),
    ),
  };
}

const list = (items: object) => ({ type: 'array', items });
const object = (required: string[], properties: object) => ({ type: 'object', required, properties });
const text = { type: 'string' };

const PARAMETERS = {
  f: {
    name: 'f',
    in: 'query',
    required: false,
    description: 'Form of the answer; what Accept asks for when absent',
    schema: { type: 'string', enum: ['json', 'html'] },
  },
  limit: {
    name: 'limit',
    in: 'query',
    required: false,
    description: 'Most items in one answer',
    schema: { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: DEFAULT_LIMIT },
    style: 'form',
    explode: false,
  },
  bbox: {
    name: 'bbox',
    in: 'query',
    required: false,
    description: 'Items that touch the box: west, south, east, north in degrees (CRS84)',
    schema: {
      type: 'array',
      oneOf: [4, 6].map((n) => ({ minItems: n, maxItems: n })),
      items: { type: 'number' },
    },
    style: 'form',
    explode: false,
  },
  datetime: {
    name: 'datetime',
    in: 'query',
    required: false,
    description: 'RFC 3339 moment or day, or an interval with a slash; ".." is an open end.',
    schema: text,
    style: 'form',
    explode: false,
  },
  cursor: {
    name: 'cursor',
    in: 'query',
    required: false,
    description: 'As it stands in the link "next"',
    schema: text,
  },
};

const SCHEMAS = {
  Link: object(['href', 'rel'], { href: text, rel: text, type: text, title: text }),
  LandingPage: object(['links'], { title: text, description: text, links: list(reference('schemas/Link')) }),
  Conformance: object(['conformsTo'], { conformsTo: list(text) }),
  Collection: object(['id', 'links'], {
    id: text,
    title: text,
    description: text,
    links: list(reference('schemas/Link')),
    extent: { type: 'object' },
    itemType: text,
    crs: list(text),
  }),
  Collections: object(['links', 'collections'], {
    links: list(reference('schemas/Link')),
    collections: list(reference('schemas/Collection')),
  }),
  Feature: object(['type', 'geometry', 'properties'], {
    type: { type: 'string', enum: ['Feature'] },
    id: text,
    geometry: { type: 'object', nullable: true },
    properties: { type: 'object', nullable: true },
    links: list(reference('schemas/Link')),
  }),
  FeatureCollection: object(['type', 'features'], {
    type: { type: 'string', enum: ['FeatureCollection'] },
    features: list(reference('schemas/Feature')),
    links: list(reference('schemas/Link')),
    timeStamp: { type: 'string', format: 'date-time' },
    numberMatched: { type: 'integer', minimum: 0 },
    numberReturned: { type: 'integer', minimum: 0 },
  }),
  Problem: object(['type', 'title', 'status'], {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    errors: list({ type: 'object' }),
  }),
};

/** OpenAPI 3.0 of the features of one municipality (17-069r4, chapter 9). */
export const openApiOf = (root: string, title: string, layers: readonly KeptRegister[], t: Translator) => ({
  openapi: '3.0.3',
  info: { title, version: '1.0.0' },
  servers: [{ url: root }],
  paths: {
    '/': get('landingPage', title, [], answer(reference('schemas/LandingPage'))),
    '/conformance': get(
      'conformance',
      t('map.ogc.conformance'),
      [],
      answer(reference('schemas/Conformance')),
    ),
    '/collections': get(
      'collections',
      t('map.ogc.collections'),
      [],
      answer(reference('schemas/Collections')),
    ),
    ...Object.assign({}, ...layers.map((kept) => collectionPaths(kept, t))),
  },
  components: {
    parameters: PARAMETERS,
    schemas: SCHEMAS,
    responses: {
      Problem: {
        description: 'Problem details (RFC 9457)',
        content: { 'application/problem+json': { schema: reference('schemas/Problem') } },
      },
    },
  },
});
