import { folded } from './fold.js';

/*
 * The query language of Solr as clients of CKAN use it: words, "phrases", field:value, AND OR NOT && || ! + -,
 * brackets, wildcards, ranges; boosts and fuzziness are read and make no difference. Words beside each other must all be
 * there, as CKAN sets it.
 */

export type Query =
  | { kind: 'all' }
  | { kind: 'word'; field: string | null; pattern: string; isWild: boolean; isPhrase: boolean }
  | { kind: 'range'; field: string; from: string | null; to: string | null; opens: boolean; closes: boolean }
  | { kind: 'and'; parts: Query[] }
  | { kind: 'or'; parts: Query[] }
  | { kind: 'not'; part: Query };

/** The query does not follow the language. */
export class BadQuery extends Error {}

type Token =
  | { kind: 'word'; text: string; isWild: boolean }
  | { kind: 'phrase'; text: string }
  | { kind: 'range'; from: string | null; to: string | null; opens: boolean; closes: boolean }
  | { kind: 'field'; name: string }
  | { kind: '(' | ')' | 'AND' | 'OR' | 'NOT' | '+' };

const RANGE = /^([[{])\s*(\S+)\s+TO\s+([^\s\]}]+)\s*([\]}])/;
const SUFFIX = /^[~^][\d.]*/;
const MOST_TOKENS = 500;
const MOST_DEPTH = 30;

/** An escaped character stands for itself; so does every one of a phrase. */
const ESCAPED = /\\(.)/gs;

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let rest = source.trimStart();
  const take = (length: number) => {
    rest = rest.slice(length).trimStart();
  };
  while (rest !== '') {
    if (tokens.length > MOST_TOKENS) throw new BadQuery('too long');
    const operator = /^(AND|OR|NOT)(?=[\s(]|$)|^(&&|\|\|)/.exec(rest)?.[0];
    const sign = rest[0] ?? '';
    const range = RANGE.exec(rest);
    const phrase = /^"((?:\\.|[^"\\])*)"/s.exec(rest);
    const field = /^((?:\\.|[^\s:()"[\]{}+!\\-])(?:\\.|[^\s:()"[\]{}\\])*):/.exec(rest);
    const word = /^(?:\\.|[^\s()"[\]{}:^~\\])+/s.exec(rest);
    if (operator) {
      tokens.push({ kind: operator === '&&' ? 'AND' : operator === '||' ? 'OR' : (operator as 'AND') });
      take(operator.length);
    } else if (sign === '(' || sign === ')') {
      tokens.push({ kind: sign });
      take(1);
    } else if (sign === '+') {
      tokens.push({ kind: '+' });
      take(1);
    } else if (sign === '-' || sign === '!') {
      tokens.push({ kind: 'NOT' });
      take(1);
    } else if (range) {
      const [all, open, from = '', to = '', close] = range;
      tokens.push({
        kind: 'range',
        from: from === '*' ? null : from,
        to: to === '*' ? null : to,
        opens: open === '[',
        closes: close === ']',
      });
      take(all.length);
    } else if (phrase) {
      tokens.push({ kind: 'phrase', text: (phrase[1] ?? '').replace(ESCAPED, '$1') });
      take(phrase[0].length);
    } else if (field) {
      tokens.push({ kind: 'field', name: (field[1] ?? '').replace(ESCAPED, '$1') });
      take(field[0].length);
    } else if (word) {
      const [text] = word;
      const isWild = /[*?]/.test(text.replace(ESCAPED, ''));
      tokens.push({ kind: 'word', text: isWild ? text : text.replace(ESCAPED, '$1'), isWild });
      take(text.length);
    } else if (SUFFIX.test(rest)) take(SUFFIX.exec(rest)?.[0].length ?? 1);
    else throw new BadQuery(`unexpected ${JSON.stringify(rest.slice(0, 10))}`);
  }
  return tokens;
}

const joined = (kind: 'and' | 'or', parts: Query[]): Query =>
  parts.length === 1 && parts[0] ? parts[0] : { kind, parts };

export function parseQuery(source: string): Query {
  const tokens = tokensOf(source);
  let at = 0;
  const peek = () => tokens[at];

  function either(field: string | null, depth: number): Query {
    if (depth > MOST_DEPTH) throw new BadQuery('too deep');
    const parts = [all(field, depth)];
    while (peek()?.kind === 'OR') {
      at += 1;
      parts.push(all(field, depth));
    }
    return joined('or', parts);
  }

  function all(field: string | null, depth: number): Query {
    const parts: Query[] = [];
    for (let token = peek(); token && token.kind !== ')' && token.kind !== 'OR'; token = peek()) {
      if (token.kind === 'AND') {
        if (parts.length === 0) throw new BadQuery('AND without a word before it');
        at += 1;
      }
      parts.push(one(field, depth));
    }
    if (parts.length === 0) throw new BadQuery('a word is missing');
    return joined('and', parts);
  }

  function one(field: string | null, depth: number): Query {
    const token = peek();
    if (!token) throw new BadQuery('a word is missing');
    at += 1;
    switch (token.kind) {
      case 'NOT':
        return { kind: 'not', part: one(field, depth) };
      case '+':
        return one(field, depth);
      case '(': {
        const inner = either(field, depth + 1);
        if (peek()?.kind !== ')') throw new BadQuery('a bracket is not closed');
        at += 1;
        return inner;
      }
      case 'field':
        if (token.name === '*' && peek()?.kind === 'word') {
          at += 1;
          return { kind: 'all' };
        }
        return one(token.name, depth);
      case 'phrase':
        return { kind: 'word', field, pattern: folded(token.text), isWild: false, isPhrase: true };
      case 'word':
        if (field === null && token.text === '*') return { kind: 'all' };
        return { kind: 'word', field, pattern: folded(token.text), isWild: token.isWild, isPhrase: false };
      case 'range':
        if (field === null) throw new BadQuery('a range needs a field');
        return { ...token, field };
      default:
        throw new BadQuery(`unexpected ${token.kind}`);
    }
  }

  if (tokens.length === 0) return { kind: 'all' };
  const query = either(null, 0);
  if (at < tokens.length) throw new BadQuery('a bracket too many');
  return query;
}
