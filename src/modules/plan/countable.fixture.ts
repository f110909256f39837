import type { Countable } from './countable.js';

/** What the shipped plans count, for tests that build no modules; with the values of a town that offers one procedure. */
export const COUNTABLE: Countable = {
  'case.submitted': {
    procedure: ['residence-certificate'],
    version: null,
    channel: ['online', 'counter', 'paper', 'phone'],
  },
  'payment.paid': { way: null, cashless: ['yes', 'no'] },
  'identity.signedIn': { audience: ['citizen', 'staff'] },
  'counter.used': { event: null, service: ['preEntry', 'guided', 'desk', 'deskForms'] },
};
