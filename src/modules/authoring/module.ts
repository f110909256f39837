import type { Tx } from '#kernel/db/database.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import type { FlowKind, Module } from '#kernel/module.js';
import { ENTRIES } from './entries.js';
import { authoringRoutes } from './routes/routes.js';
import { DECISION_KIND } from './service/deciding.js';
import type { AuthoringDeps } from './service/deps.js';
import { type AuthoringService, createAuthoringService } from './service.js';
import { findDraft } from './store/drafts.js';

export interface AuthoringModule extends Module {
  service: AuthoringService;
  api: {
    /** Title of a draft; null when there is none. */
    draftTitle(tx: Tx, procedure: string): Promise<string | null>;
  };
}

/** From the first word of a draft to the day from which it is offered. */
const DEFINITION_FLOW: FlowKind = {
  id: 'definition',
  title: 'flow.kind.definition',
  begins: 'definition.begun',
  steps: {
    'definition.begun': 'flow.definition.begun',
    'definition.approvalAsked': 'flow.definition.approvalAsked',
    'definition.pulledBack': 'flow.definition.pulledBack',
    'definition.sentBack': 'flow.definition.sentBack',
    'definition.approved': 'flow.definition.approved',
    'definition.published': 'flow.definition.published',
    'definition.discarded': 'flow.definition.discarded',
  },
};

/** 手続をつくる: staff write the definitions of procedures, others of the staff approve them. */
export function createAuthoringModule(kernel: Kernel, needs: Omit<AuthoringDeps, 'kernel'>): AuthoringModule {
  const service = createAuthoringService({ kernel, ...needs });
  return {
    name: 'authoring',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'procedure.author': 'Write definitions of procedures of a unit',
      'procedure.approve': 'Approve definitions of procedures that others wrote, and end procedures',
    },
    entries: ENTRIES,
    routes: authoringRoutes(service),
    navigation: [
      {
        area: 'staff',
        label: 'authoring.list.title',
        path: '/staff/authoring',
        permission: 'procedure.author',
      },
    ],
    putsUp: [DECISION_KIND],
    subscriptions: [
      {
        name: 'authoring.decided',
        types: ['decision.decided', 'decision.withdrawn'],
        handle: service.decided,
      },
    ],
    flows: [DEFINITION_FLOW],
    service,
    api: {
      draftTitle: async (tx, procedure) => {
        const title = (await findDraft(tx, procedure))?.document.title;
        return title === undefined ? null : localize(title, 'ja');
      },
    },
  };
}
