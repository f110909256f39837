import type { Procedure } from './definition.js';

/*
 * Staff write an application for somebody who calls or stands at the counter: which ways a procedure takes, and how
 * it may be made sure who that is.
 */

export const ENTRY_CHANNELS = ['phone', 'counter'] as const;
export type EntryChannel = (typeof ENTRY_CHANNELS)[number];

/** On whose word it is written. A fixed list: the journal holds no words that could name a person. */
export const ENTRY_PURPOSES = ['applicant', 'agent', 'institution'] as const;
export type EntryPurpose = (typeof ENTRY_PURPOSES)[number];

export const IDENTITY_CHECKS = [
  'photoCard',
  'twoDocuments',
  'agentDocuments',
  'callBack',
  'spoken',
  'notNeeded',
] as const;
export type IdentityCheck = (typeof IDENTITY_CHECKS)[number];

const AT_THE_COUNTER = ['photoCard', 'twoDocuments', 'agentDocuments'] as const;
const BY_PHONE = ['callBack', 'spoken'] as const;

type Rules = Pick<Procedure, 'assuranceLevel' | 'ways'>;

/**
 * A voice proves little: by phone goes what offers that way, and what asks nobody for more than an account. The
 * counter takes everything.
 */
export function entryChannels({ assuranceLevel, ways }: Rules): EntryChannel[] {
  const isByPhone =
    assuranceLevel === 'none' || assuranceLevel === 'low' || ways.some(({ channel }) => channel === 'phone');
  return ENTRY_CHANNELS.filter((channel) => channel === 'counter' || isByPhone);
}

export const identityChecks = ({ assuranceLevel }: Rules, channel: EntryChannel): IdentityCheck[] => [
  ...(channel === 'counter' ? AT_THE_COUNTER : BY_PHONE),
  ...(assuranceLevel === 'none' ? (['notNeeded'] as const) : []),
];

export const isEntryPurpose = (text: string): text is EntryPurpose =>
  ENTRY_PURPOSES.some((purpose) => purpose === text);
