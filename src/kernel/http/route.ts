import type { Context as HonoContext } from 'hono';
import { z } from 'zod';
import type { Context } from '../context.js';
import { AppError } from '../errors.js';
import { inWords, sayingOf } from '../faults/saying.js';
import { OversizedFile } from '../files/oversized-file.js';
import { SpooledFile } from '../files/spooled-file.js';
import type { HeldInput } from '../held-forms.js';
import type { MessageKey } from '../i18n/catalogues.js';
import type { Locale } from '../i18n/locales.js';
import { translatorFor } from '../i18n/translate.js';
import { jsonPointer } from './json-pointer.js';
import type { PageContext } from './page.js';
import { DEEPEST, oddityOf } from './plain-input.js';

/** Who may call: everybody, everybody who is signed in, or those whose role allows the action somewhere. */
export type Permission = 'public' | 'signedIn' | `${string}.${string}`;

/** Submitted fields as typed: one text, or several for a name that came more than once. */
export const FormBody = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type FormBody = z.infer<typeof FormBody>;

/** Submitted fields and files; a file that was too large is an OversizedFile. */
const UploadPart = z.union([z.string(), z.instanceof(File), z.instanceof(OversizedFile)]);
export const UploadBody = z.record(z.string(), z.union([UploadPart, z.array(UploadPart)]));
export type UploadBody = z.infer<typeof UploadBody>;

/** The same where a file lies on disk (`onDisk`). */
const LargePart = z.union([...UploadPart.options, z.instanceof(SpooledFile)]);
export const LargeUploadBody = z.record(z.string(), z.union([LargePart, z.array(LargePart)]));

/** A body as it came. */
export const BytesBody = z.instanceof(Uint8Array);
export type BytesBody = z.infer<typeof BytesBody>;

/** A file as a whole, or piece by piece as whoever takes it can follow; what fails on the way breaks the answer off. */
export type FileContent = Uint8Array | string | AsyncIterable<Uint8Array | string>;

/** What a handler gets: the input already parsed, and ways to answer. */
export interface RouteRequest<Params, Query, Body> {
  context: Context;
  page: PageContext;
  params: Params;
  query: Query;
  body: Body;
  /** What a handler itself looks for in the input, or refuses in the reader's language, as the route does. */
  parse<Output>(part: 'params' | 'query' | 'body', schema: z.ZodType<Output>, value: unknown): Output;
  /**
   * What was typed into this page's form before the session ended and the person signed in again. The page comes with
   * it by itself; only a form whose controls follow from what was typed has to look.
   */
  held: HeldInput | null;
  /** Request headers, by name. */
  header(name: string): string | undefined;
  /** A whole page. */
  html(node: unknown, status?: 200 | 422): Promise<Response>;
  json(value: unknown, status?: 200 | 201 | 202): Response;
  /** A file that the browser saves (attachment) or shows (inline). */
  file(content: FileContent, type: string, options?: { saveAs?: string }): Response;
  /** 303 to a path below the municipality, with a message shown once on the next page. */
  redirect(path: string, flash?: { kind: 'success' | 'info' | 'warning'; key: MessageKey }): Response;
  /** For sign-in and the like, which set cookies or leave the site. */
  hono: HonoContext;
}

/** What openapi.json says of a route beyond its schemas. */
export interface RouteApi {
  summary: string;
  response: z.ZodType;
  tag: string;
  /** A public route that asks for a key or a session in some cases, which the summary says. */
  mayNeedKey?: true;
  /** The header Idempotency-Key is needed. */
  isIdempotent?: true;
  /** Answers 201 (made) the first time, or 202 (still being done), and 200 from then on. */
  first?: 201 | 202;
}

interface RouteSpec<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  method: 'get' | 'post' | 'put' | 'delete' | 'options';
  /** Below /{city}, in Hono's syntax: /plan/:measure. */
  path: `/${string}` | '';
  permission: Permission;
  /** Entry types that the handler may write; a service that writes another one is stopped. */
  journal: 'none' | readonly [string, ...string[]];
  input: {
    params?: Params;
    query?: Query;
    /** `form`: submitted fields; `upload`: fields and files; `json`: an API body. */
    form?: Body;
    upload?: Body;
    json?: Body;
    /** A body taken as it comes, of this media type only; the handler gets its bytes (BytesBody). */
    bytes?: { type: string; schema: Body };
    /** With `upload`: reads the body as it comes and keeps no larger file (UploadBody); else all of it is read. */
    maxFileBytes?: number;
    /**
     * With `maxFileBytes`, name of the one control for large files: its file lies on disk while the request lasts, and
     * of a body that is stated to be over `maxBytes` nothing is read; it comes as an OversizedFile of that name.
     */
    onDisk?: string;
    /** Bytes that the body may have; 1 MiB when absent. */
    maxBytes?: number;
  };
  /** Its words are there in Japanese alone: the page is Japanese for everybody, and says so. */
  isJapanese?: true;
  /** The page is the same for everybody who is not signed in; it may be kept for some seconds. */
  cache?: 'public';
  /** Makes the route part of openapi.json. */
  api?: RouteApi;
  handle(request: RouteRequest<z.infer<Params>, z.infer<Query>, z.infer<Body>>): Promise<Response> | Response;
  /** How this route says what it refuses, where a standard has a form for that: also what never came to `handle`. */
  refused?(error: AppError, c: HonoContext): Response;
}

