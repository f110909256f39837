import { localize } from '#kernel/i18n/locales.js';
import type { FlowKind } from '#kernel/module.js';
import type { ProcedureApi } from './api.js';

/** How cases really go; what only looks at a case, or talks about it, is no step of it. */
export const caseFlow = ({ proceduresOf }: ProcedureApi): FlowKind => ({
  id: 'case',
  title: 'flow.kind.case',
  begins: 'case.submitted',
  steps: {
    'case.submitted': 'flow.case.submitted',
    'case.assigned': 'flow.case.assigned',
    'case.handedOver': 'flow.case.handedOver',
    'case.stepSignedOff': 'flow.case.stepSignedOff',
    'case.correctionRequested': 'flow.case.correctionRequested',
    'case.corrected': 'flow.case.corrected',
    'case.partInvited': 'flow.case.partInvited',
    'case.partSent': 'flow.case.partSent',
    'case.approved': 'flow.case.approved',
    'case.feeConfirmed': 'flow.case.feeConfirmed',
    'case.refused': 'flow.case.refused',
    'case.withdrawn': 'flow.case.withdrawn',
    'case.issued': 'flow.case.issued',
  },
  by: {
    attribute: 'procedure',
    label: 'flow.procedure',
    options: (context, locale) =>
      proceduresOf(context).map(({ id, title }) => ({ value: id, label: localize(title, locale) })),
  },
});
