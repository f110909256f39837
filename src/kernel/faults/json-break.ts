import type { Saying } from './saying.js';

/*
 * Where JSON breaks. The reader of the language says it in a sentence of its own, in English, and for some mistakes
 * without a place.
 */

const SPACE = /[ \t\n\r]*/y;
const TOKEN =
  /[{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/uy;

/** What may stand next: a value (or the end of an empty list), a name (or the end of an empty object), `:`, or `,` and the end. */
type Wanted = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'more';

/** Offset of the first character that no JSON has there; the length of the text where something is missing at its end. */
export function jsonBreak(text: string): number {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    if (wanted === 'more' && open.length === 0) return at;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    const next: Wanted | null = token === undefined ? null : after(token, wanted, open);
    if (token === undefined || next === null) return at;
    wanted = next;
    at += token.length;
  }
}

function after(token: string, wanted: Wanted, open: ('{' | '[')[]): Wanted | null {
  const isValue = wanted === 'value' || wanted === 'valueOrEnd';
  const inner = open.at(-1);
  switch (token) {
    case '{':
    case '[':
      if (!isValue) return null;
      open.push(token);
      return token === '{' ? 'nameOrEnd' : 'valueOrEnd';
    case '}':
      if (inner !== '{' || (wanted !== 'nameOrEnd' && wanted !== 'more')) return null;
      open.pop();
      return 'more';
    case ']':
      if (inner !== '[' || (wanted !== 'valueOrEnd' && wanted !== 'more')) return null;
      open.pop();
      return 'more';
    case ':':
      return wanted === 'colon' ? 'value' : null;
    case ',':
      if (wanted !== 'more') return null;
      return inner === '{' ? 'name' : 'value';
    default:
      if (isValue) return 'more';
      return token.startsWith('"') && (wanted === 'name' || wanted === 'nameOrEnd') ? 'colon' : null;
  }
}

/** The break with its line and column, both from 1. */
export function jsonSaying(text: string): Saying {
  const at = jsonBreak(text);
  const lines = text.slice(0, at).split('\n');
  const place = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  return at >= text.length
    ? { key: 'fault.json.end', params: place }
    : {
        key: 'fault.json.break',
        params: { ...place, found: [...text.slice(at, at + 20)].slice(0, 10).join('') },
      };
}
