import type { FlowKind } from '#kernel/module.js';
import type { DecisionService } from './service.js';

/** From the first word of a draft to its decision; the same words stand for every step that agrees. */
export const decisionFlow = ({ kindsOf }: Pick<DecisionService, 'kindsOf'>): FlowKind => ({
  id: 'decision',
  title: 'flow.kind.decision',
  begins: 'decision.drafted',
  steps: {
    'decision.drafted': 'flow.decision.drafted',
    'decision.sent': 'flow.decision.sent',
    'decision.approved': 'flow.decision.approved',
    'decision.objected': 'flow.decision.objected',
    'decision.returned': 'flow.decision.returned',
    'decision.pulledBack': 'flow.decision.pulledBack',
    'decision.withdrawn': 'flow.decision.withdrawn',
    'decision.decided': 'flow.decision.decided',
    'decision.confirmedLater': 'flow.decision.confirmedLater',
    'decision.circulated': 'flow.decision.circulated',
  },
  repeating: ['decision.approved', 'decision.confirmedLater', 'decision.circulated'],
  returning: ['decision.returned', 'decision.pulledBack'],
  by: {
    attribute: 'kind',
    label: 'flow.decisionKind',
    options: (context) => [...kindsOf(context)].map(([value, { title }]) => ({ value, label: title })),
  },
});
