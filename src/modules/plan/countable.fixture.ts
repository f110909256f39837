import type { Countable } from './countable.js';

/** The child-rearing and care procedures that plans count by the name of the state's list. */
export const TWENTY_SIX: readonly string[] = [
  'child-allowance-claim',
  'child-allowance-change',
  'child-allowance-details-change',
  'child-allowance-end',
  'child-allowance-unpaid-claim',
  'child-allowance-donation',
  'child-allowance-donation-change',
  'child-allowance-status-report',
  'school-meal-fee-collection',
  'school-meal-fee-collection-change',
  'nursery-certification',
  'nursery-application',
  'nursery-status-report',
  'child-rearing-allowance-status-report',
  'pregnancy-notification',
  'care-certification',
  'care-certification-renewal',
  'care-certification-change',
  'care-certification-after-moving',
  'care-plan-request',
  'care-copayment-card-reissue',
  'care-insurance-card-reissue',
  'high-cost-care-claim',
  'care-burden-limit',
  'care-equipment-claim',
  'care-home-improvement',
];

const PROCEDURES = ['residence-certificate', 'address-number', 'night-clinic-insurance-check', ...TWENTY_SIX];

const COUNTED = {
  register: ['connectivity', 'information-systems', 'licences', 'online-filings', 'terminals'],
  unit: null,
  count: null,
};

/** What the shipped plans count, for tests that build no modules; with the values of a town that offers a few procedures. */
export const COUNTABLE: Countable = {
  'case.submitted': {
    procedure: PROCEDURES,
    version: null,
    channel: ['online', 'counter', 'paper', 'phone'],
    answer: null,
  },
  'procedure.offered': { procedure: PROCEDURES, version: null, unit: null },
  'payment.paid': { way: null, cashless: ['yes', 'no'] },
  'identity.signedIn': { audience: ['citizen', 'staff'] },
  'dataset.published': {
    dataset: null,
    unit: null,
    system: null,
    source: ['register', 'plan', 'figures', 'upload'],
    standard: ['yes', 'no'],
    standardSet: null,
    places: ['yes', 'no'],
    again: ['yes', 'no'],
  },
  'dataset.dashboardPublished': { dashboard: null, unit: null, panels: null, again: ['yes', 'no'] },
  'counter.used': { event: null, service: ['preEntry', 'guided', 'desk', 'deskForms'] },
  'register.counted': COUNTED,
  'register.uncounted': COUNTED,
  'report.received': { kind: null, unit: null, channel: ['web', 'phone', 'field', 'api', 'owner'] },
  'map.visited': {},
};
