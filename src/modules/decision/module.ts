import { tenantOf } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { createDecisionApi, type DecisionApi } from './api.js';
import { type AuthorityKind, type PaperRule, readAuthority, readPaperRule } from './definition.js';
import { ENTRIES } from './entries.js';
import { decisionFlow } from './flows.js';
import { RIGHTS } from './model/rights.js';
import { STEP_KINDS } from './model/route.js';
import { decisionRoutes } from './routes/routes.js';
import type { DecisionDeps } from './service/deps.js';
import { verifyDrafts } from './service/verify.js';
import { createDecisionService, type DecisionService } from './service.js';

export interface DecisionModule extends Module {
  api: DecisionApi;
  service: DecisionService;
}

/** 電子決裁: drafts go their route to whoever decides. */
export function createDecisionModule(
  kernel: Kernel,
  {
    putUp,
    ...needs
  }: Pick<DecisionDeps, 'identity' | 'organization' | 'register'> & {
    /** Kinds of the table that modules put up. */
    putUp: () => readonly string[];
  },
): DecisionModule {
  const authority = new Map<string, ReadonlyMap<string, AuthorityKind>>();
  const paper = new Map<string, PaperRule>();
  const service = createDecisionService({ kernel, ...needs, authority, paper });
  return {
    name: 'decision',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'decision.draft': 'Draft for a unit and put it up for a decision',
      'decision.take': 'Take part in decisions: answer where one is asked, delegate, take note',
      'decision.read': 'Read the drafts of a unit',
      'decision.remind': 'Remind those who can act of drafts that wait',
      'decision.administer': 'Read all drafts, name who acts where nobody is there, route anew',
    },
    entries: ENTRIES,
    knownValues: async ({ units }) => ({ unit: units.map(({ id }) => id), as: STEP_KINDS, right: RIGHTS }),
    routes: decisionRoutes(service),
    navigation: [
      {
        area: 'staff',
        label: 'decision.title',
        path: '/staff/decisions',
        permission: 'decision.take',
      },
    ],
    jobs: [
      { name: 'decision.remind', schedule: '30 8 * * 1-5', run: service.reminding.remind },
      {
        name: 'decision.closeCirculation',
        schedule: '50 6 * * *',
        run: service.circulation.closeOld,
      },
    ],
    start: async (contexts) => {
      for (const context of contexts) {
        const posts = needs.organization.posts(context).map(({ id }) => id);
        const kinds = await readAuthority(kernel.catalogRoot, context.municipality, {
          posts,
          putUp: putUp(),
        });
        authority.set(tenantOf(context), kinds);
        paper.set(tenantOf(context), await readPaperRule(kernel.catalogRoot, context.municipality.slug));
      }
    },
    verify: verifyDrafts(kernel),
    flows: [decisionFlow(service)],
    api: createDecisionApi(kernel, service, putUp),
    service,
  };
}
