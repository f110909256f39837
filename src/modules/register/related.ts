import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';

/** Something that another module keeps and that is about rows: a case, a report. */
export interface Thing {
  kind: string;
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

/** A kind of things, from the module that keeps them. */
export interface RelatedSource {
  kind: string;
  /** What they are called. */
  title: MessageKey;
  /** Lines of those that the actor may see; the others are left out. */
  lines(tx: Tx, context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, RelatedLine>>;
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
