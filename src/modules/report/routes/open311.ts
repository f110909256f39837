import { randomUUID } from 'node:crypto';
import type { Context as HonoContext } from 'hono';
import { z } from 'zod';
import type { Actor, Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import { type RouteDefinition, type RouteRequest, route, UploadBody } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { KEY_SERVICE } from '../api.js';
import type { ReportRules } from '../catalog.js';
import type { State } from '../model.js';
import { type Format, MEDIA_TYPES, rendered, type Value } from '../open311/format.js';
import { badRequest, readRequest, unknown } from '../open311/request.js';
import { definitionOf, requestOf, serviceOf, w3cTime } from '../open311/texts.js';
import { textOf } from '../report-form.js';
import { type ReportDeps, rulesHere } from '../service/deps.js';
import type { ReportServices } from '../services.js';
import { OPEN_STATES } from '../views/words.js';
import { WITH_PHOTOS } from './typed-report.js';

export type ActorOfKey = (municipality: Municipality, key: string) => Promise<Actor>;
type Request<Body = unknown> = RouteRequest<unknown, unknown, Body>;

const FORMATS = ['json', 'xml'] as const;
const MOST = 1000;
const MOST_DAYS = 90;

const answer = ({ hono }: Request, format: Format, root: string, value: Value, status: 200 | 201 = 200) =>
  hono.body(rendered(format, root, value), status, { 'content-type': MEDIA_TYPES[format] });

/** GeoReport v2: an error is a list with a code and words, in the format that was asked for. */
const saying =
  (format: Format) =>
  (error: AppError, c: HonoContext): Response => {
    const code = error.code === 'invalidInput' ? 400 : error.status;
    const description = error.code === 'notFound' ? (error.userMessage ?? 'not found') : error.message;
    const headers = { 'content-type': MEDIA_TYPES[format], 'cache-control': 'private, no-store' };
    return c.body(rendered(format, 'errors', [{ code, description }]), code, headers);
  };

function checkJurisdiction({ municipality: { slug, code, hosts } }: Context, asked: string): void {
  if (asked !== '' && ![slug, code, ...hosts].includes(asked))
    throw unknown(`jurisdiction_id "${asked}" was not found`);
}

const listOf = (text: string): string[] | undefined =>
  text === ''
    ? undefined
    : text
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '');

function timeOf(name: string, text: string): Temporal.Instant | undefined {
  if (text === '') return undefined;
  try {
    // A "+" that was not escaped in the address comes as a blank.
    return Temporal.Instant.from(text.replace(/ (?=\d\d:?\d\d$)/, '+'));
  } catch {
    throw badRequest(`${name} is not a time such as 2026-11-20T10:00:00+09:00`);
  }
}

function statesOf(text: string): readonly State[] | undefined {
  const wanted = listOf(text);
  const wrong = wanted?.find((one) => one !== 'open' && one !== 'closed');
  if (wrong !== undefined) throw badRequest(`status "${wrong}" is neither open nor closed`);
  return wanted?.flatMap((one): readonly State[] => (one === 'open' ? OPEN_STATES : ['closed']));
}

const countIn = (text: string, most: number, other: number): number =>
  /^[1-9]\d{0,5}$/.test(text) ? Math.min(most, Number(text)) : other;

/** Filters as they stand in the query: 90 days at most, unless requests are named. */
function filterOf(query: URLSearchParams, now: Temporal.Instant) {
  const text = (name: string) => query.get(name)?.trim() ?? '';
  const numbers = listOf(text('service_request_id'))?.map((one) => one.replaceAll('-', '').toUpperCase());
  const kinds = listOf(text('service_code'));
  const shown = statesOf(text('status'));
  if (numbers) return { numbers, kinds, shown };
  const to = timeOf('end_date', text('end_date'));
  const from = timeOf('start_date', text('start_date'));
  const span = { hours: 24 * MOST_DAYS };
  const end = to ?? (from ? from.add(span) : now);
  const start = from ?? end.subtract(span);
  if (Temporal.Instant.compare(start.add(span), end) < 0)
    throw badRequest(`start_date and end_date span more than ${MOST_DAYS} days`);
  return { kinds, shown, from: start, to: end };
}

