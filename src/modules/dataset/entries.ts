import type { EntryType } from '#kernel/module.js';

/** Journal entries of this module: subject dataset/<id>, dataset-request/<id> dashboard/<id> or harvest/<id>. */
export const ENTRIES = {
  'dataset.drafted': { means: 'A dataset was begun', data: ['dataset', 'unit', 'source'] },
  'dataset.changed': { means: 'What is said of a dataset was changed', data: ['dataset', 'unit'] },
  'dataset.received': {
    means: 'A version of the content of a dataset was kept',
    data: ['dataset', 'unit', 'version', 'file', 'format', 'sha256'],
  },
  'dataset.checked': {
    means: 'Somebody read the report on the quality of a dataset and found it fit',
    data: ['dataset', 'unit'],
  },
  'dataset.sentBack': { means: 'A dataset went back to being a draft', data: ['dataset', 'unit'] },
  'dataset.approvalAsked': { means: 'The publication of a dataset was put up', data: ['dataset', 'unit'] },
  'dataset.decided': { means: 'The publication of a dataset was decided', data: ['dataset', 'unit'] },
  'dataset.published': {
    means: 'A dataset was published',
    data: ['dataset', 'unit', 'source', 'system', 'standard', 'standardSet', 'places', 'again'],
  },
  'dataset.withdrawn': { means: 'A dataset was taken from the public', data: ['dataset', 'unit'] },
  'dataset.versionRecalled': {
    means: 'A version of the content of a dataset was taken back from the public',
    data: ['dataset', 'unit', 'version', 'file'],
  },
  'dataset.discarded': {
    means: 'The draft of a dataset that never went out was thrown away, its files were erased',
    data: ['dataset', 'unit'],
  },
  'dataset.requested': { means: 'Somebody asked for data', data: [] },
  'dataset.requestDecided': { means: 'A request for data was shown, answered or hidden', data: ['state'] },
  'dataset.overdue': {
    means:
      'The section of a dataset was reminded of content that is overdue; the notice is sent from this entry',
    data: ['dataset', 'unit', 'dueOn', 'frequency'],
  },
  'dataset.harvestChanged': {
    means: 'A catalogue of another city hall was entered, mended, stopped, taken up again or taken away',
    data: ['harvest', 'unit', 'state'],
  },
  'dataset.harvestRead': {
    means: 'A catalogue of another city hall was read',
    data: ['harvest', 'unit', 'added', 'changed', 'gone', 'faults', 'whole'],
  },
  'dataset.harvested': {
    means: 'A dataset was taken over, changed or withdrawn as the catalogue says from which it comes',
    data: ['dataset', 'unit', 'what'],
  },
  'dataset.dashboardDrafted': { means: 'A dashboard was begun', data: ['dashboard', 'unit'] },
  'dataset.dashboardChanged': {
    means: 'The words or the panels of a dashboard were changed',
    data: ['dashboard', 'unit', 'panels'],
  },
  // `of` says who decides or decided: a colleague, a decision, or nobody besides whoever published it.
  'dataset.dashboardAsked': {
    means: 'A dashboard was put up to be published; the notice is sent from this entry',
    data: ['dashboard', 'unit', 'of'],
  },
  'dataset.dashboardPulledBack': {
    means: 'Whoever put a dashboard up took that back',
    data: ['dashboard', 'unit'],
  },
  'dataset.dashboardSentBack': {
    means: 'A dashboard that was put up went back to being a draft',
    data: ['dashboard', 'unit', 'of'],
  },
  'dataset.dashboardPublished': {
    means: 'A dashboard was published',
    data: ['dashboard', 'unit', 'panels', 'again', 'of'],
  },
  'dataset.dashboardDiscarded': {
    means: 'The draft of a dashboard that never went out was thrown away',
    data: ['dashboard', 'unit'],
  },
  'dataset.dashboardWithdrawn': {
    means: 'A dashboard was taken from the public',
    data: ['dashboard', 'unit'],
  },
  'dataset.dashboardViewed': {
    means: 'Somebody looked at a published dashboard for the first time that day',
    data: ['dashboard', 'unit'],
  },
} as const satisfies Record<string, EntryType>;
