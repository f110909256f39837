import { dateIn, today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Entry } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import type { Procedure } from '../definition.js';
import {
  type Case,
  isFeeDue,
  type Proposed,
  phaseOf,
  processingDays,
  resumed,
  stateAfterApproval,
} from '../model.js';
import { type CaseChange, findCase, saveCase } from '../store/cases.js';
import { caseSubject, type EntryType } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';
import type { createFees } from './fees.js';

/** What a step changes and how the journal tells it. */
export interface StepResult {
  change: CaseChange;
  entry: EntryType;
  data?: Record<string, string | number>;
}

/** Of the table of authority: 申請の処分. */
export const DECISION_KIND = 'case-result';
/** How a draft for a decision names the case that it is about. */
const subjectOf = (id: string) => ({ module: 'procedure', id });
/** Drafts for decisions are papers of the office. */
const t = translatorFor('ja');

/**
 * What a case comes to. Where the town's table of authority asks for a decision on results, the case waits for it and
 * comes to what was put up once it is decided; else it comes to it at once.
 */
export function createOutcome(deps: ProcedureDeps, fees: ReturnType<typeof createFees>) {
  const { kernel, decision, definitions } = deps;

  /** The case as it is once this is settled. */
  async function settle(
    tx: Tx,
    context: Context,
    found: Case,
    procedure: Procedure,
    proposed: Proposed,
  ): Promise<StepResult> {
    const { proposed: _, ...content } = found.content;
    if (proposed.outcome === 'refuse') {
      await fees.cancel(tx, context, found, procedure, 'refused');
      return {
        change: {
          state: 'refused',
          phase: 'closed',
          content: { ...content, refusal: proposed.reason },
          ...decided(found, context),
        },
        entry: 'case.refused',
      };
    }
    const state = stateAfterApproval(procedure.output, found);
    if (isFeeDue(found)) await fees.request(tx, context, found, procedure);
    return {
      change: { state, phase: phaseOf(state, found), content, ...decided(found, context) },
      entry: 'case.approved',
      data: { channel: found.channel },
    };
  }

  async function putUp(
    tx: Tx,
    context: Context,
    found: Case,
    { procedure, drafter }: { procedure: Procedure; drafter: string },
    proposed: Proposed,
  ): Promise<StepResult> {
    const { number, applicantName, unit, id } = found;
    const title = localize(procedure.title, 'ja');
    const facts = { title, number, name: applicantName };
    await decision.putUp(tx, context, {
      kind: DECISION_KIND,
      subject: subjectOf(id),
      unit,
      drafter,
      content: {
        title: t('casework.decision.title', facts),
        body:
          proposed.outcome === 'approve'
            ? t('casework.decision.approve', facts)
            : t('casework.decision.refuse', { ...facts, reason: proposed.reason }),
        related: `/${context.municipality.slug}/staff/cases/${id}`,
      },
    });
    return {
      change: {
        state: 'inDecision',
        phase: phaseOf('inDecision', found),
        content: { ...found.content, proposed },
      },
      entry: 'case.putUp',
      data: { outcome: proposed.outcome },
    };
  }

  return {
    /** The draft by which a decision on the case is on its way; null when there is none. */
    underWay: async (tx: Tx, { id, state }: Pick<Case, 'id' | 'state'>): Promise<string | null> =>
      state === 'inDecision' ? ((await decision.lastAbout(tx, subjectOf(id)))?.id ?? null) : null,

    /** Settles the case, or puts it up in the name of who works on it. */
    reach: (
      tx: Tx,
      context: Context,
      found: Case,
      by: { procedure: Procedure; drafter: string },
      proposed: Proposed,
    ): Promise<StepResult> =>
      decision.isRequired(context, DECISION_KIND)
        ? putUp(tx, context, found, by, proposed)
        : settle(tx, context, found, by.procedure, proposed),

    /** What a decision on a case came to; a case that no longer waits for one is left alone. */
    async decided(tx: Tx, context: Context, { type, data }: Pick<Entry, 'type' | 'data'>): Promise<void> {
      if (data.module !== 'procedure') return;
      const found = await findCase(tx, kernel.vault, String(data.subject), { lock: true });
      const proposed = found?.content.proposed;
      if (found?.state !== 'inDecision' || !proposed) return;
      const procedure = await definitions.at(tx, found.procedure, found.version);
      const { proposed: _, ...content } = found.content;
      const result: StepResult =
        type === 'decision.withdrawn'
          ? {
              change: { state: 'inReview', phase: phaseOf('inReview', found), content },
              entry: 'case.takenBack',
            }
          : await settle(tx, context, found, procedure, proposed);
      await saveCase(tx, kernel.vault, found.id, result.change, context.clock.now());
      await append(tx, context, {
        type: result.entry,
        subject: caseSubject(found.id),
        data: { procedure: found.procedure, unit: found.unit, ...result.data },
      });
    },
  };
}

export type Outcome = ReturnType<typeof createOutcome>;

function decided(found: Case, context: Context): CaseChange {
  const decidedOn = today(context.clock);
  const clock = resumed(found, decidedOn);
  return {
    ...clock,
    decidedOn,
    processingDays: processingDays(dateIn(found.submittedAt), decidedOn, clock.stoppedDays),
  };
}
