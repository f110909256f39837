import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { definitionFile } from '#kernel/definitions/definition-file.js';
import { AppError, notFound } from '#kernel/errors.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Entry } from '#kernel/journal/entry.js';
import type { EntryName } from '../entries.js';
import { type Draft, type DraftAction, mayApprove, mayHappen } from '../model.js';
import { ja } from '../parts/texts.js';
import { problemsOf } from '../problems.js';
import { type DraftStep, deleteDraft, findDraft, saveStep } from '../store/drafts.js';
import { toYaml } from '../yaml.js';
import { type AuthoringDeps, createDesk, decisionSubject } from './deps.js';

/** Of the table of authority. */
export const DECISION_KIND = 'definition';
/** Drafts for decisions are papers of the office. */
const t = translatorFor('ja');

/**
 * From a draft that is finished to a version that is offered. Where the town's table of authority asks for a decision
 * on definitions, asking puts one up, and its route takes the place of the one approval here.
 */
export function createDeciding(deps: AuthoringDeps) {
  const { kernel, procedure: procedures, decision } = deps;
  const { access } = kernel;
  const { staffId, draftOf, underDecision, journal } = createDesk(deps);

  /** One step on a draft: its state allows it, its page showed what is there now. */
  async function inTurn(
    tx: Tx,
    context: Context,
    id: string,
    { seen, action }: { seen: number; action: DraftAction },
  ): Promise<Draft> {
    const draft = await draftOf(tx, context, id, { lock: true });
    const isDeciding = action === 'approve' || action === 'sendBack';
    access.require(context, isDeciding ? 'procedure.approve' : 'procedure.author', draft.unit);
    if (draft.revision !== seen) throw new AppError('conflict', `the draft of ${id} has moved on`);
    if (!mayHappen(draft.state, action)) throw new AppError('notAllowedNow', `${action} when ${draft.state}`);
    if (draft.state === 'inApproval' && (await underDecision(tx, id)))
      throw new AppError('notAllowedNow', `a decision on ${id} is on its way`);
    return draft;
  }

  const step = (
    context: Context,
    id: string,
    { seen, action, type }: { seen: number; action: DraftAction; type: EntryName },
    decide: (draft: Draft) => DraftStep,
  ): Promise<void> =>
    kernel.database.transaction(tenantOf(context), async (tx) => {
      const draft = await inTurn(tx, context, id, { seen, action });
      await saveStep(tx, id, decide(draft));
      await journal(tx, context, type, draft, { revision: draft.revision });
    });

  const requireWhole = (context: Context, { document }: Draft) => {
    const units = new Set(context.municipality.units.map((unit) => unit.id));
    if (problemsOf(document, units).length > 0)
      throw new AppError('notAllowedNow', `the draft of ${document.id} has problems`);
  };

  return {
    previewed: (context: Context, id: string, seen: number): Promise<void> =>
      step(context, id, { seen, action: 'preview', type: 'definition.previewed' }, () => ({
        state: 'previewed',
      })),

    ask: (context: Context, id: string, seen: number, note: string): Promise<void> =>
      kernel.database.transaction(tenantOf(context), async (tx) => {
        const draft = await inTurn(tx, context, id, { seen, action: 'ask' });
        requireWhole(context, draft);
        await saveStep(tx, id, {
          state: 'inApproval',
          note,
          asked_by: staffId(context),
          asked_at: context.clock.now(),
          decided_by: null,
          decided_at: null,
          reason: null,
        });
        await journal(tx, context, 'definition.approvalAsked', draft, { revision: draft.revision });
        if (decision.isRequired(context, DECISION_KIND))
          await decision.putUp(tx, context, {
            kind: DECISION_KIND,
            subject: decisionSubject(id),
            unit: draft.unit,
            drafter: staffId(context),
            content: {
              title: t('authoring.decision.title', { title: ja(draft.document.title) || id }),
              body: t('authoring.decision.body', { note }),
              related: `/${context.municipality.slug}/staff/authoring/${id}/preview`,
            },
            files: [definitionFile(id, toYaml(draft.document, [ja(draft.document.title) || id]))],
          });
      }),

    /** What the decision on a definition came to; a draft that is no longer in approval is left alone. */
    async decided(
      tx: Tx,
      context: Context,
      entry: Pick<Entry, 'type' | 'actor' | 'at' | 'data'>,
    ): Promise<void> {
      const draft =
        entry.data.module === 'authoring'
          ? await findDraft(tx, String(entry.data.subject), { lock: true })
          : undefined;
      if (draft?.state !== 'inApproval') return;
      if (entry.type === 'decision.withdrawn') {
        await saveStep(tx, draft.procedure, { state: 'draft' });
        await journal(tx, context, 'definition.pulledBack', draft, { revision: draft.revision });
        return;
      }
      const by = entry.actor.replace(/^staff\//, '');
      await saveStep(tx, draft.procedure, { state: 'approved', decided_by: by, decided_at: entry.at });
      await journal(tx, context, 'definition.approved', draft, { revision: draft.revision });
    },

    pullBack: (context: Context, id: string, seen: number): Promise<void> =>
      step(context, id, { seen, action: 'pullBack', type: 'definition.pulledBack' }, () => ({
        state: 'draft',
      })),

    approve: (context: Context, id: string, seen: number): Promise<void> =>
      step(context, id, { seen, action: 'approve', type: 'definition.approved' }, (draft) => {
        if (!mayApprove(draft, staffId(context)))
          throw new AppError('forbidden', 'nobody approves what they wrote themselves');
        requireWhole(context, draft);
        return { state: 'approved', decided_by: staffId(context), decided_at: context.clock.now() };
      }),

    sendBack: (context: Context, id: string, seen: number, reason: string): Promise<void> =>
      step(context, id, { seen, action: 'sendBack', type: 'definition.sentBack' }, () => ({
        state: 'draft',
        reason,
        decided_by: staffId(context),
        decided_at: context.clock.now(),
      })),

    /** Offers the approved draft from a day on, today at the earliest. */
    async publish(context: Context, id: string, seen: number, from: Temporal.PlainDate): Promise<string> {
      if (Temporal.PlainDate.compare(from, today(context.clock)) < 0)
        throw new AppError('invalidInput', 'nothing is published for the past');
      const version = await kernel.database.transaction(tenantOf(context), async (tx) => {
        const draft = await inTurn(tx, context, id, { seen, action: 'publish' });
        requireWhole(context, draft);
        const made = await procedures.publishing.publish(
          tx,
          context,
          { ...draft.document, unit: draft.unit },
          { from, publishedBy: staffId(context), approvedBy: draft.decidedBy, note: draft.note },
        );
        await deleteDraft(tx, id);
        await journal(tx, context, 'definition.published', draft, { version: made, from: from.toString() });
        return made;
      });
      await procedures.publishing.refresh(context);
      return version;
    },

    /** Ends a procedure on a day, or offers it without an end again. Needs whoever may approve: it is as grave. */
    async end(context: Context, id: string, until: Temporal.PlainDate | null): Promise<void> {
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        const versions = await procedures.publishing.versions(tx, context, id);
        const current = versions.find(({ isCurrent }) => isCurrent) ?? versions[0];
        const unit = (current?.document as { unit?: string } | undefined)?.unit;
        if (!current || unit === undefined || !access.can(context, 'procedure.approve', unit))
          throw notFound(`procedure ${id}`);
        const day = today(context.clock);
        if (until && Temporal.PlainDate.compare(until, day) < 0)
          throw new AppError('invalidInput', 'nothing ends in the past');
        const version = await procedures.publishing.end(tx, context, id, {
          until,
          by: staffId(context),
          today: day,
        });
        await (until
          ? journal(
              tx,
              context,
              'definition.ended',
              { procedure: id, unit },
              { version, until: until.toString() },
            )
          : journal(tx, context, 'definition.reopened', { procedure: id, unit }, { version }));
      });
      await procedures.publishing.refresh(context);
    },
  };
}
