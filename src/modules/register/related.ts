import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';

/** Something that another module keeps and that is about rows: a case, a report. */
export interface Thing {
  kind: string;
  id: string;
}

export interface RowName {
  register: string;
  id: string;
}

/** A row as a thing names it: by its key, or by what stands in a field that lists can be narrowed by. */
export interface NamedRow {
  register: string;
  field?: string | undefined;
  value: string;
}

/** What is told of a thing beside a row. */
export interface RelatedLine {
  number: string;
  title: LocalizedText;
  state: MessageKey;
  day: Temporal.PlainDate;
  /** Below the municipality. */
  path: string;
}

/** A thing whose rows staff look after: its page below the municipality, and the purpose for which it is open. */
export interface OpenThing {
  number: string;
  path: string;
  context: Context;
}

/** What a thing says of rows by itself, and when it came. */
export interface NamingThing {
  id: string;
  at: Temporal.Instant;
  rows: readonly NamedRow[];
}

/** A kind of things, from the module that keeps them. */
export interface RelatedSource {
  kind: string;
  /** What they are called. */
  title: MessageKey;
  /** Lines of those that the actor may see; the others are left out. */
  lines(tx: Tx, context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, RelatedLine>>;
  /** One that the actor works on. Throws where it is none of theirs, or not open. */
  opened(tx: Tx, context: Context, id: string): Promise<OpenThing>;
  /** By which rules things name rows here: other text when these change. */
  rules(context: Context): string;
  /** The next things by id, with the rows that they name; fewer than `limit` at the end. */
  naming(context: Context, after: string | null, limit: number): Promise<readonly NamingThing[]>;
}

/** A row that a thing is about, for a reader who sees it. */
export interface TiedRow extends RowName {
  label: string;
  title: LocalizedText;
  isByHand: boolean;
}

/** The rows of a thing. */
export interface TiedRows {
  rows: readonly TiedRow[];
  /** Below the municipality: where they are tied; null for whoever sees no registers. */
  path: string | null;
}

/** A page of what is about a row. */
export interface RelatedPage {
  items: readonly (RelatedLine & { title: LocalizedText; kind: MessageKey })[];
  /** Of those from here on; MOST_RELATED + 1 stands for more. */
  count: number;
  next: string | null;
}

/** Up to here they are counted exactly. */
export const MOST_RELATED = 1000;

/** Rows of one thing; what is about more is about none in particular. */
export const MOST_TIED = 50;
