import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { assemblePlan, type Stored } from '../assemble.js';
import { readPlan, readRatingRule } from '../catalog.js';
import { COUNTABLE } from '../countable.fixture.js';
import type { PlanView } from '../model.js';

export const CITIES = { 'nara-city': 43, 'nara-pref': 27, imari: 28, katsuragi: 11, kashihara: 10 } as const;

/** The plan of the catalogue as it looks on a day, without a database and so without counted figures. */
export async function planOnPaper(city: string, asOf = '2026-11-20'): Promise<PlanView> {
  const documents = await readPlan(SHIPPED_CATALOG, city, COUNTABLE);
  if (!documents) throw new Error(`no plan of ${city}`);
  const stored = <Document>(document: Document): Stored<Document> => ({
    document,
    version: 1,
    changedAt: Temporal.Instant.from(`${asOf}T00:00:00Z`),
  });
  return assemblePlan({
    plan: stored(documents.plan),
    measures: documents.measures.map(stored),
    counts: new Map(),
    judgements: new Map(),
    rule: await readRatingRule(SHIPPED_CATALOG),
    asOf: Temporal.PlainDate.from(asOf),
  });
}
