import type { VerificationCode } from '#kernel/values/verification-code.js';

export const ISSUE_STATES = ['prepared', 'ready', 'dispatched', 'cancelled'] as const;
export type IssueState = (typeof ISSUE_STATES)[number];

/** 電子署名, 公印の印影, 公印省略. */
export const SEAL_KINDS = ['electronic', 'picture', 'omitted'] as const;
export type SealKind = (typeof SEAL_KINDS)[number];

/** By post, by mail, to the my page of a known person. */
export const WAYS = ['post', 'mail', 'my'] as const;
/** How it went in the end: also across the counter, where somebody came for it before it was sent. */
export type Way = (typeof WAYS)[number] | 'counter';

/** What is sealed by the vault. */
export interface LetterWords {
  addressee: string;
  /** 様, 御中, 殿. */
  honorific: string;
  postalCode: string;
  address: string;
  mail: string;
  /** 職名 of the day on which it was written, and the name. */
  sender: string;
  senderName: string;
  body: string;
  /** 記, below the text. */
  notes: string;
}

export const HONORIFICS = ['様', '御中', '殿', ''] as const;

/** An outgoing document on its way. */
export interface Issue {
  documentId: string;
  /** What it carries out; null for the letter of a request for disclosure. */
  originId: string | null;
  state: IssueState;
  seal: SealKind;
  sealId: string | null;
  way: Way;
  /** Null once its contents are gone. */
  words: LetterWords | null;
  issuedOn: Temporal.PlainDate;
  code: VerificationCode | null;
  recipient: string | null;
  preparedBy: string;
  preparedAt: Temporal.Instant;
  sealedBy: string | null;
  sealedAt: Temporal.Instant | null;
  dispatchedBy: string | null;
  dispatchedAt: Temporal.Instant | null;
  openedAt: Temporal.Instant | null;
  /** When it was given to the mail server; null when that is known to have failed, or never was. */
  mailBegunAt: Temporal.Instant | null;
  revision: number;
}

/** The picture of an official seal. */
export interface SealPicture {
  id: string;
  title: string;
  unit: string;
  file: string;
  addedBy: string;
  addedAt: Temporal.Instant;
  retiredAt: Temporal.Instant | null;
}

/** Most characters of the text, and of what stands below it. */
export const BODY_LIMIT = 10_000;

/** How a form names the picture of a seal among the seals to choose from. */
export const pictureChoice = (id: string): string => `picture:${id}`;

export const sealHolder = (id: string): string => `seal/${id}`;