/** A route with its types folded away: what the app mounts. */
export interface RouteDefinition {
  method: 'get' | 'post' | 'put' | 'delete' | 'options';
  path: string;
  permission: Permission;
  journal: 'none' | readonly string[];
  input: {
    params?: z.ZodType;
    query?: z.ZodType;
    body?: { kind: 'form' | 'upload' | 'json' | 'bytes'; schema: z.ZodType; mediaType: string };
    maxBytes: number;
    maxFileBytes: number | null;
    onDisk: string | null;
  };
  isJapanese: boolean;
  cache: 'public' | 'none';
  api: RouteApi | null;
  handle(request: RouteRequest<unknown, unknown, unknown>): Promise<Response> | Response;
  refused: ((error: AppError, c: HonoContext) => Response) | null;
}

const DEFAULT_MAX_BYTES = 1024 * 1024;

/** States a route: path, permission, journal entries and input in one place, all required by type. */
export function route<
  Params extends z.ZodType = z.ZodObject,
  Query extends z.ZodType = z.ZodObject,
  Body extends z.ZodType = z.ZodObject,
>(spec: RouteSpec<Params, Query, Body>): RouteDefinition {
  const {
    params,
    query,
    form,
    upload,
    json,
    bytes,
    maxBytes,
    maxFileBytes = null,
    onDisk = null,
  } = spec.input;
  const body = form
    ? ({ kind: 'form', schema: form, mediaType: 'application/x-www-form-urlencoded' } as const)
    : upload
      ? ({ kind: 'upload', schema: upload, mediaType: 'multipart/form-data' } as const)
      : json
        ? ({ kind: 'json', schema: json, mediaType: 'application/json' } as const)
        : bytes
          ? ({ kind: 'bytes', schema: bytes.schema, mediaType: bytes.type } as const)
          : undefined;
  return {
    method: spec.method,
    path: spec.path,
    permission: spec.permission,
    journal: spec.journal,
    input: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      ...(body ? { body } : {}),
      maxBytes: maxBytes ?? DEFAULT_MAX_BYTES,
      maxFileBytes,
      onDisk,
    },
    isJapanese: spec.isJapanese ?? false,
    cache: spec.cache ?? 'none',
    api: spec.api ?? null,
    handle: (request) => spec.handle(request as RouteRequest<z.infer<Params>, z.infer<Query>, z.infer<Body>>),
    refused: spec.refused ?? null,
  };
}

/** What a schema says of a value that does not fit, in the reader's language: our words, or Zod's own where we have none. */
const ownWords = (locale: Locale) => {
  const t = translatorFor(locale);
  return (issue: z.core.$ZodRawIssue): string => inWords(t, sayingOf(issue));
};
const FAULT_WORDS: Readonly<Record<Locale, (issue: z.core.$ZodRawIssue) => unknown>> = {
  ja: ownWords('ja'),
  'ja-x-easy': ownWords('ja'),
  en: ownWords('en'),
  'zh-Hans': z.locales.zhCN().localeError,
  ko: z.locales.ko().localeError,
  vi: z.locales.vi().localeError,
  pt: z.locales.pt().localeError,
};

/** Parses one part of the input. An address that does not fit its schema does not exist; a query or body that does not is 422. */
export function parseInput<Output>(
  part: 'params' | 'query' | 'body',
  schema: z.ZodType<Output>,
  value: unknown,
  locale: Locale,
): Output;
export function parseInput(
  part: 'params' | 'query' | 'body',
  schema: z.ZodType | undefined,
  value: unknown,
  locale: Locale,
): unknown;
export function parseInput(
  part: 'params' | 'query' | 'body',
  schema: z.ZodType | undefined,
  value: unknown,
  locale: Locale,
): unknown {
  if (!schema) return {};
  const oddity = oddityOf(value);
  if (oddity !== null)
    throw new AppError(part === 'params' ? 'notFound' : 'invalidInput', `${part}: ${oddity}`, {
      userMessage: translatorFor(locale)(`problem.${oddity}`, { most: DEEPEST }),
    });
  const parsed = schema.safeParse(value, { error: (issue) => String(FAULT_WORDS[locale](issue)) });
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(
    parsed.error.issues.flatMap((issue) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
      return keys.map((key) => [jsonPointer([...issue.path, ...key]), issue.message]);
    }),
  );
  const summary = Object.entries(fields)
    .map(([path, message]) => `${path}: ${message}`)
    .join('; ');
  if (part === 'params') throw new AppError('notFound', `${part} ${summary}`);
  throw new AppError('invalidInput', `${part} ${summary}`, { fields });
}

/** A way back that a page was given: only a path below this municipality, else its top page. Without the base. */
export function localPath(wanted: string | undefined, base: string): string {
  // "//host" and "/\\host" are addresses of other sites to a browser, which drops tabs and line ends.
  if (wanted === undefined || /[\\\s\p{Cc}]/u.test(wanted) || wanted.startsWith('//')) return '/';
  const path = wanted.startsWith(`${base}/`) ? wanted.slice(base.length) : wanted === base ? '/' : null;
  return path?.startsWith('/') && !path.startsWith('//') ? path : '/';
}
