import type { FormBody, UploadBody } from '#kernel/http/route.js';
import { parseFiscalYear } from '#kernel/values/era.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import { halfWidthAlphanumerics } from '#kernel/values/japanese-text.js';
import { type Parsed, parsed, unparsed } from '#kernel/values/parsed.js';
import type { Figure, IndicatorKind } from '../definition.js';

/** What a person typed, by the name of the field: it comes back unchanged when something is wrong. */
export type Typed = Readonly<Record<string, string>>;

/** What is wrong with a field; in words by `review.error.<code>`. */
export type FormFault =
  | 'required'
  | 'notNumber'
  | 'notYear'
  | 'yearOrder'
  | 'notSlug'
  | 'notLink'
  | 'notDate'
  | 'unknownMeasure'
  | 'reason'
  | 'tooLong';
export type FormFaults = Record<string, FormFault>;

/** A form that was read: the value, or what is wrong beside each field. */
export type FormResult<Value> = { ok: true; value: Value } | { ok: false; faults: FormFaults };

export const formResult = <Value>({ faults }: { faults: FormFaults }, value: Value): FormResult<Value> =>
  Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, value };

/** A name that came more than once counts with its first value; files are not typed. */
export const typedFrom = (body: FormBody | UploadBody): Typed =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined || typeof first === 'string' ? [[name, first ?? '']] : [];
    }),
  );

export const MAX_TEXT = 4000;

/** Collects faults while a form is read. */
export function reader(typed: Typed) {
  const faults: FormFaults = {};
  const fault = (name: string, code: FormFault) => {
    faults[name] ??= code;
  };
  const text = (name: string): string => (typed[name] ?? '').replaceAll('\r\n', '\n').trim();
  return {
    faults,
    fault,
    text,
    optional(name: string): string | undefined {
      const value = text(name);
      if (value.length > MAX_TEXT) fault(name, 'tooLong');
      return value === '' ? undefined : value;
    },
    required(name: string): string {
      const value = text(name);
      if (value === '') fault(name, 'required');
      if (value.length > MAX_TEXT) fault(name, 'tooLong');
      return value;
    },
    /** One item a line. */
    lines: (name: string): string[] =>
      text(name)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    year(name: string): FiscalYear | undefined {
      const value = text(name);
      if (value === '') return undefined;
      const year = parseFiscalYear(value);
      if (year === null) fault(name, 'notYear');
      return year ?? undefined;
    },
    link(name: string): string | null {
      const value = text(name);
      if (value === '') return null;
      if (!/^https?:\/\/\S+$/.test(value) || !URL.canParse(value)) fault(name, 'notLink');
      return value;
    },
  };
}
export type Reader = ReturnType<typeof reader>;

/** １,２００件 is 1200: full-width digits, separators and a unit behind the figure are understood. */
export function parseNumber(text: string): number | null {
  const plain = halfWidthAlphanumerics(text)
    .replaceAll('．', '.')
    .replaceAll(/[－−]/g, '-')
    .replaceAll(/[,，\s]/g, '');
  const [, digits] = /^(-?\d+(?:\.\d+)?)[^\d.]{0,10}$/.exec(plain) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** A figure as typed for an indicator of that kind; null for an empty field. */
export function parseFigure(kind: IndicatorKind, text: string): Parsed<Figure | null, 'notNumber'> {
  const trimmed = text.trim();
  if (trimmed === '') return parsed(null);
  if (kind === 'milestone') return parsed(trimmed);
  if (kind === 'yesNo') return parsed(trimmed === 'yes');
  const value = parseNumber(trimmed);
  return value === null ? unparsed('notNumber') : parsed(value);
}

/** The figure as its field shows it. */
export const figureField = (figure: Figure | null | undefined): string =>
  figure === null || figure === undefined
    ? ''
    : typeof figure === 'boolean'
      ? figure
        ? 'yes'
        : 'no'
      : String(figure);
