import type { Published } from '../service/catalog.js';
import { folded } from './fold.js';
import { BadQuery, type Query } from './parse-query.js';

/** Fields whose values are whole: tags:"公園" is the tag, title:公園 is a word of the title. */
const WHOLE = new Set([
  'id',
  'name',
  'tags',
  'groups',
  'organization',
  'owner_org',
  'license_id',
  'res_format',
  'frequency',
  'state',
  'type',
  'dataset_type',
  'private',
  'capacity',
]);
const DAYS = new Set(['metadata_created', 'metadata_modified']);
/** So the same field is called by clients of other editions. */
const SAME_AS: Record<string, string> = {
  groups_name: 'groups',
  vocab_tags: 'tags',
  format: 'res_format',
  text: '',
};

type Test = (published: Published) => boolean;

function wildcard(pattern: string, isWhole: boolean): RegExp {
  const body = pattern.replace(/\\(.)|[\s\S]/g, (character, escaped: string | undefined) =>
    escaped === undefined && character === '*'
      ? '[\\s\\S]*'
      : escaped === undefined && character === '?'
        ? '[\\s\\S]'
        : (escaped ?? character).replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'),
  );
  return new RegExp(isWhole ? `^${body}$` : body, 'u');
}

const UNITS = ['minute', 'hour', 'day', 'month', 'year'] as const;

/** Date mathematics of Solr, in UTC: /DAY-7DAYS goes to the beginning of the day and back a week. */
function moved(now: Temporal.Instant, steps: string): Temporal.Instant {
  let at = now.toZonedDateTimeISO('UTC');
  for (const [step, amount, written = ''] of steps.matchAll(/([+-]\d+)?\/?([A-Z]+)/gi)) {
    const unit = UNITS.find((one) => one === written.toLowerCase().replace(/s$/, ''));
    if (!unit) throw new BadQuery(`no date: NOW${step}`);
    if (amount !== undefined) at = at.add({ [`${unit}s`]: Number(amount) });
    else if (unit === 'month' || unit === 'year')
      at = at.with({ day: 1, ...(unit === 'year' && { month: 1 }) }).startOfDay();
    else at = at.round({ smallestUnit: unit, roundingMode: 'floor' });
  }
  return at.toInstant();
}

/** NOW, NOW-7DAYS, NOW/DAY, 2026-04-01T00:00:00Z or a part of it. */
function instantOf(text: string, now: Temporal.Instant): Temporal.Instant {
  const relative = /^"?NOW((?:[+-]\d{1,5}[A-Z]+|\/[A-Z]+)*)"?$/i.exec(text);
  if (relative) return moved(now, relative[1] ?? '');
  const parts = /^"?(\d{4})(?:-(\d{2})(?:-(\d{2})(T[\d:.]+Z?)?)?)?"?$/i.exec(text);
  if (!parts) throw new BadQuery(`no date: ${text}`);
  const [, year, month = '01', day = '01', time] = parts;
  try {
    const clock = time === undefined ? 'T00:00:00Z' : /z$/i.test(time) ? time : `${time}Z`;
    return Temporal.Instant.from(`${year}-${month}-${day}${clock.toUpperCase()}`);
  } catch {
    throw new BadQuery(`no date: ${text}`);
  }
}

function rangeTest(
  { field, from, to, opens, closes }: Extract<Query, { kind: 'range' }>,
  now: Temporal.Instant,
): Test {
  if (DAYS.has(field)) {
    const [first, last] = [from && instantOf(from, now), to && instantOf(to, now)];
    return ({ modifiedAt, dataset }) => {
      const at = field === 'metadata_modified' ? modifiedAt : (dataset.publishedAt ?? dataset.createdAt);
      const low = first ? Temporal.Instant.compare(at, first) : 1;
      const high = last ? Temporal.Instant.compare(at, last) : -1;
      return (opens ? low >= 0 : low > 0) && (closes ? high <= 0 : high < 0);
    };
  }
  const [first, last] = [from && folded(from), to && folded(to)];
  return ({ fields }) =>
    (fields[field] ?? []).some(
      (value) =>
        (!first || (opens ? value >= first : value > first)) &&
        (!last || (closes ? value <= last : value < last)),
    );
}

function wordTest({ field, pattern, isWild }: Extract<Query, { kind: 'word' }>): Test {
  const name = field === null ? '' : (SAME_AS[field] ?? field);
  if (name === '') {
    const wild = isWild ? wildcard(pattern, false) : null;
    return ({ text }) => (wild ? wild.test(text) : text.includes(pattern));
  }
  if (pattern === '*') return ({ fields }) => (fields[name]?.length ?? 0) > 0;
  const isWhole = WHOLE.has(name);
  const wild = isWild ? wildcard(pattern, isWhole) : null;
  return ({ fields }) =>
    (fields[name] ?? []).some((value) =>
      wild ? wild.test(value) : isWhole ? value === pattern : value.includes(pattern),
    );
}

/** Whether a dataset is what the query asks for. Throws BadQuery. */
export function testOf(query: Query, now: Temporal.Instant): Test {
  switch (query.kind) {
    case 'all':
      return () => true;
    case 'word':
      return wordTest(query);
    case 'range':
      return rangeTest(query, now);
    case 'not': {
      const test = testOf(query.part, now);
      return (published) => !test(published);
    }
    default: {
      const tests = query.parts.map((part) => testOf(part, now));
      return query.kind === 'and'
        ? (published) => tests.every((test) => test(published))
        : (published) => tests.some((test) => test(published));
    }
  }
}

/** Words that are looked for, not those that must be absent. */
const wanted = (query: Query): string[] =>
  query.kind === 'word' && !query.isWild
    ? [query.pattern]
    : query.kind === 'and' || query.kind === 'or'
      ? query.parts.flatMap(wanted)
      : [];

/** The better a dataset fits, the higher: title before tags before what is said of it. */
export function scoreOf(query: Query): (published: Published) => number {
  const words = wanted(query);
  const has = (values: readonly string[] | undefined, word: string) =>
    values?.some((value) => value.includes(word)) ?? false;
  return ({ fields }) =>
    words.reduce(
      (sum, word) =>
        sum +
        (fields.title?.includes(word) ? 4 : 0) +
        (has(fields.title, word) ? 4 : 0) +
        (has(fields.name, word) ? 4 : 0) +
        (has(fields.tags, word) ? 2 : 0) +
        (has(fields.groups, word) ? 2 : 0) +
        (has(fields.notes, word) ? 1 : 0),
      0,
    );
}
