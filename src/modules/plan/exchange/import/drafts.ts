import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { Stored } from '../../assemble.js';
import { canonical, measureChanges } from '../../changes.js';
import type { Measure, Plan } from '../../definition.js';
import { withRecordedChanges } from '../../recorded-changes.js';
import type { StoredPlan } from '../../store.js';
import type { Proposal } from '../from-rows.js';
import { type NewerNotice, placesIn } from '../problems.js';
import { planChanges } from './plan-changes.js';

/** Earlier versions that the file says it was written from, by key; null where there is no such version. */
export interface Bases {
  plan: Plan | null;
  measures: ReadonlyMap<string, Measure>;
}

export interface Drafts {
  plan: Plan | null;
  measures: Measure[];
  bases: Record<string, number | null>;
  /** Changed in the file and, since the file was written, in the plan as well: keys. */
  changedSince: { key: string; version: number; current: number }[];
  /** Left alone in the file and changed in the plan since it was written. */
  newer: NewerNotice[];
}

const equal = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** A year about which nothing is said is the same as no year: a file cannot tell them apart. */
export const withoutEmptyYears = (measure: Measure): Measure => ({
  ...measure,
  indicators: measure.indicators.map((indicator) => ({
    ...indicator,
    values: Object.fromEntries(
      Object.entries(indicator.values).filter(([, value]) => Object.keys(value).length > 0),
    ),
  })),
});

/**
 * Which documents a file changes. One that the file left as it was when it was written is not touched, whatever
 * has become of it since: sections send back files in which others' measures stand as they were weeks ago.
 */
export function draftsOf(
  { documents, versions }: Proposal,
  stored: StoredPlan,
  earlier: Bases,
  { fiscalYear }: { fiscalYear: FiscalYear },
): Drafts {
  const drafts: Drafts = { plan: null, measures: [], bases: {}, changedSince: [], newer: [] };
  const isNews = <Document extends object>(
    key: string,
    proposed: Document,
    current: Stored<Document>,
    before: Document | null,
    newerNotice: (before: Document) => NewerNotice,
  ): boolean => {
    if (equal(proposed, current.document)) return false;
    const version = versions[key];
    const isOlder = version !== undefined && version < current.version;
    if (!isOlder || !before) return true;
    if (equal(proposed, before)) {
      const notice = newerNotice(before);
      if (placesIn(notice) > 0) drafts.newer.push(notice);
      return false;
    }
    drafts.changedSince.push({ key, version, current: current.version });
    return false;
  };

  const newerPlan = (before: Plan): NewerNotice => ({
    code: 'newerKept',
    document: null,
    changes: [],
    parts: planChanges(before, stored.plan.document).map(({ part }) => part),
  });
  if (isNews('plan', documents.plan, stored.plan, earlier.plan, newerPlan)) {
    drafts.plan = documents.plan;
    drafts.bases.plan = stored.plan.version;
  }
  const current = new Map(stored.measures.map((one) => [one.document.number, one]));
  for (const proposed of documents.measures) {
    const { number } = proposed;
    const known = current.get(number);
    if (!known) {
      drafts.measures.push(proposed);
      drafts.bases[number] = null;
      continue;
    }
    const before = earlier.measures.get(number);
    const cleaned = { ...known, document: withoutEmptyYears(known.document) };
    const newerMeasure = (old: Measure): NewerNotice => ({
      code: 'newerKept',
      document: known.document.label,
      changes: measureChanges(old, cleaned.document),
      parts: [],
    });
    const written = before ? withoutEmptyYears(before) : null;
    if (!isNews(number, proposed, cleaned, written, newerMeasure)) continue;
    // As it will be saved: an indicator whose row was deleted stays as an ended one, a new target is recorded.
    drafts.measures.push(withRecordedChanges(known.document, proposed, fiscalYear, null));
    drafts.bases[number] = known.version;
  }
  return drafts;
}