/** Open311 GeoReport v2: discovery, services, requests and tokens, as JSON and as XML. */
export function open311Routes(
  kernel: Kernel,
  deps: ReportDeps,
  { intake, open311 }: ReportServices,
  actorOfKey: ActorOfKey,
): RouteDefinition[] {
  /** Acts by the key in the request and by nothing else: no cookie counts here. */
  async function byKey(context: Context, body: UploadBody, query: URLSearchParams): Promise<Context> {
    const key = textOf(body, 'api_key') || (query.get('api_key') ?? '');
    if (key === '') throw new AppError('forbidden', 'api_key was not provided');
    const actor = await actorOfKey(context.municipality, key);
    if (actor.kind !== 'partner' || !actor.procedures.includes(KEY_SERVICE))
      throw new AppError('forbidden', 'api_key was not valid');
    return { ...context, actor };
  }

  /** What is not there answers in the form of the standard too, as JSON unless XML is asked for. */
  const nowhere = (method: 'get' | 'post') =>
    (['xml', 'json'] as const).map((format) =>
      route({
        method,
        path: `/open311/v2/:rest{${format === 'xml' ? '.+\\.xml' : '.+'}}`,
        permission: 'public',
        journal: 'none',
        input: { params: z.object({ rest: z.string() }) },
        refused: saying(format),
        handle: ({ params }) => {
          throw unknown(`"${params.rest}" was not found`);
        },
      }),
    );

  const known = FORMATS.flatMap((format) => {
    const get = (
      path: `/${string}`,
      file: boolean,
      act: (request: Request, rules: ReportRules, name: string) => Promise<Response>,
    ): RouteDefinition =>
      route({
        method: 'get',
        path: file ? `${path}/:file{.+\\.${format}}` : `${path}.${format}`,
        permission: 'public',
        journal: 'none',
        input: file ? { params: z.object({ file: z.string().max(120) }) } : {},
        refused: saying(format),
        handle: async (request) => {
          checkJurisdiction(request.context, request.page.query.get('jurisdiction_id') ?? '');
          const name = file ? (request.params as { file: string }).file.slice(0, -format.length - 1) : '';
          return act(request, rulesHere(deps, request.context), name);
        },
      });

    return [
      get('/open311/discovery', false, async (request) => {
        const { municipality, clock } = request.context;
        const changeset = w3cTime(clock.now()).slice(0, 10);
        const origin = new URL(kernel.config.publicUrl).origin;
        const { phone, url } = municipality.office;
        return answer(request, format, 'discovery', {
          changeset,
          contact: `${localize(municipality.name, 'ja')} ${phone}`,
          key_service: url ?? `${localize(municipality.name, 'ja')} ${phone}`,
          endpoints: [
            {
              specification: 'http://wiki.open311.org/GeoReport_v2',
              url: `${origin}/${municipality.slug}/open311/v2`,
              changeset,
              type: 'production',
              formats: ['application/json', 'text/xml'],
            },
          ],
        });
      }),
      get('/open311/v2/services', false, async (request, rules) =>
        answer(request, format, 'services', rules.kinds.map(serviceOf)),
      ),
      get('/open311/v2/services', true, async (request, rules, code) => {
        const kind = rules.kind(code);
        if (!kind) throw unknown(`service_code "${code}" was not found`);
        return answer(request, format, 'service_definition', definitionOf(kind));
      }),
      get('/open311/v2/requests', false, async (request, rules) => {
        const { query } = request.page;
        const limit = countIn(query.get('page_size') ?? '', MOST, MOST);
        const skip = (countIn(query.get('page') ?? '', 100_000, 1) - 1) * limit;
        const filter = filterOf(query, request.context.clock.now());
        const found = await open311.list(request.context, filter, { limit, skip });
        return answer(
          request,
          format,
          'service_requests',
          found.map((one) => requestOf(rules, one)),
        );
      }),
      get('/open311/v2/requests', true, async (request, rules, id) => {
        const numbers = [id.replaceAll('-', '').toUpperCase()];
        const found = await open311.list(request.context, { numbers }, { limit: 1, skip: 0 });
        if (found.length === 0) throw unknown(`service_request_id "${id}" was not found`);
        return answer(
          request,
          format,
          'service_requests',
          found.map((one) => requestOf(rules, one)),
        );
      }),
      get('/open311/v2/tokens', true, async (request, _rules, token) => {
        const number = z.uuid().safeParse(token).success
          ? await open311.numberOf(request.context, token)
          : null;
        if (number === null) throw unknown(`token "${token}" was not found`);
        return answer(request, format, 'service_requests', [{ token, service_request_id: number }]);
      }),
      route({
        method: 'post',
        path: `/open311/v2/requests.${format}`,
        permission: 'public',
        journal: ['report.received'],
        input: { upload: UploadBody, ...WITH_PHOTOS },
        refused: saying(format),
        handle: async (request) => {
          const { body, page, hono } = request;
          const jurisdiction = textOf(body, 'jurisdiction_id') || page.query.get('jurisdiction_id');
          checkJurisdiction(request.context, jurisdiction ?? '');
          const rules = rulesHere(deps, request.context);
          const context = await byKey(request.context, body, page.query);
          const { kind, ...sent } = readRequest(body, rules);
          const holder = `draft/report/${randomUUID()}`;
          const ids: string[] = [];
          const media = [body.media ?? []].flat().filter((part) => part instanceof File);
          for (const file of media.slice(0, rules.limits.photos.most)) {
            const upload = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
            const maxBytes = rules.limits.photos.megabytes * 1024 * 1024;
            const received = await kernel.files.receive(
              context,
              upload,
              { contents: ['image'], maxBytes },
              holder,
            );
            if (!received.ok)
              throw badRequest(`media is not a picture that can be taken: ${received.problem}`);
            ids.push(received.stored.file);
          }
          const { id, number } = await intake.receive(context, {
            ...sent,
            kind: kind.id,
            photos: { from: holder, ids },
            channel: 'api',
            locale: 'ja',
            key: randomUUID(),
            address: callerAddress(hono),
          });
          const named: Record<string, string> =
            kind.reply === 'batch' ? { token: id } : { service_request_id: number };
          const value = [{ ...named, service_notice: null, account_id: null }];
          return answer(request, format, 'service_requests', value, 201);
        },
      }),
    ];
  });
  return [...known, ...nowhere('get'), ...nowhere('post')];
}
