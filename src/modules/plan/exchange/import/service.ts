import { createHash } from 'node:crypto';
import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { type BookFault, readBook } from '#kernel/sheets/read-book.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { measureChanges } from '../../changes.js';
import { Measure, Plan } from '../../definition.js';
import type { ChangedAs, FieldChange } from '../../model.js';
import { actingAs } from '../../service/acting-as.js';
import { requireSound, writeMeasure } from '../../service/writing.js';
import type { PlanService } from '../../service.js';
import {
  addVersion,
  lockCurrent,
  PLAN_KEY,
  readCurrentPlan,
  readVersion,
  type StoredPlan,
} from '../../store.js';
import { fromBook } from '../from-book.js';
import { fromRows, type Proposal } from '../from-rows.js';
import type { Notice, Problem } from '../problems.js';
import { SHEETS } from '../sheets.js';
import { type Bases, draftsOf } from './drafts.js';
import { type PlanChange, planChanges } from './plan-changes.js';
import { deleteAbandoned, insertImport, markApplied, readImport, type StoredImport } from './store.js';

/** What a file was found to be. */
export type Upload =
  | { kind: 'unreadable'; fault: BookFault; sheet: string | null }
  | { kind: 'faulty'; problems: readonly Problem[]; notices: readonly Notice[] }
  | { kind: 'noChanges'; notices: readonly Notice[] }
  | { kind: 'ready'; id: string };

export interface MeasureChanges {
  number: string;
  label: string;
  title: string;
  isNew: boolean;
  changes: readonly FieldChange[];
}

export interface ImportPreview {
  id: string;
  fileName: string;
  createdAt: Temporal.Instant;
  appliedAt: Temporal.Instant | null;
  plan: readonly PlanChange[];
  measures: readonly MeasureChanges[];
  notices: readonly Notice[];
  /** Labels of documents that were changed after the preview was made: it can no longer be confirmed. */
  overtaken: readonly string[];
}

/** Previews that nobody confirms are thrown away after this time. */
const KEPT_DAYS = 30;
const ACTION = 'plan.import';

/** Taking in a plan file: read it, show what it would change, take in all of it or nothing. */
export function createImporting(kernel: Kernel, service: PlanService) {
  return {
    /** Throws forbidden. Nothing of the plan changes yet; a file with a fault leaves nothing behind. */
    async upload(
      context: Context,
      { fileName, content }: { fileName: string; content: Uint8Array },
    ): Promise<Upload> {
      kernel.access.requireAnywhere(context, ACTION);
      const read = await readBook(content);
      if (!read.ok) return { kind: 'unreadable', fault: read.fault, sheet: read.sheet ?? null };
      const stored = await service.readDocuments(context);
      const current = {
        plan: stored.plan.document,
        measures: stored.measures.map(({ document }) => document),
      };
      const { rows, problems, notices } = fromBook(read.book);
      // Of a sheet without one of its columns nothing is known.
      if (problems.some(({ cell }) => cell === null)) return { kind: 'faulty', problems, notices };
      const found = fromRows(rows, current, await service.knownNames(context), problems);
      if (found.problems.length > 0) return { kind: 'faulty', problems: found.problems, notices };

      const { proposal } = found;
      const planId = stored.plan.document.id;
      return kernel.database.transaction(tenantOf(context), async (tx): Promise<Upload> => {
        const earlier = await readBases(tx, planId, proposal, stored);
        const drafts = draftsOf(proposal, stored, earlier, {
          fiscalYear: fiscalYearOf(today(context.clock)),
        });
        if (drafts.changedSince.length > 0) {
          const cellOf = (key: string) =>
            rows.measures?.find(({ values }) => values.number === key)?.cell('number') ?? null;
          return {
            kind: 'faulty',
            notices,
            problems: drafts.changedSince.map(({ key, version, current: now }) => ({
              sheet: key === PLAN_KEY ? SHEETS.plan.name : SHEETS.measures.name,
              cell: key === PLAN_KEY ? (rows.plan?.[0]?.cell('id') ?? null) : cellOf(key),
              code: 'changedSince',
              params: { version, current: now },
            })),
          };
        }
        const all = [...notices, ...keptMeasures(proposal, stored), ...drafts.newer];
        if (drafts.plan === null && drafts.measures.length === 0) return { kind: 'noChanges', notices: all };
        const now = context.clock.now();
        const id = uuidv7(now);
        await deleteAbandoned(tx, now.subtract({ hours: 24 * KEPT_DAYS }));
        await insertImport(tx, {
          id,
          planId,
          fileName,
          fileHash: createHash('sha256').update(content).digest(),
          plan: drafts.plan,
          measures: drafts.measures,
          bases: drafts.bases,
          notices: all,
          createdAt: now,
          createdBy: actorRef(context.actor),
        });
        return { kind: 'ready', id };
      });
    },

    /** Throws forbidden and notFound. */
    async preview(context: Context, id: string): Promise<ImportPreview> {
      kernel.access.requireAnywhere(context, ACTION);
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const found = await readImport(tx, id);
        const stored = await readCurrentPlan(tx);
        if (!found || !stored) throw notFound(`plan import ${id}`);
        return previewOf(found, await documentsAt(tx, found), stored);
      });
    },

    /**
     * Takes the file in as new versions, in one transaction; a second confirmation changes nothing. Throws
     * conflict, with nothing written, when somebody has changed one of the documents since the preview.
     */
    async apply(context: Context, id: string): Promise<{ measures: number }> {
      kernel.access.requireAnywhere(context, ACTION);
      const known = await service.knownNames(context);
      const changedAs = actingAs(context, (acting) => kernel.access.canAnywhere(acting, ACTION));
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const found = await readImport(tx, id, { hold: true });
        const stored = await readCurrentPlan(tx);
        if (!found || !stored) throw notFound(`plan import ${id}`);
        if (found.appliedAt) return { measures: found.measures.length };
        requireSound(
          found.plan ?? stored.plan.document,
          stored.measures.map(({ document }) => document),
          found.measures,
          known,
        );
        await writeAll(tx, context, found, changedAs);
        return { measures: found.measures.length };
      });
    },
  };
}

