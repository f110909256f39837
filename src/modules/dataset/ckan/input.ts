import { z } from 'zod';

/** Parameters of an action as they came: of an address or form texts, or lists where one came twice; of a body what JSON has. */
export type Given = Readonly<Record<string, unknown>>;

/** Refused as CKAN refuses: the kind of error and what is wrong by parameter. */
export class ActionError extends Error {
  readonly status: 400 | 404 | 409;
  readonly body: Record<string, unknown>;

  constructor(status: 400 | 404 | 409, body: Record<string, unknown>) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

export const invalid = (field: string, message: string): ActionError =>
  new ActionError(409, { [field]: [message], __type: 'Validation Error' });
export const missing = (what = 'Not found'): ActionError =>
  new ActionError(404, { message: what, __type: 'Not Found Error' });
export const badSearch = (message: string): ActionError =>
  new ActionError(409, { message: `Search error: ${message}`, __type: 'Search Error' });

export function textIn(given: Given, name: string): string | undefined {
  const value = given[name];
  if (Array.isArray(value)) throw invalid(name, 'Must be a Unicode string value');
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

export function idIn(given: Given, ...names: string[]): string {
  const found = ['id', ...names].map((name) => textIn(given, name)).find((value) => value);
  if (found === undefined) throw invalid('id', 'Missing value');
  return found;
}

export function numberIn(given: Given, name: string, fallback: number, most: number): number {
  const value = given[name];
  if (value === undefined || value === null || value === '') return fallback;
  const number = Number(value);
  if (!Number.isInteger(number)) throw invalid(name, 'Invalid integer');
  if (number < 0) throw invalid(name, 'Must be a natural number');
  return Math.min(number, most);
}

export function flagIn(given: Given, name: string, fallback: boolean): boolean {
  const value = given[name];
  if (value === undefined || value === null || value === '') return fallback;
  return !/^(false|0|no|off|n|f)$/i.test(String(value));
}

/** A list as JSON, as a JSON text, or as a text with commas. */
export function listIn(given: Given, name: string): string[] {
  const value = given[name];
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.map(String);
  const text = String(value);
  if (!text.trimStart().startsWith('['))
    return text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  const parsed = jsonIn(name, text);
  if (!Array.isArray(parsed)) throw invalid(name, 'Not a list');
  return parsed.map(String);
}

export function jsonIn(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid(name, 'Could not parse as valid JSON');
  }
}

const Members = z.record(z.string(), z.unknown());

export function objectIn(given: Given, name: string): Record<string, unknown> {
  const value = given[name];
  if (value === undefined || value === null || value === '') return {};
  const parsed = Members.safeParse(typeof value === 'string' ? jsonIn(name, value) : value);
  if (!parsed.success) throw invalid(name, 'Not a dictionary');
  return parsed.data;
}
