import { z } from 'zod';
import type { RouteApi, RouteDefinition } from './route.js';

const toSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

/** Parts of a form are not stated one by one: what is a file there is said as bytes. */
const bodySchema = ({ kind, schema }: NonNullable<RouteDefinition['input']['body']>) => {
  if (kind === 'bytes') return { type: 'string' };
  if (kind === 'upload')
    return { type: 'object', properties: { file: { type: 'string', format: 'binary' } } };
  return toSchema(schema, 'input');
};

const parameters = (place: 'path' | 'query', schema: z.ZodType | undefined) => {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input') as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(property.description ? { description: property.description } : {}),
    schema: property,
  }));
};

/** RFC 9457, the body of every error of the API. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  errors: z
    .array(z.object({ pointer: z.string().describe('JSON pointer to the place'), detail: z.string() }))
    .optional(),
});

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'Names this one act: sent again with the same body it is the same act, with another body a conflict (409)',
  schema: { type: 'string', pattern: '^"?[A-Za-z0-9_.:-]{8,100}"?$' },
};

const FIRST = { 201: 'Made', 202: 'Taken in; still being done' } as const;

const answered = (description: string, { response }: RouteApi) => ({
  description,
  content: { 'application/json': { schema: toSchema(response, 'output') } },
});

/** All routes of the product, known only after every module is made. */
export type OpenApiSource = () => readonly RouteDefinition[];

/** OpenAPI 3.1 text of the routes that state `api`, generated from the very schemas that parse them. */
export function openApi(title: string, base: string, routes: readonly RouteDefinition[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, api, input, permission } of routes) {
    if (!api) continue;
    const address = path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
    paths[address] ??= {};
    paths[address][method] = {
      summary: api.summary,
      tags: [api.tag],
      operationId: `${method} ${address}`.replace(/[^a-zA-Z0-9]+/g, '_').replace(/_$/, ''),
      security: [
        ...(permission === 'public' ? [{}] : []),
        ...(permission === 'public' && !api.mayNeedKey ? [] : [{ session: [] }, { key: [] }]),
      ],
      parameters: [
        ...parameters('path', input.params),
        ...parameters('query', input.query),
        ...(api.isIdempotent ? [IDEMPOTENCY_KEY] : []),
      ],
      ...(input.body
        ? {
            requestBody: {
              required: true,
              content: { [input.body.mediaType]: { schema: bodySchema(input.body) } },
            },
          }
        : {}),
      responses: {
        ...(api.first ? { [api.first]: answered(FIRST[api.first], api) } : {}),
        200: answered(api.first === 201 ? 'Made before, under the same Idempotency-Key' : 'OK', api),
        default: {
          description: 'Problem details (RFC 9457)',
          content: { 'application/problem+json': { schema: toSchema(Problem, 'output') } },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title, version: '1' },
    servers: [{ url: base }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'yakuba_session' },
        key: { type: 'http', scheme: 'bearer', description: 'Made by the person under /my/api-keys' },
      },
    },
  };
}