async function writeAll(
  tx: Tx,
  context: Context,
  found: StoredImport,
  changedAs: ChangedAs | null,
): Promise<void> {
  const { planId, plan, bases } = found;
  if (plan) await writePlan(tx, context, { document: plan, base: bases[PLAN_KEY] ?? null, changedAs });
  const written: { number: string; version: number }[] = [];
  // Always in the same order, so that two imports at the same time do not lock each other out.
  for (const document of [...found.measures].sort((a, b) => (a.number < b.number ? -1 : 1))) {
    const base = bases[document.number] ?? null;
    const one = await writeMeasure(
      tx,
      context,
      planId,
      { base, document },
      { change: 'imported', reason: null, changedAs },
    );
    if (one.changed) written.push(one);
  }
  await markApplied(tx, found.id, context.clock.now(), actorRef(context.actor));
  for (const { number, version } of written) {
    await append(tx, context, {
      type: version === 1 ? 'plan.measureAdded' : 'plan.measureChanged',
      subject: `measure/${number}`,
      data: { plan: planId, measure: number, version, import: found.id },
    });
  }
  await append(tx, context, {
    type: 'plan.imported',
    subject: `plan/${planId}`,
    data: { plan: planId, measures: written.length, planChanged: plan !== null, import: found.id },
  });
}

async function writePlan(
  tx: Tx,
  context: Context,
  { document, base, changedAs }: { document: Plan; base: number | null; changedAs: ChangedAs | null },
): Promise<void> {
  const current = await lockCurrent(tx, document.id, PLAN_KEY);
  const added =
    current !== null &&
    current.version === base &&
    (await addVersion(tx, {
      plan: document.id,
      key: PLAN_KEY,
      kind: 'plan',
      version: current.version + 1,
      document,
      change: 'imported',
      reason: null,
      changedAt: context.clock.now(),
      changedBy: actorRef(context.actor),
      changedAs,
    }));
  if (!added)
    throw new AppError('conflict', `the plan is at version ${current?.version}, the file began with ${base}`);
}

/** The versions that the file names, where they are no longer the current ones. */
async function readBases(tx: Tx, plan: string, { versions }: Proposal, stored: StoredPlan): Promise<Bases> {
  const current = new Map<string, number>([
    [PLAN_KEY, stored.plan.version],
    ...stored.measures.map(({ document, version }) => [document.number, version] as const),
  ]);
  const bases = { plan: null as Plan | null, measures: new Map<string, Measure>() };
  for (const [key, version] of Object.entries(versions)) {
    if (version >= (current.get(key) ?? 0)) continue;
    const row = await readVersion(tx, plan, key, version);
    if (row && key === PLAN_KEY) bases.plan = Plan.parse(row.document);
    else if (row) bases.measures.set(key, Measure.parse(row.document));
  }
  return bases;
}

/** The documents that a preview was compared with: still there when newer versions came. */
async function documentsAt(tx: Tx, { planId, bases }: StoredImport): Promise<Bases> {
  const found = { plan: null as Plan | null, measures: new Map<string, Measure>() };
  for (const [key, version] of Object.entries(bases)) {
    const row = version === null ? null : await readVersion(tx, planId, key, version);
    if (row && key === PLAN_KEY) found.plan = Plan.parse(row.document);
    else if (row) found.measures.set(key, Measure.parse(row.document));
  }
  return found;
}

function previewOf(found: StoredImport, before: Bases, stored: StoredPlan): ImportPreview {
  const current = new Map(stored.measures.map(({ document, version }) => [document.number, version]));
  const overtaken = Object.entries(found.bases)
    .filter(([key, base]) => (key === PLAN_KEY ? stored.plan.version : (current.get(key) ?? null)) !== base)
    .map(([key]) => found.measures.find(({ number }) => number === key)?.label ?? SHEETS.plan.name);
  return {
    id: found.id,
    fileName: found.fileName,
    createdAt: found.createdAt,
    appliedAt: found.appliedAt,
    plan: found.plan && before.plan ? planChanges(before.plan, found.plan) : [],
    measures: found.measures.map((document): MeasureChanges => {
      const old = before.measures.get(document.number);
      return {
        number: document.number,
        label: document.label,
        title: document.title,
        isNew: old === undefined,
        changes: old ? measureChanges(old, document) : [],
      };
    }),
    notices: found.notices,
    overtaken: found.appliedAt ? [] : overtaken,
  };
}

function keptMeasures({ documents }: Proposal, stored: StoredPlan): Notice[] {
  const named = new Set(documents.measures.map(({ number }) => number));
  const kept = stored.measures.filter(({ document }) => !named.has(document.number));
  return kept.length === 0 ? [] : [{ code: 'measuresKept', params: { count: kept.length } }];
}
