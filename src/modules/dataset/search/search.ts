import type { Published } from '../service/catalog.js';
import { scoreOf, testOf } from './match.js';
import { BadQuery, parseQuery } from './parse-query.js';

export interface Search {
  q: string;
  /** Further conditions, each of which must hold; they make no order. */
  fq: readonly string[];
  /** "title asc, metadata_modified desc"; by how well it fits when absent. */
  sort: string | undefined;
  start: number;
  rows: number;
  now: Temporal.Instant;
}

export interface Found {
  count: number;
  items: Published[];
  /** All that were found, in no order: for counts by field. */
  matching: readonly Published[];
}

type Order = (a: Published, b: Published) => number;

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byModified: Order = (a, b) => a.order.modified - b.order.modified;
const ORDERS: Record<string, Order> = {
  // ckanext-harvest asks for its pages in this order.
  id: (a, b) => text(a.dataset.id, b.dataset.id),
  name: (a, b) => text(a.dataset.name, b.dataset.name),
  title: (a, b) => text(a.dataset.about.title, b.dataset.about.title),
  title_string: (a, b) => text(a.dataset.about.title, b.dataset.about.title),
  organization: (a, b) => text(a.dataset.unit, b.dataset.unit),
  metadata_modified: byModified,
  last_modified: byModified,
  metadata_created: (a, b) => a.order.created - b.order.created,
  // Nobody's visits are counted: CKAN without its tracking orders by them as if all were alike.
  views_recent: () => 0,
  views_total: () => 0,
};

function orderOf(sort: string | undefined, score: Order): Order {
  const wishes = (sort ?? 'score desc, metadata_modified desc')
    .split(',')
    .map((part) => part.trim().split(/\s+/));
  const orders = wishes.map(([field = '', direction = 'asc']): Order => {
    const order = field === 'score' ? score : ORDERS[field];
    if (!order || !/^(asc|desc)$/i.test(direction))
      throw new BadQuery(`cannot sort by ${field} ${direction}`);
    return /^desc$/i.test(direction) ? (a, b) => order(b, a) : order;
  });
  return (a, b) => {
    for (const order of orders) {
      const difference = order(a, b);
      if (difference !== 0) return difference;
    }
    return text(a.dataset.name, b.dataset.name);
  };
}

/** One walk over what is published. Throws BadQuery. */
export function search(items: readonly Published[], { q, fq, sort, start, rows, now }: Search): Found {
  const query = parseQuery(q);
  const tests = [query, ...fq.map(parseQuery)].map((one) => testOf(one, now));
  const matching = items.filter((published) => tests.every((test) => test(published)));
  const score = scoreOf(query);
  const scores = new Map(matching.map((published) => [published, score(published)]));
  const byScore: Order = (a, b) => (scores.get(a) ?? 0) - (scores.get(b) ?? 0);
  const sorted = [...matching].sort(orderOf(sort, byScore));
  return { count: matching.length, items: sorted.slice(start, start + rows), matching };
}
