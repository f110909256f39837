import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Entry } from '#kernel/journal/entry.js';
import { DASHBOARD_DECISION, type Dashboard, type DashboardStep, stepsOf } from '../dashboard.js';
import { MOST_REASON } from '../model.js';
import { findDashboard, saveDashboard } from '../store/dashboards.js';
import { dashboardInTurn, journalDashboard } from './dashboard-turn.js';
import type { Dashboards } from './dashboards.js';
import { type DatasetDeps, inTenant, staffId } from './deps.js';

const t = translatorFor('ja');

type DecidedBy = 'colleague' | 'decision' | 'nobody';

/** From a draft to the public and back: by whoever may publish, or by decision where the town's table requires one. */
export function createDashboardSteps(deps: DatasetDeps, { read, drawnAll }: Dashboards) {
  const { kernel, needs } = deps;

  const turn = (context: Context, { unit, state, askedBy }: Dashboard) => {
    const needsDecision = needs.decision.isRequired(context, DASHBOARD_DECISION);
    const isAsker = askedBy !== null && askedBy === staffId(context);
    const mayPublish = kernel.access.can(context, 'dataset.publish', unit);
    return { needsDecision, mayPublish, steps: stepsOf(state, { mayPublish, needsDecision, isAsker }) };
  };

  async function goOut(tx: Tx, context: Context, dashboard: Dashboard, of: DecidedBy): Promise<void> {
    const now = context.clock.now();
    await saveDashboard(tx, dashboard.id, now, { state: 'published', publishedAt: now, reason: null });
    await journalDashboard(tx, context, 'dataset.dashboardPublished', dashboard, {
      panels: dashboard.content.panels.length,
      again: dashboard.publishedAt === null ? 'no' : 'yes',
      of,
    });
  }

  async function goBack(
    tx: Tx,
    context: Context,
    dashboard: Dashboard,
    { of, reason }: { of: DecidedBy; reason: string | null },
  ): Promise<void> {
    await saveDashboard(tx, dashboard.id, context.clock.now(), { state: 'draft', reason });
    await journalDashboard(tx, context, 'dataset.dashboardSentBack', dashboard, { of });
  }

  async function ask(tx: Tx, context: Context, dashboard: Dashboard, needsDecision: boolean): Promise<void> {
    await saveDashboard(tx, dashboard.id, context.clock.now(), {
      state: 'asked',
      askedBy: staffId(context),
      reason: null,
    });
    await journalDashboard(tx, context, 'dataset.dashboardAsked', dashboard, {
      of: needsDecision ? 'decision' : 'colleague',
    });
    if (!needsDecision) return;
    const { title, lead, panels } = dashboard.content;
    await needs.decision.putUp(tx, context, {
      kind: DASHBOARD_DECISION,
      subject: { module: 'dataset', id: dashboard.id },
      unit: dashboard.unit,
      drafter: staffId(context),
      content: {
        title: t('dashboard.decision.title', { title }),
        body: t('dashboard.decision.body', {
          lead,
          panels: panels.map((panel) => `- ${panel.title}`).join('\n'),
        }),
        related: `/${context.municipality.slug}/staff/dashboards/${dashboard.id}`,
      },
    });
  }

  return {
    /** What whoever asks may do next, and whether it takes a decision. */
    turn,

    /**
     * It is put up or goes out when it has panels and each of them can be drawn. Whoever sends it back gives the reason
     * (invalidInput).
     */
    async step(
      context: Context,
      id: string,
      { seen, step, reason = '' }: { seen: number; step: DashboardStep; reason?: string },
    ): Promise<void> {
      const before = await read(context, id);
      if (step === 'ask' || step === 'publish') {
        const panels = await drawnAll(context, before);
        if (panels.length === 0 || panels.some(({ figures }) => figures === null))
          throw new AppError('notAllowedNow', `dashboard ${id} has panels that cannot be drawn, or none`);
      }
      await inTenant(deps, context, async (tx) => {
        const dashboard = await dashboardInTurn(deps, tx, context, id, seen);
        const right = step === 'ask' || step === 'pullBack' ? 'dataset.edit' : 'dataset.publish';
        kernel.access.require(context, right, dashboard.unit);
        const { steps, needsDecision } = turn(context, dashboard);
        if (!steps.includes(step))
          throw new AppError('conflict', `dashboard ${id} is ${dashboard.state}: no ${step}`);
        if (step === 'ask') return ask(tx, context, dashboard, needsDecision);
        if (step === 'publish')
          return goOut(tx, context, dashboard, dashboard.state === 'asked' ? 'colleague' : 'nobody');
        if (step === 'sendBack') {
          if (reason === '' || reason.length > MOST_REASON)
            throw new AppError('invalidInput', `no reason to send dashboard ${id} back`);
          return goBack(tx, context, dashboard, { of: 'colleague', reason });
        }
        if (step === 'pullBack') {
          await saveDashboard(tx, id, context.clock.now(), { state: 'draft' });
          return journalDashboard(tx, context, 'dataset.dashboardPulledBack', dashboard);
        }
        await saveDashboard(tx, id, context.clock.now(), { state: 'withdrawn' });
        await journalDashboard(tx, context, 'dataset.dashboardWithdrawn', dashboard);
      });
    },

    /** What the decision came to. A panel whose data is gone since then says so on the page. */
    async decided(tx: Tx, context: Context, { type, data }: Pick<Entry, 'type' | 'data'>): Promise<void> {
      if (data.module !== 'dataset') return;
      const dashboard = await findDashboard(tx, { id: String(data.subject) }, { lock: true });
      if (dashboard?.state !== 'asked') return;
      if (type === 'decision.decided') return goOut(tx, context, dashboard, 'decision');
      await goBack(tx, context, dashboard, { of: 'decision', reason: null });
    },

    /** What notices call it; null when there is no such page. */
    titleOf: async (tx: Tx, id: string): Promise<string | null> =>
      (await findDashboard(tx, { id }))?.content.title ?? null,
  };
}
