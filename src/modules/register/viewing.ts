import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Register, RegisterField } from './definition.js';
import type { NearPlace } from './near-place.js';

/** What a visitor looks for on a terminal. */
export interface Sought {
  words: string;
  /** By field: what tells rows apart, such as year and number. */
  keys: Readonly<Record<string, string>>;
  /** Rows around a place, in place of words and keys. */
  near?: NearPlace;
  /** Places of which one is to be chosen before. */
  towns?: readonly NearPlace[];
}

/** What a visitor has on the screen. */
export interface Visit {
  sought: Sought;
  /** Keys after which the pages of the list begin, the first page's left out. */
  pages: readonly string[];
  row: string | null;
  /** Id of what is asked for on this screen, so that a second press asks for nothing more. */
  request: string | null;
  asked: Pick<CopyRequest, 'number' | 'copies' | 'sheets' | 'fee'> | null;
}

export const NEW_VISIT: Visit = {
  sought: { words: '', keys: {} },
  pages: [],
  row: null,
  request: null,
  asked: null,
};

export type CopyState = 'asked' | 'given' | 'cancelled';

/** A copy that a visitor asked for. */
export interface CopyRequest {
  id: string;
  number: ReferenceNumber;
  register: string;
  row: string;
  unit: string;
  copies: number;
  /** Of all copies together. */
  sheets: number;
  fee: number;
  state: CopyState;
  askedAt: Temporal.Instant;
}

export const copySubject = (id: string): string => `copy/${id}`;

/** Of one row for one visitor. */
export const MOST_COPIES = 10;
/** A screen on which nothing was done so long asks whether somebody is still there … */
export const ASKS_AFTER_SECONDS = 120;
/** … and is empty again so much later (WCAG 2.2, 2.2.1: at least 20 seconds to say so). */
export const ENDS_AFTER_SECONDS = 30;
/** The first screen begins anew: what somebody typed and left goes, and the terminal stays signed in. */
export const ANEW_AFTER_SECONDS = 600;

/** Fields that may be shown, in the order of the copy. */
export const shownFields = (register: Register): RegisterField[] =>
  (register.counterCopy?.fields ?? []).flatMap(
    (id) => register.fields.find(({ ask }) => ask.id === id) ?? [],
  );

/** Whether rows may be looked for by where they lie. */
export const isFoundByPlace = ({ place }: Register): boolean =>
  place !== undefined && place.notPublic === undefined;

/** Fields by which rows are told apart and may be looked for. */
export const keyFields = (register: Register): RegisterField[] =>
  shownFields(register).filter(
    ({ ask, filter, search }) => register.key.includes(ask.id) && (filter || search),
  );

/** What a list of rows says of each: what is looked for. */
export const listedFields = (register: Register): RegisterField[] =>
  shownFields(register).filter(({ ask, search }) => search || register.key.includes(ask.id));
